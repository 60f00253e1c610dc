import type { Catalog, Field, JsonValue, TypeExpr } from '../../../../model/index.js';

type Json = { readonly [key: string]: JsonValue };

/**
 * What a tolerant reader makes of a payload before it checks it: unknown fields are left out (but for those of closed records), defaults stand for what is
 * absent, and values that an enumeration does not have become its `unknown` value.
 */
export function readTolerantly(catalog: Catalog, fields: readonly Field[], value: JsonValue): JsonValue {
  if (!isRecord(value)) return value;
  return readRecord(catalog, fields, value, []);
}

function readRecord(catalog: Catalog, fields: readonly Field[], value: Json, tags: readonly string[]): Json {
  const read: { [key: string]: JsonValue } = {};
  for (const tag of tags) if (value[tag] !== undefined) read[tag] = value[tag];
  for (const field of fields) {
    const found = value[field.name] ?? (field.name in value ? null : field.default);
    if (found !== undefined) read[field.name] = readValue(catalog, field.type, found);
  }
  return read;
}

function readValue(catalog: Catalog, type: TypeExpr, value: JsonValue): JsonValue {
  if (value === null) return null;
  switch (type.kind) {
    case 'nullable':
      return readValue(catalog, type.inner, value);
    case 'list':
      return Array.isArray(value) ? value.map((item: JsonValue) => readValue(catalog, type.items, item)) : value;
    case 'map':
      if (!isRecord(value)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, readValue(catalog, type.values, item)]),
      );
    case 'record':
      return isRecord(value) ? readRecord(catalog, type.fields, value, []) : value;
    case 'named':
      return readNamed(catalog, type.ref.name, value);
    default:
      return value;
  }
}

function readNamed(catalog: Catalog, name: string, value: JsonValue): JsonValue {
  const def = catalog.types.get(name);
  switch (def?.shape) {
    case 'record':
      if (!isRecord(value)) return value;
      return { ...(def.closed && value), ...readRecord(catalog, def.fields, value, []) };
    case 'enum':
      return typeof value === 'string' && !def.values.includes(value) ? (def.unknown ?? value) : value;
    case 'scalar':
      return readValue(catalog, def.type, value);
    case 'union': {
      if (!isRecord(value)) return value;
      const chosen = def.cases.find(({ tag }) => tag === value[def.discriminator]);
      const inner = chosen && catalog.types.get(chosen.type.name);
      return inner?.shape === 'record' ? readRecord(catalog, inner.fields, value, [def.discriminator]) : value;
    }
    case undefined:
      return value;
  }
}

function isRecord(value: JsonValue): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
