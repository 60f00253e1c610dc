import { type Node, toValue } from '../../../language/node.js';
import type { Json } from './json.js';

/** A definition as it is written, without the keys named; undefined where nothing else is said. */
export function written(node: Node, without: readonly string[] = []): Json | undefined {
  if (node.kind !== 'map') return undefined;
  const value = toValue(node) as Json;
  const kept = Object.entries(value).filter(([key]) => !without.includes(key));
  return kept.length === 0 ? undefined : (withoutReferences(Object.fromEntries(kept)) as Json);
}

/** Readers resolve every `$ref` of a document, also in examples and extensions. */
export function hasReference(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key === '$ref' || hasReference(inner));
}

function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== '$ref');
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutReferences(inner)]));
}
