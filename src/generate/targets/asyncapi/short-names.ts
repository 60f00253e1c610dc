import type { Json } from './json.js';

/**
 * An Avro schema in which types of the namespace around them go by their short names: the common reader for AsyncAPI takes
 * a full name there for a type that it does not know, and lets everything pass.
 */
export function shortNames(schema: unknown, namespace = ''): unknown {
  if (typeof schema === 'string') return shortName(schema, namespace);
  if (Array.isArray(schema)) return schema.map((branch) => shortNames(branch, namespace));
  if (typeof schema !== 'object' || schema === null) return schema;
  const node = schema as Json;
  const inside = namespaceOf(node, namespace);
  const parts = Object.entries(node).map(([key, value]): [string, unknown] => {
    if (key === 'fields' && Array.isArray(value)) return [key, value.map((field) => shortField(field, inside))];
    const holdsType = key === 'items' || key === 'values' || (key === 'type' && typeof value !== 'string');
    return [key, holdsType ? shortNames(value, inside) : value];
  });
  return Object.fromEntries(parts);
}

function shortField(field: unknown, namespace: string): unknown {
  if (typeof field !== 'object' || field === null) return field;
  return { ...field, type: shortNames((field as Json)['type'], namespace) };
}

function namespaceOf(node: Json, outer: string): string {
  const { name, namespace } = node;
  if (typeof name !== 'string') return outer;
  if (name.includes('.')) return name.slice(0, name.lastIndexOf('.'));
  return typeof namespace === 'string' ? namespace : outer;
}

function shortName(name: string, namespace: string): string {
  const isNear =
    namespace !== '' && name.startsWith(`${namespace}.`) && !name.slice(namespace.length + 1).includes('.');
  return isNear ? name.slice(namespace.length + 1) : name;
}
