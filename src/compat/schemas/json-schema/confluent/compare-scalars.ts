import type { JsonValue } from '../../../../model/index.js';
import type { JsonObject } from '../../json.js';
import { isMultiple } from '../exact-number.js';
import type { BoundName } from './bound-texts.js';
import { found } from './findings.js';
import type { DifferenceKind } from './kinds.js';
import type { Findings } from './pair.js';
import type { EnumShape, NumberShape, StringShape } from './shape.js';

/** A keyword that is a number and bounds what is allowed, and what its changes are called. */
export interface Bound {
  readonly keyword: string;
  readonly added: DifferenceKind;
  readonly removed: DifferenceKind;
  readonly increased: DifferenceKind;
  readonly decreased: DifferenceKind;
}

/** A bound by its keyword and the beginning of its kinds. */
export function bound(keyword: string, name: BoundName): Bound {
  return {
    keyword,
    added: `${name}_ADDED`,
    removed: `${name}_REMOVED`,
    increased: `${name}_INCREASED`,
    decreased: `${name}_DECREASED`,
  };
}

const LENGTHS = [bound('maxLength', 'MAX_LENGTH'), bound('minLength', 'MIN_LENGTH')];
const LIMITS = [bound('maximum', 'MAXIMUM'), bound('minimum', 'MINIMUM')];
const EXCLUSIVE_LIMITS = [
  bound('exclusiveMaximum', 'EXCLUSIVE_MAXIMUM'),
  bound('exclusiveMinimum', 'EXCLUSIVE_MINIMUM'),
];

const FLAGS = EXCLUSIVE_LIMITS.map((each) => {
  const upper = each.keyword === 'exclusiveMaximum';
  return { bound: each, upper, limit: upper ? 'maximum' : 'minimum' };
});

/** Compares bounds of the keywords of two schemas, in the order given. */
export function compareBounds(
  findings: Findings,
  bounds: readonly Bound[],
  older: JsonObject,
  newer: JsonObject,
): void {
  for (const each of bounds) {
    const from = older[each.keyword];
    const to = newer[each.keyword];
    const kind = from === to ? undefined : boundChange(each, from, to);
    if (kind) found(findings, kind, `/${each.keyword}`, { from, to });
  }
}

function boundChange(each: Bound, from: JsonValue | undefined, to: JsonValue | undefined): DifferenceKind | undefined {
  const was = typeof from === 'number';
  const is = typeof to === 'number';
  if (was && is) return to > from ? each.increased : each.decreased;
  if (was) return each.removed;
  return is ? each.added : undefined;
}

/** Compares the keywords for strings; `format` and the content keywords do not count. */
export function compareStrings(findings: Findings, older: StringShape, newer: StringShape): void {
  compareBounds(findings, LENGTHS, older.source.schema, newer.source.schema);
  const from = older.source.schema['pattern'];
  const to = newer.source.schema['pattern'];
  if (from === to) return;
  const kind = from === undefined ? 'PATTERN_ADDED' : to === undefined ? 'PATTERN_REMOVED' : 'PATTERN_CHANGED';
  found(findings, kind, '/pattern', { from, to });
}

/** Compares the keywords for numbers. */
export function compareNumbers(findings: Findings, older: NumberShape, newer: NumberShape): void {
  if (older.integer !== newer.integer) found(findings, older.integer ? 'TYPE_EXTENDED' : 'TYPE_NARROWED');
  compareBounds(findings, LIMITS, older.source.schema, newer.source.schema);
  compareBounds(findings, EXCLUSIVE_LIMITS, older.source.schema, newer.source.schema);
  compareFlags(findings, older.source.schema, newer.source.schema);
  compareMultiples(findings, older.source.schema['multipleOf'], newer.source.schema['multipleOf']);
}

/** Of draft-04 an exclusive bound is a flag beside the bound; it counts unless the other side stays clear of the bound. */
function compareFlags(findings: Findings, older: JsonObject, newer: JsonObject): void {
  for (const flag of FLAGS) {
    const { keyword, added, removed } = flag.bound;
    const before = older[keyword] === true;
    const after = newer[keyword] === true;
    if (before === after) continue;
    const from = older[flag.limit];
    const to = newer[flag.limit];
    if (after && !isInside(flag, from, to)) found(findings, added, `/${keyword}`, { to });
    if (before) found(findings, removed, `/${keyword}`, { from });
  }
}

function isInside(flag: (typeof FLAGS)[number], from: JsonValue | undefined, to: JsonValue | undefined): boolean {
  return typeof from === 'number' && typeof to === 'number' && (flag.upper ? from < to : from > to);
}

function compareMultiples(findings: Findings, from: JsonValue | undefined, to: JsonValue | undefined): void {
  if (from === to) return;
  const kind = multipleChange(from, to);
  if (kind) found(findings, kind, '/multipleOf', { from, to });
}

function multipleChange(from: JsonValue | undefined, to: JsonValue | undefined): DifferenceKind | undefined {
  const was = typeof from === 'number';
  const is = typeof to === 'number';
  if (!was) return is ? 'MULTIPLE_OF_ADDED' : undefined;
  if (!is) return 'MULTIPLE_OF_REMOVED';
  if (isMultiple(from, to)) return 'MULTIPLE_OF_REDUCED';
  return isMultiple(to, from) ? 'MULTIPLE_OF_EXPANDED' : 'MULTIPLE_OF_CHANGED';
}

/** Compares two lists of values, whatever their order. */
export function compareEnums(findings: Findings, older: EnumShape, newer: EnumShape): void {
  const lost = missing(older, newer);
  const added = missing(newer, older);
  if (lost.length === 0 && added.length === 0) return;
  const kind =
    lost.length === 0 ? 'ENUM_ARRAY_EXTENDED' : added.length > 0 ? 'ENUM_ARRAY_CHANGED' : 'ENUM_ARRAY_NARROWED';
  found(findings, kind, '/enum', { from: lost, to: added });
}

/** The values of one list that another does not have. */
function missing(one: EnumShape, other: EnumShape): readonly JsonValue[] {
  return [...one.values].filter(([text]) => !other.values.has(text)).map(([, value]) => value);
}
