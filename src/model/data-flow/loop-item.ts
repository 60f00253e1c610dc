import type { Catalog } from '../catalog.js';
import type { ForEachStep } from '../saga.js';
import { resolveType, type ValueType } from '../values/value-type.js';
import { pathValue } from './path-value.js';
import type { Seen } from './seen.js';
import { readItems } from './step-texts.js';

const COUNT_TYPE: ValueType = { type: { kind: 'primitive', name: 'int' }, nullable: false, optional: false };

/** What each round of a loop is handed: an item of its list, or the number of the round. */
export function itemType(catalog: Catalog, step: ForEachStep, seen: Seen): ValueType {
  const items = readItems(step.items.text);
  const value = items?.kind === 'path' ? pathValue(catalog, seen, items.root, items.path) : undefined;
  const list = value?.kind === 'found' ? resolveType(catalog, value.type.type) : undefined;
  if (list?.kind !== 'list') return COUNT_TYPE;
  return { type: list.items, nullable: list.items.kind === 'nullable', optional: false };
}
