import type { Catalog } from '../model/index.js';
import { messageById, type TypeExpr } from '../model/index.js';
import { resolveType } from '../model/values/value-type.js';
import type { MessageShape, ShapeType } from '../runtime/saga/definition.js';

/** Shapes of messages for guards, by name in code-unit order. */
export function messageShapes(catalog: Catalog, messages: readonly string[]): Readonly<Record<string, MessageShape>> {
  const names = [...new Set(messages)].filter((name) => messageById(catalog, name)).toSorted();
  return Object.fromEntries(names.map((name) => [name, messageShape(catalog, name)]));
}

function messageShape(catalog: Catalog, message: string): MessageShape {
  const fields = messageById(catalog, message)?.payload.fields ?? [];
  return {
    fields: Object.fromEntries(fields.map((field) => [field.name, fieldShape(catalog, field, new Set())])),
  };
}

function fieldShape(
  catalog: Catalog,
  field: { readonly type: TypeExpr; readonly nullable: boolean },
  inside: ReadonlySet<string>,
): ShapeType {
  const shape = shapeOf(catalog, field.type, inside);
  return field.nullable ? { nullable: shape } : shape;
}

function shapeOf(catalog: Catalog, type: TypeExpr, inside: ReadonlySet<string>): ShapeType {
  if (type.kind === 'nullable') return { nullable: shapeOf(catalog, type.inner, inside) };
  const name = type.kind === 'named' ? type.ref.name : undefined;
  // A type that contains itself has no finite shape: it is open from the second level on.
  if (name !== undefined && inside.has(name)) return 'any';
  const within = name === undefined ? inside : new Set([...inside, name]);
  const resolved = resolveType(catalog, type);
  switch (resolved.kind) {
    case 'primitive':
      return primitiveShape(resolved.name);
    case 'decimal':
      return 'decimal';
    case 'enum':
      return 'string';
    case 'list':
      return { list: shapeOf(catalog, resolved.items, within) };
    case 'map':
      return { map: shapeOf(catalog, resolved.values, within) };
    case 'record': {
      const pairs = resolved.fields.map((field) => [field.name, fieldShape(catalog, field, within)]);
      return { record: Object.fromEntries(pairs) };
    }
    case 'union': {
      const { cases, discriminator } = resolved.def;
      const pairs = cases.map((entry) => [entry.tag, shapeOf(catalog, { kind: 'named', ref: entry.type }, within)]);
      return { oneOf: Object.fromEntries(pairs), by: discriminator };
    }
    case 'unknown':
      return 'any';
  }
}

function primitiveShape(name: Extract<TypeExpr, { kind: 'primitive' }>['name']): ShapeType {
  switch (name) {
    case 'boolean':
    case 'timestamp':
    case 'duration':
      return name;
    case 'int':
    case 'long':
      return 'int';
    case 'float':
    case 'double':
      return 'double';
    case 'string':
    case 'uuid':
    case 'date':
    case 'time':
    case 'bytes':
    case 'uri':
    case 'email':
      return 'string';
  }
}
