import type { JsonValue } from '../../../../model/index.js';
import { canonicalText } from '../canonical-text.js';
import { idKeyword, isModern } from '../dialect.js';
import { compareArrays } from './compare-arrays.js';
import { compareCombined } from './compare-combined.js';
import { compareObjects } from './compare-objects.js';
import { compareEnums, compareNumbers, compareStrings } from './compare-scalars.js';
import { difference, found, pairBelow, typesOf } from './findings.js';
import type { DifferenceKind } from './kinds.js';
import type { Findings } from './pair.js';
import type { ConstShape, NotShape, Shape } from './shape.js';

const REMARKS: readonly (readonly [string, DifferenceKind])[] = [
  ['title', 'TITLE_CHANGED'],
  ['description', 'DESCRIPTION_CHANGED'],
  ['default', 'DEFAULT_CHANGED'],
];

/** Compares the two shapes of a pair; what stands below them becomes pairs of their own. */
export function compareShapes(findings: Findings): void {
  const { older, newer } = findings;
  if (older === newer) return;
  compareRemarks(findings);
  if (newer.kind === 'any' || older.kind === 'never') return;
  if (older.kind === 'combined' || newer.kind === 'combined') compareCombined(findings, older, newer);
  else if (older.kind === 'string' && newer.kind === 'string') compareStrings(findings, older, newer);
  else if (older.kind === 'number' && newer.kind === 'number') compareNumbers(findings, older, newer);
  else if (older.kind === 'object' && newer.kind === 'object') compareObjects(findings, older, newer);
  else if (older.kind === 'array' && newer.kind === 'array') compareArrays(findings, older, newer);
  else if (older.kind === 'enum' && newer.kind === 'enum') compareEnums(findings, older, newer);
  else if (older.kind === 'const' && newer.kind === 'const') compareConstants(findings, older, newer);
  else if (older.kind === 'not' && newer.kind === 'not') compareNots(findings, older, newer);
  else if (older.kind !== newer.kind) found(findings, 'TYPE_CHANGED', '', typesOf(older, newer));
}

function compareRemarks(findings: Findings): void {
  const older = findings.older.source.remarks;
  const newer = findings.newer.source.remarks;
  if (!isSame(idOf(findings.older), idOf(findings.newer))) found(findings, 'ID_CHANGED');
  for (const [keyword, kind] of REMARKS) {
    if (!isSame(older[keyword], newer[keyword])) found(findings, kind);
  }
}

/** From 2019-09 on an address is not compared. */
function idOf({ source: { remarks, dialect } }: Shape): JsonValue | undefined {
  return isModern(dialect) ? undefined : remarks[idKeyword(dialect)];
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other || one === undefined || other === undefined) return one === other;
  return canonicalText(one) === canonicalText(other);
}

function compareConstants(findings: Findings, older: ConstShape, newer: ConstShape): void {
  if (canonicalText(older.value) === canonicalText(newer.value)) return;
  found(findings, 'CONST_CHANGED', '/const', { from: older.value, to: newer.value });
}

/** What is not allowed may shrink: so the two sides are compared the other way round. */
function compareNots(findings: Findings, older: NotShape, newer: NotShape): void {
  const turned: Findings = { ...findings, older: newer, newer: older };
  const pair = pairBelow(turned, newer.inner, older.inner);
  const fitting = difference(findings, 'NOT_TYPE_NARROWED', '/not');
  const otherwise = difference(findings, 'NOT_TYPE_EXTENDED', '/not');
  findings.list.push({ is: 'turned', path: '/not', pair, fitting, otherwise });
}
