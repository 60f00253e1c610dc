import type { JsonValue } from '../../../../model/index.js';
import type { SchemaPlace } from '../../schema-verdict.js';
import type { DifferenceKind } from './kinds.js';
import type { Combination, Shape } from './shape.js';

/** A difference of a pair itself, its path still without the way to the pair. */
export interface OwnDifference {
  readonly kind: DifferenceKind;
  /** Below the path of the pair: empty, or such as `/maxLength`. */
  readonly path: string;
  readonly older: SchemaPlace;
  readonly newer: SchemaPlace;
  /** What the older side says, where that can be shown: a bound, a type. */
  readonly from?: JsonValue | undefined;
  readonly to?: JsonValue | undefined;
}

/** Members of two combined schemas, to be matched one to one until the shorter side is used up. */
export interface MatchFinding {
  readonly is: 'match';
  readonly combination: Combination;
  /** A row for each older member, a column for each newer one. */
  readonly grid: readonly (readonly Pair[])[];
  readonly otherwise: OwnDifference;
  /** The last match that was found. */
  matched: readonly (Pair | undefined)[] | undefined;
}

/** One thing that comparing two shapes gives, in the order in which it is told. */
export type Finding =
  | { readonly is: 'difference'; readonly difference: OwnDifference }
  /** All that the pair below has. */
  | { readonly is: 'child'; readonly path: string; readonly pair: Pair }
  /** All that the pair below has, and then whether it fits. */
  | CheckFinding<'cover'>
  /** Only whether the pair below fits, and nothing where it has no difference. */
  | CheckFinding<'turned'>
  /** All that the first pair that fits has, and then that it fits. */
  | {
      readonly is: 'some';
      readonly pairs: readonly Pair[];
      readonly fitting: OwnDifference;
      readonly otherwise: OwnDifference;
    }
  | MatchFinding;

interface CheckFinding<Is extends string> {
  readonly is: Is;
  readonly path: string;
  readonly pair: Pair;
  readonly fitting: OwnDifference;
  readonly otherwise: OwnDifference;
}

/** Two shapes that are compared: the older one wrote, the newer one reads. */
export interface Pair {
  readonly older: Shape;
  readonly newer: Shape;
  /** Filled once, by `explore`. */
  readonly findings: Finding[];
  /** The pairs whose findings ask for this one. */
  readonly parents: Pair[];
  /** Whether nothing below is incompatible; holds once settled. */
  fits: boolean;
  /** Whether anything is told of it; holds once settled. */
  differs: boolean;
}

/** A comparison at work: what its steps may ask for. */
export interface Comparison {
  /** The pair of two shapes, one and the same for the same two; it is explored later. */
  pairOf(older: Shape, newer: Shape): Pair;
  /** Asks for so many comparisons of members at once; false where that is more than is left, and then they are left out. */
  spend(count: number): boolean;
}

/** What is found of one pair while it is explored. */
export interface Findings {
  readonly comparison: Comparison;
  readonly older: Shape;
  readonly newer: Shape;
  readonly list: Finding[];
}
