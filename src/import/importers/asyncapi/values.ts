import type { JsonValue } from '../../../model/type.js';

/** A map of JSON. */
export type JsonMap = { readonly [key: string]: JsonValue };

export function isMap(value: JsonValue | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map under a key; empty where there is none. */
export function mapAt(value: JsonValue | undefined, key: string): JsonMap {
  const inner = isMap(value) ? value[key] : undefined;
  return isMap(inner) ? inner : {};
}

export function textAt(value: JsonValue | undefined, key: string): string | undefined {
  const inner = isMap(value) ? value[key] : undefined;
  return typeof inner === 'string' ? inner : undefined;
}

export function numberAt(value: JsonValue | undefined, key: string): number | undefined {
  const inner = isMap(value) ? value[key] : undefined;
  return typeof inner === 'number' ? inner : undefined;
}

/** The texts of a list, or the one text that stands there. */
export function textsAt(value: JsonValue | undefined, key: string): readonly string[] {
  const inner = isMap(value) ? value[key] : undefined;
  const items: readonly JsonValue[] = Array.isArray(inner) ? inner : inner === undefined ? [] : [inner];
  return items.filter((item): item is string => typeof item === 'string');
}

/** The map without these keys. */
export function without(value: JsonMap, ...keys: readonly string[]): JsonMap {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** Whether there is anything in it. */
export function hasKeys(value: JsonMap): boolean {
  return Object.keys(value).length > 0;
}

/** The same without keys that have no value. */
export function present(value: Readonly<Record<string, JsonValue | undefined>>): JsonMap {
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
];

/** Milliseconds as the language writes durations, in the largest unit that is exact; undefined for what is none. */
export function durationText(ms: number): string | undefined {
  if (!Number.isSafeInteger(ms) || ms <= 0) return undefined;
  const [unit, size] = UNITS.find(([, length]) => ms % length === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
}

const SEMVER = /^\d+\.\d+\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

/** Whether a text is a version of the language. */
export function isVersion(text: string | undefined): text is string {
  return text !== undefined && SEMVER.test(text);
}

/** The first paragraph, where it is short, and the whole text otherwise as docs. */
export function summaryAndDocs(text: string | undefined): { readonly summary?: string; readonly docs?: string } {
  const plain = text?.trim();
  if (plain === undefined || plain === '') return {};
  const oneLine = plain.replace(/\s*\n\s*/g, ' ');
  if (!/\n\s*\n/.test(plain) && oneLine.length <= 160) return { summary: oneLine };
  const [first = ''] = plain.split(/\n\s*\n/);
  const summary = first.replace(/\s*\n\s*/g, ' ').trim();
  const rest = plain.slice(first.length).trim();
  return summary.length <= 160 && !/^[#>*\-|]/.test(summary) ? { summary, docs: rest } : { docs: plain };
}
