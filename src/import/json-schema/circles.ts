import {
  entriesIn,
  isObject,
  type NormalSchema,
  SCHEMA_KEYWORDS,
  schemasIn,
} from '../../model/foreign/json-schema-words.js';
import { circlesOf } from '../../model/strongly-connected.js';
import type { SchemaSet } from './schema-set.js';

const known = new WeakMap<SchemaSet, Map<string, boolean>>();

/** Whether what a reference leads to leads back to itself. All that it reaches is settled at once. */
export function containsItself(set: SchemaSet, key: string): boolean {
  const settled = known.get(set) ?? new Map<string, boolean>();
  known.set(set, settled);
  const answer = settled.get(key);
  if (answer !== undefined) return answer;
  const arrows = new Map<string, readonly string[]>();
  const waiting = [key];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (arrows.has(next)) continue;
    const target = set.target(next);
    // What is settled leads to nothing that is not: it is in no circle with this one.
    const refs = target ? refsIn(target.schema).filter((ref) => !settled.has(ref)) : [];
    arrows.set(next, refs);
    waiting.push(...refs);
  }
  const inCircle = new Set(circlesOf(arrows).flat());
  for (const reached of arrows.keys()) settled.set(reached, inCircle.has(reached));
  return inCircle.has(key);
}

function refsIn(schema: NormalSchema): readonly string[] {
  const ref = schema['$ref'];
  const inner = Object.entries(SCHEMA_KEYWORDS).flatMap(([keyword, holds]) => {
    const value = schema[keyword];
    if (value === undefined) return [];
    if (holds === 'one') return isObject(value) ? [value] : [];
    return holds === 'list' ? schemasIn(schema, keyword) : entriesIn(schema, keyword).map(([, item]) => item);
  });
  return [...(typeof ref === 'string' ? [ref] : []), ...inner.flatMap(refsIn)];
}
