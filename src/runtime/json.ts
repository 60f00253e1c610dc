import { createHash } from 'node:crypto';
import type { Json } from './saga/definition.js';

/** The data of a message. */
export type JsonObject = { readonly [key: string]: Json };

/** Says whether a value is a JSON object (not null, not a list). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value as it comes back from JSON text: dates become text, absent fields vanish.
 * Throws what `JSON.stringify` throws for cycles and big integers.
 */
export function toJsonObject(value: unknown): JsonObject | undefined {
  const text = JSON.stringify(value);
  if (text === undefined) return undefined;
  const parsed: unknown = JSON.parse(text);
  return isJsonObject(parsed) ? parsed : undefined;
}

/** The same value, which shares nothing with the original. */
export function copyJson(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copyValue(inner)]));
}

/** JSON text with the keys of every object in code-unit order, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isJsonObject(inner) ? sortKeys(inner) : inner));
}

/** SHA-256 of the canonical JSON, in hexadecimal. */
export function hashJson(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

function copyValue(value: Json): Json {
  if (Array.isArray(value)) return value.map(copyValue);
  return isJsonObject(value) ? copyJson(value) : value;
}

function sortKeys(value: JsonObject): JsonObject {
  const entries = Object.entries(value);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
