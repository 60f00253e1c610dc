import type { JsonObject } from '../../json.js';
import type { SchemaNode } from '../document.js';
import { bound, compareBounds } from './compare-scalars.js';
import { compareRest } from './content-model.js';
import { compareBelow, difference, found, pairBelow, pathTo, type Sides } from './findings.js';
import type { Findings } from './pair.js';
import type { ArrayShape } from './shape.js';

const COUNTS = [
  bound('maxItems', 'MAX_ITEMS'),
  bound('minItems', 'MIN_ITEMS'),
  bound('maxContains', 'MAX_CONTAINS'),
  bound('minContains', 'MIN_CONTAINS'),
];

/** Compares the keywords for arrays; what `contains` asks for does not count, only how often. */
export function compareArrays(findings: Findings, older: ArrayShape, newer: ArrayShape): void {
  compareTuples(findings, older, newer);
  compareItems(findings, older, newer);
  compareRest(findings, 'ITEMS', older.rest, newer.rest);
  compareBounds(findings, COUNTS, older.source.schema, newer.source.schema);
  compareUnique(findings, older.source.schema, newer.source.schema);
}

function compareItems(findings: Findings, older: ArrayShape, newer: ArrayShape): void {
  if (older.items && newer.items) compareBelow(findings, '/items', older.items, newer.items);
  else if (newer.items) found(findings, 'SCHEMA_ADDED', '/items');
  else if (older.items) found(findings, 'SCHEMA_REMOVED', '/items');
}

function compareUnique(findings: Findings, older: JsonObject, newer: JsonObject): void {
  const before = older['uniqueItems'] === true;
  const after = newer['uniqueItems'] === true;
  if (before !== after) found(findings, after ? 'UNIQUE_ITEMS_ADDED' : 'UNIQUE_ITEMS_REMOVED', '/uniqueItems');
}

function compareTuples(findings: Findings, older: ArrayShape, newer: ArrayShape): void {
  for (const [index, node] of newer.tuple.entries()) {
    const before = older.tuple[index];
    if (before) compareBelow(findings, pathTo('items', index), before, node);
    else itemAdded(findings, older, newer, index, node);
  }
  for (const [index, node] of older.tuple.entries()) {
    if (index >= newer.tuple.length) itemRemoved(findings, older, newer, index, node);
  }
}

function itemAdded(findings: Findings, older: ArrayShape, newer: ArrayShape, index: number, node: SchemaNode): void {
  const path = pathTo('items', index);
  const sides: Sides = { older: older.source.node, newer: node };
  if (older.rest === 'closed') {
    found(findings, 'ITEM_ADDED_TO_CLOSED_CONTENT_MODEL', path, sides);
    return;
  }
  if (older.rest === 'open') {
    const empty = newer.source.reader.shapeOf(node).kind === 'any';
    found(findings, `${empty ? 'ITEM_WITH_EMPTY_SCHEMA' : 'ITEM'}_ADDED_TO_OPEN_CONTENT_MODEL`, path, sides);
    return;
  }
  const fitting = difference(findings, 'ITEM_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL', path, sides);
  const otherwise = difference(findings, 'ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL', path, sides);
  findings.list.push({ is: 'cover', path, pair: pairBelow(findings, older.rest, node), fitting, otherwise });
}

function itemRemoved(findings: Findings, older: ArrayShape, newer: ArrayShape, index: number, node: SchemaNode): void {
  const path = pathTo('items', index);
  const sides: Sides = { older: node, newer: newer.source.node };
  if (newer.rest === 'open') {
    found(findings, 'ITEM_REMOVED_FROM_OPEN_CONTENT_MODEL', path, sides);
    return;
  }
  if (newer.rest === 'closed') {
    const never = older.source.reader.shapeOf(node).kind === 'never';
    found(findings, `${never ? 'ITEM_WITH_FALSE' : 'ITEM'}_REMOVED_FROM_CLOSED_CONTENT_MODEL`, path, sides);
    return;
  }
  const fitting = difference(findings, 'ITEM_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL', path, sides);
  const otherwise = difference(findings, 'ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL', path, sides);
  findings.list.push({ is: 'cover', path, pair: pairBelow(findings, node, newer.rest), fitting, otherwise });
}
