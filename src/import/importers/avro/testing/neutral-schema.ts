import type { Schema } from 'avsc';

type Part = Schema | { readonly [key: string]: unknown };

const NAMED = new Set(['record', 'error', 'enum', 'fixed']);

/**
 * The schema with each name replaced by the number of its definition, without defaults and aliases, and with `null` first in
 * unions: two schemas of one form write the same bytes, whatever their names are.
 */
export function neutralSchema(schema: Schema): Schema {
  const names = new Map<string, string>();

  function neutral(part: Part, namespace: string): unknown {
    if (Array.isArray(part)) {
      const branches = (part as Schema[]).map((branch) => neutral(branch, namespace));
      return branches.includes('null') ? ['null', ...branches.filter((branch) => branch !== 'null')] : branches;
    }
    if (typeof part === 'string') return names.get(full(part, namespace)) ?? names.get(part) ?? part;
    const { type, name, namespace: own, fields, items, values, symbols, size } = part as Record<string, unknown>;
    if (typeof type !== 'string') return neutral(type as Part, namespace);
    const inner = scopeOf(String(name), typeof own === 'string' ? own : undefined, namespace);
    const given = NAMED.has(type) ? define(String(name), inner) : undefined;
    return {
      type: names.get(full(type, namespace)) ?? type,
      ...(given !== undefined && { name: given }),
      ...(Array.isArray(fields) && { fields: fields.map((field, index) => neutralField(field as Part, index, inner)) }),
      ...(items !== undefined && { items: neutral(items as Part, inner) }),
      ...(values !== undefined && type === 'map' && { values: neutral(values as Part, inner) }),
      ...(Array.isArray(symbols) && { symbols }),
      ...(size !== undefined && { size }),
    };
  }

  function neutralField(field: Part, index: number, namespace: string): object {
    return { name: `f${index}`, type: neutral((field as { type: Part }).type, namespace) };
  }

  function define(name: string, namespace: string): string {
    const given = `N${names.size}`;
    names.set(full(name, namespace), given);
    return given;
  }

  return neutral(schema, '') as Schema;
}

function full(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

function scopeOf(name: string, own: string | undefined, outer: string): string {
  return name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : (own ?? outer);
}
