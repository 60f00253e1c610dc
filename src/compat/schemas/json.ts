import type { JsonValue } from '../../model/index.js';

/** A JSON object. Keys come from outside: read one that the schema language does not name through `own`. */
export type JsonObject = { readonly [key: string]: JsonValue };

/** Whether a value is an object, not a list or null. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Whether a value may be a JSON Schema. */
export function isSchema(value: JsonValue | undefined): value is boolean | JsonObject {
  return typeof value === 'boolean' || isObject(value);
}

/** The member of an object under a key of its own, so that `__proto__` and `constructor` are keys like others. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** An RFC 6901 pointer with one more key. */
export function under(pointer: string, key: string | number): string {
  if (typeof key === 'number') return `${pointer}/${key}`;
  return `${pointer}/${key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key}`;
}

/** The keys of an RFC 6901 pointer; undefined where the text is none. */
export function pointerKeys(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The member of a list or an object under a key of a pointer. */
export function member(value: JsonValue, key: string): JsonValue | undefined {
  if (isObject(value)) return own(value, key);
  if (!isList(value) || !/^(?:0|[1-9][0-9]*)$/.test(key)) return undefined;
  return value[Number(key)];
}
