import { isObject } from '../../json.js';
import type { SchemaNode } from '../document.js';
import { compareDependencies } from './compare-dependencies.js';
import { bound, compareBounds } from './compare-scalars.js';
import { compareRest, coverageOf } from './content-model.js';
import { compareBelow, difference, found, pairBelow, pathTo, type Sides } from './findings.js';
import type { Findings } from './pair.js';
import type { ObjectShape } from './shape.js';

const COUNTS = [bound('maxProperties', 'MAX_PROPERTIES'), bound('minProperties', 'MIN_PROPERTIES')];

/** Compares the keywords for objects; the schemas of patterns count only for properties that one side alone names. */
export function compareObjects(findings: Findings, older: ObjectShape, newer: ObjectShape): void {
  compareRequired(findings, older, newer);
  compareProperties(findings, older, newer);
  compareDependencies(findings, older, newer);
  compareRest(findings, 'PROPERTIES', older.rest, newer.rest);
  compareBounds(findings, COUNTS, older.source.schema, newer.source.schema);
}

/** Only names that both sides describe count: of others the property itself is told. */
function compareRequired(findings: Findings, older: ObjectShape, newer: ObjectShape): void {
  if (older.required.size === 0 && newer.required.size === 0) return;
  for (const [name, node] of newer.properties) {
    const before = older.required.has(name);
    const after = newer.required.has(name);
    if (before === after || !older.properties.has(name)) continue;
    const added = hasDefault(findings, node) ? 'REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED' : 'REQUIRED_ATTRIBUTE_ADDED';
    found(findings, after ? added : 'REQUIRED_ATTRIBUTE_REMOVED', pathTo('required', name));
  }
}

function compareProperties(findings: Findings, older: ObjectShape, newer: ObjectShape): void {
  for (const [name, node] of newer.properties) {
    const before = older.properties.get(name);
    if (before) compareBelow(findings, pathTo('properties', name), before, node);
    else propertyAdded(findings, older, newer, name, node);
  }
  for (const [name, node] of older.properties) {
    if (!newer.properties.has(name)) propertyRemoved(findings, newer, name, node);
  }
}

function propertyAdded(
  findings: Findings,
  older: ObjectShape,
  newer: ObjectShape,
  name: string,
  node: SchemaNode,
): void {
  const path = pathTo('properties', name);
  const sides: Sides = { older: older.source.node, newer: node };
  const coverage = coverageOf(older, name);
  const required = newer.required.has(name);
  const how = !required
    ? 'OPTIONAL_PROPERTY'
    : hasDefault(findings, node)
      ? 'REQUIRED_PROPERTY_WITH_DEFAULT'
      : 'REQUIRED_PROPERTY';
  if (coverage === 'open') {
    const empty = newer.source.reader.shapeOf(node).kind === 'any';
    found(
      findings,
      empty ? 'PROPERTY_WITH_EMPTY_SCHEMA_ADDED_TO_OPEN_CONTENT_MODEL' : `${how}_ADDED_TO_OPEN_CONTENT_MODEL`,
      path,
      sides,
    );
    return;
  }
  if (coverage !== 'closed') {
    const fitting = difference(findings, 'PROPERTY_ADDED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL', path, sides);
    const otherwise = difference(findings, 'PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL', path, sides);
    findings.list.push({ is: 'cover', path, pair: pairBelow(findings, coverage, node), fitting, otherwise });
  }
  found(findings, `${how}_ADDED_TO_UNOPEN_CONTENT_MODEL`, path, sides);
}

function propertyRemoved(findings: Findings, newer: ObjectShape, name: string, node: SchemaNode): void {
  const path = pathTo('properties', name);
  const sides: Sides = { older: node, newer: newer.source.node };
  const coverage = coverageOf(newer, name);
  if (coverage === 'open') {
    found(findings, 'PROPERTY_REMOVED_FROM_OPEN_CONTENT_MODEL', path, sides);
    return;
  }
  if (coverage === 'closed') {
    const never = findings.older.source.reader.shapeOf(node).kind === 'never';
    const how = never ? 'PROPERTY_WITH_FALSE' : 'PROPERTY';
    found(findings, `${how}_REMOVED_FROM_CLOSED_CONTENT_MODEL`, path, sides);
    return;
  }
  const fitting = difference(findings, 'PROPERTY_REMOVED_IS_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL', path, sides);
  const otherwise = difference(findings, 'PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL', path, sides);
  findings.list.push({ is: 'cover', path, pair: pairBelow(findings, node, coverage), fitting, otherwise });
}

/** A default fills in what older data lacks. */
function hasDefault({ newer }: Findings, node: SchemaNode): boolean {
  if (isObject(node.schema) && node.schema['default'] !== undefined) return true;
  return newer.source.reader.shapeOf(node).source.remarks['default'] !== undefined;
}
