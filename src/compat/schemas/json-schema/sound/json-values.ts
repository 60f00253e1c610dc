import type { JsonValue } from '../../../../model/index.js';
import { isList } from '../../json.js';

const DEEPEST = 60;

/** Whether two JSON values are the same; objects whatever the order of their keys. */
export function sameJson(a: JsonValue, b: JsonValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((item, at) => sameJson(item, b[at] as JsonValue));
  if (isList(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key] as JsonValue, b[key] as JsonValue));
}

/** Whether a value is nested so little that it can be walked through by functions that call themselves. */
export function isShallow(value: JsonValue): boolean {
  return typeof value !== 'object' || value === null || depthWithin(value, DEEPEST);
}

function depthWithin(value: JsonValue, left: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (left === 0) return false;
  return Object.values(value).every((item) => depthWithin(item, left - 1));
}

/** An object made of entries in which `__proto__` is a key like others. */
export function objectOf(entries: Iterable<readonly [string, JsonValue]>): { [key: string]: JsonValue } {
  const object: { [key: string]: JsonValue } = {};
  for (const [key, value] of entries) {
    if (key === '__proto__')
      Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
    else object[key] = value;
  }
  return object;
}
