import { push } from '../../../../model/grouped.js';
import type { Branch, Literal } from './branch.js';
import type { Atom, AtomOf, Shape } from './shape.js';

/** So many items between two places of which something must be true. */
interface ItemNeed {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly literal: Literal;
}

/** All that a branch says about an array. */
export interface ArrayWants {
  readonly items: Map<number, Shape[]>;
  readonly rests: AtomOf<'rest'>[];
  /** What no item may be. */
  readonly never: Shape[];
  /** Of what there may not be too many items. */
  readonly few: Shape[];
  readonly needs: ItemNeed[];
  unique: boolean;
  /** Whether two items must be the same. */
  twins: boolean;
  least: number;
  most: number;
}

/**
 * Sorts out what a branch says about an array. That there may be at most so many items of a kind is only a hint, unless it
 * is none: examples are checked against it.
 */
export function arrayWants({ passed, failed }: Branch): ArrayWants {
  const wants: ArrayWants = {
    items: new Map(),
    rests: [],
    never: [],
    few: [],
    needs: [],
    unique: false,
    twins: false,
    least: 0,
    most: Number.POSITIVE_INFINITY,
  };
  for (const atom of passed) addPassed(wants, atom);
  for (const atom of failed) addFailed(wants, atom);
  return wants;
}

function addPassed(wants: ArrayWants, atom: Atom): void {
  switch (atom.kind) {
    case 'item':
      push(wants.items, atom.index, atom.shape);
      break;
    case 'rest':
      wants.rests.push(atom);
      break;
    case 'contains':
      if (atom.least > 0) addNeed(wants, 0, { shape: atom.shape, holds: true }, Math.ceil(atom.least));
      if (atom.most < 1) wants.never.push(atom.shape);
      else if (Number.isFinite(atom.most)) wants.few.push(atom.shape);
      break;
    case 'unique':
      wants.unique = true;
      break;
    case 'least':
      if (atom.of === 'items') wants.least = Math.max(wants.least, Math.ceil(atom.value));
      break;
    case 'most':
      if (atom.of === 'items') wants.most = Math.min(wants.most, Math.floor(atom.value));
      break;
  }
}

function addFailed(wants: ArrayWants, atom: Atom): void {
  switch (atom.kind) {
    case 'item':
      addNeed(wants, atom.index, { shape: atom.shape, holds: false }, 1, atom.index);
      break;
    case 'rest':
      addNeed(wants, atom.from, { shape: atom.shape, holds: false }, 1);
      break;
    case 'contains':
      if (atom.most === Number.POSITIVE_INFINITY && atom.least <= 0) wants.most = -1;
      else if (atom.most === Number.POSITIVE_INFINITY && atom.least <= 1) wants.never.push(atom.shape);
      else if (atom.most === Number.POSITIVE_INFINITY) wants.few.push(atom.shape);
      else if (atom.least <= 0) addNeed(wants, 0, { shape: atom.shape, holds: true }, Math.floor(atom.most) + 1);
      break;
    case 'unique':
      wants.twins = true;
      break;
    case 'least':
      if (atom.of === 'items') wants.most = Math.min(wants.most, Math.ceil(atom.value) - 1);
      break;
    case 'most':
      if (atom.of === 'items') wants.least = Math.max(wants.least, Math.floor(atom.value) + 1);
      break;
  }
}

function addNeed(
  wants: ArrayWants,
  from: number,
  literal: Literal,
  count: number,
  to = Number.POSITIVE_INFINITY,
): void {
  wants.needs.push({ from, to, count, literal });
}

/** The place from which on all items are under the same rules. */
export function tailOf(wants: ArrayWants): number {
  return Math.max(0, ...[...wants.items.keys()].map((index) => index + 1), ...wants.rests.map(({ from }) => from));
}

/** What is known of the item at a place. */
export function literalsAt(wants: ArrayWants, index: number): Literal[] {
  const literals: Literal[] = [];
  for (const shape of wants.items.get(index) ?? []) literals.push({ shape, holds: true });
  for (const { from, shape } of wants.rests) if (index >= from) literals.push({ shape, holds: true });
  for (const shape of wants.never) literals.push({ shape, holds: false });
  return literals;
}
