import { compareShapes } from './compare-shapes.js';
import type { Comparison, Pair } from './pair.js';
import type { Shape } from './shape.js';

/** The most comparisons for two schemas; honest ones need a small part of it, even with hundreds of members to choose from. */
const MOST = 400_000;

/** What exploring has found. */
export interface Explored {
  /** The first one is that of the two shapes. */
  readonly pairs: readonly Pair[];
  /** False where schemas made to grow without end were given up on; what is left out counts as fitting. */
  readonly complete: boolean;
}

/** Compares two shapes and all below them; every pair once, so that rings end. */
export function explore(older: Shape, newer: Shape): Explored {
  const top = newPair(older, newer);
  older.pairs = new Map([[newer, top]]);
  const pairs = [top];
  let left = MOST;
  let at = top;
  const comparison: Comparison = {
    pairOf(one, other) {
      one.pairs ??= new Map();
      let pair = one.pairs.get(other);
      if (!pair) {
        pair = newPair(one, other);
        one.pairs.set(other, pair);
        pairs.push(pair);
      }
      pair.parents.push(at);
      return pair;
    },
    spend(count) {
      left -= count;
      return left >= 0;
    },
  };
  for (const pair of pairs) {
    at = pair;
    if (comparison.spend(1)) compareShapes({ comparison, older: pair.older, newer: pair.newer, list: pair.findings });
  }
  return { pairs, complete: left >= 0 };
}

function newPair(older: Shape, newer: Shape): Pair {
  return { older, newer, findings: [], parents: [], fits: true, differs: false };
}
