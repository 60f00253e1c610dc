import { difference, found, typesOf } from './findings.js';
import type { DifferenceKind } from './kinds.js';
import type { Findings } from './pair.js';
import type { Combination, CombinedShape, Shape } from './shape.js';

/** Compares two shapes of which at least one is combined. */
export function compareCombined(findings: Findings, older: Shape, newer: Shape): void {
  if (older.kind === 'combined' && newer.kind === 'combined') {
    compareBoth(findings, older, newer);
    return;
  }
  const one = unwrapped(older);
  const other = unwrapped(newer);
  if (one !== older || other !== newer)
    findings.list.push({ is: 'child', path: '', pair: findings.comparison.pairOf(one, other) });
  else if (newer.kind === 'combined') compareWithMembers(findings, older, newer);
  else if (older.kind === 'combined') compareMembersWith(findings, older, newer);
}

/** A schema combined of one alone counts as that one. */
function unwrapped(shape: Shape): Shape {
  const passed = new Set<Shape>();
  let inner = shape;
  while (inner.kind === 'combined') {
    const [only, second] = inner.members();
    if (!only || second || passed.has(only)) return inner;
    passed.add(only);
    inner = only;
  }
  return inner;
}

/** A plain schema may become a choice in which one member takes it. */
function compareWithMembers(findings: Findings, older: Shape, newer: CombinedShape): void {
  if (newer.combination === 'allOf') {
    found(findings, 'TYPE_CHANGED', '', typesOf(older, newer));
    return;
  }
  if (!findings.comparison.spend(newer.members().length)) return;
  const pairs = newer.members().map((member) => findings.comparison.pairOf(older, member));
  const fitting = difference(findings, 'SUM_TYPE_EXTENDED');
  findings.list.push({
    is: 'some',
    pairs,
    fitting,
    otherwise: difference(findings, 'TYPE_CHANGED', '', typesOf(older, newer)),
  });
}

/** Of schemas that all held one may be left. */
function compareMembersWith(findings: Findings, older: CombinedShape, newer: Shape): void {
  if (older.combination !== 'allOf') {
    found(findings, 'TYPE_CHANGED', '', typesOf(older, newer));
    return;
  }
  if (!findings.comparison.spend(older.members().length)) return;
  const pairs = older.members().map((member) => findings.comparison.pairOf(member, newer));
  const fitting = difference(findings, 'PRODUCT_TYPE_NARROWED');
  findings.list.push({
    is: 'some',
    pairs,
    fitting,
    otherwise: difference(findings, 'TYPE_CHANGED', '', typesOf(older, newer)),
  });
}

function compareBoth(findings: Findings, older: CombinedShape, newer: CombinedShape): void {
  const before = older.members();
  const after = newer.members();
  if (older.combination !== newer.combination) {
    if (!mayReplace(older, newer)) {
      found(findings, 'COMBINED_TYPE_CHANGED', '', typesOf(older, newer));
      return;
    }
    found(findings, 'COMBINED_TYPE_EXTENDED', '', typesOf(older, newer));
  }
  const resized = sizeChange(older.combination, before.length, newer.combination, after.length);
  if (resized) found(findings, resized);
  if (before.length === 0 || after.length === 0) return;
  if (!findings.comparison.spend(before.length * after.length)) return;
  const grid = before.map((one) => after.map((other) => findings.comparison.pairOf(one, other)));
  const otherwise = difference(findings, 'COMBINED_TYPE_SUBSCHEMAS_CHANGED', '', typesOf(older, newer));
  findings.list.push({ is: 'match', combination: older.combination, grid, otherwise, matched: undefined });
}

function mayReplace(older: CombinedShape, newer: CombinedShape): boolean {
  if (newer.combination === 'anyOf') return true;
  const before = older.members().length;
  const after = newer.members().length;
  if (newer.combination === 'oneOf') return before === 1 || after === 1;
  return before === 1 && after === 1;
}

function sizeChange(from: Combination, before: number, to: Combination, after: number): DifferenceKind | undefined {
  if (after > before) return to === 'allOf' ? 'PRODUCT_TYPE_EXTENDED' : 'SUM_TYPE_EXTENDED';
  if (after < before) return from === 'allOf' ? 'PRODUCT_TYPE_NARROWED' : 'SUM_TYPE_NARROWED';
  return undefined;
}
