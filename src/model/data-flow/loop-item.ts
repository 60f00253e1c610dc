import type { Catalog } from '../catalog.js';
import type { ForEachStep } from '../saga.js';
import { isPrimitive, resolveType, type ValueType } from '../values/value-type.js';
import { pathValue } from './path-value.js';
import type { Seen } from './seen.js';
import { readItems } from './step-texts.js';

const COUNT_TYPE: ValueType = { type: { kind: 'primitive', name: 'int' }, nullable: false, optional: false };

/** What each round of a loop is handed: an item of its list, or the number of the round. Not known where the loop is wrong. */
export function itemType(catalog: Catalog, step: ForEachStep, seen: Seen): ValueType {
  const items = readItems(step.items.text);
  if (items?.kind === 'count') return COUNT_TYPE;
  const value = items && pathValue(catalog, seen, items.root, items.path);
  const list = value?.kind === 'found' ? resolveType(catalog, value.type.type) : undefined;
  if (list?.kind === 'list') return { type: list.items, nullable: list.items.kind === 'nullable', optional: false };
  return list && isPrimitive(list, 'int', 'long') ? COUNT_TYPE : unknownType(step);
}

function unknownType({ items }: ForEachStep): ValueType {
  return { type: { kind: 'named', ref: { name: '', span: items.span } }, nullable: false, optional: false };
}
