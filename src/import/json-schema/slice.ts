import { isList, isObject, type NormalSchema, SCHEMA_KEYWORDS } from '../../model/foreign/json-schema-words.js';
import type { JsonValue } from '../../model/type.js';
import type { SchemaSet } from './schema-set.js';

/**
 * A schema cut out of its document: JSON Schema 2020-12 that is complete in itself. What its references lead to comes along
 * under `$defs`, each schema once, so that a schema that contains itself has an end.
 */
export function sliceOf(set: SchemaSet, schema: NormalSchema): JsonValue {
  const names = new Map<string, string>();
  const waiting: string[] = [];

  function nameOf(key: string): string {
    const known = names.get(key);
    if (known !== undefined) return known;
    const plain = (set.target(key)?.name ?? 'schema').replaceAll(/[^A-Za-z0-9_.-]+/g, '_') || 'schema';
    const taken = new Set(names.values());
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}${number}`;
    names.set(key, name);
    waiting.push(key);
    return name;
  }

  function copied(part: NormalSchema): JsonValue {
    const copy: Record<string, JsonValue> = Object.create(null);
    for (const [keyword, value] of Object.entries(part)) copy[keyword] = copiedValue(keyword, value);
    return copy;
  }

  function copiedValue(keyword: string, value: JsonValue): JsonValue {
    if (keyword === '$ref' && typeof value === 'string') return `#/$defs/${nameOf(value)}`;
    const holds = Object.hasOwn(SCHEMA_KEYWORDS, keyword) ? SCHEMA_KEYWORDS[keyword] : undefined;
    if (holds === 'list' && isList(value)) return value.map((item) => (isObject(item) ? copied(item) : item));
    if (holds === 'map' && isObject(value)) {
      const copy: Record<string, JsonValue> = Object.create(null);
      for (const [name, item] of Object.entries(value)) copy[name] = isObject(item) ? copied(item) : item;
      return copy;
    }
    return holds === 'one' && isObject(value) ? copied(value) : value;
  }

  const slice = copied(schema) as Record<string, JsonValue>;
  const definitions: Record<string, JsonValue> = Object.create(null);
  for (let key = waiting.shift(); key !== undefined; key = waiting.shift()) {
    const target = set.target(key);
    if (target) definitions[nameOf(key)] = copied(target.schema);
  }
  if (Object.keys(definitions).length > 0) slice['$defs'] = definitions;
  return slice;
}
