import type { JsonValue } from '../type.js';

/** An object of these members, unless one of them is missing. */
export function wholeObject(entries: readonly (readonly [string, JsonValue | undefined])[]): JsonValue | undefined {
  const values = wholeList(entries.map(([, value]) => value));
  return values && Object.fromEntries(entries.map(([key], index) => [key, values[index] ?? null]));
}

/** The list, unless one of it is missing. */
export function wholeList(values: readonly (JsonValue | undefined)[]): readonly JsonValue[] | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length === values.length ? present : undefined;
}
