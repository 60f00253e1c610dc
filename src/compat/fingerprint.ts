import { createHash } from 'node:crypto';
import type { Field } from '../model/index.js';
import { printFieldType } from '../model/values/print-type.js';
import type { Change } from './change.js';

/** Where a change stands says nothing of what it is: lines move. */
const PLACES = new Set(['kind', 'owner', 'at', 'fields', 'old', 'new']);

/** What goes by other definitions would undo an agreement when one of those changes. */
const OF_OTHERS = new Set(['resembles', 'messages', 'produces', 'consumes']);

const LENGTH = 12;

/** Rule, element and change as 12 hexadecimal digits: the same as long as they are, wherever they stand in a file. */
export function fingerprintOf(change: Change): string {
  const facts = Object.entries(change)
    .filter(([key]) => !PLACES.has(key) && !OF_OTHERS.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, factText(value)]);
  return hashOf(JSON.stringify([change.kind, change.owner.kind, change.owner.id, change.at, facts]));
}

/** The fingerprint of what is told by an id, a definition and words about it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, LENGTH);
}

function factText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(factText);
  if (typeof value !== 'object' || value === null) return value;
  if (isField(value)) return `${value.name}: ${printFieldType(value)}`;
  if ('text' in value) return value.text;
  const plain = Object.entries(value).filter(([key]) => !/span$/i.test(key));
  return plain.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, factText(part)]);
}

function isField(value: object): value is Field {
  return 'nameSpan' in value && 'typeSpan' in value;
}
