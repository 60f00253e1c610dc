import { isExact, isMultiple, leastCommonMultiple } from '../exact-number.js';
import type { Branch } from './branch.js';
import { NOT_FOUND, type Proposal, propose } from './outcome.js';
import { FRACTION, POINT } from './shape.js';

interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

interface Wants {
  least: Bound;
  most: Bound;
  readonly multiples: Set<number>;
  readonly noMultiples: Set<number>;
  readonly excluded: Set<number>;
}

/** How many multiples between two bounds are tried one by one. */
const MOST_TRIED = 2000;
const HALF = 100;
const MOST_PROPOSED = 8;

/** Numbers of one kind that a branch may have, or the proof that it has none. */
export function proposeNumbers(branch: Branch, kind: number): Proposal {
  const wants = wantsOf(branch);
  if (isEmpty(wants)) return { kind: 'none' };
  if (kind === FRACTION) return proposeFractions(wants);
  const whole = proposeMultiples({ ...wants, multiples: new Set([1, ...wants.multiples]) });
  if (kind !== POINT || whole.kind === 'none') return whole;
  // A parsed value does not show how it was written, so none can be given as an example.
  return {
    kind: 'unknown',
    why: 'draft-04 does not take a whole number that is written with a point, such as `1.0`, for an integer',
  };
}

function wantsOf({ passed, failed }: Branch): Wants {
  const wants: Wants = {
    least: { value: Number.NEGATIVE_INFINITY, exclusive: true },
    most: { value: Number.POSITIVE_INFINITY, exclusive: true },
    multiples: new Set(),
    noMultiples: new Set(),
    excluded: new Set(),
  };
  for (const atom of passed) {
    if (atom.kind === 'multiple') wants.multiples.add(atom.value);
    else if (atom.kind === 'least' && atom.of === 'number') raise(wants, atom);
    else if (atom.kind === 'most' && atom.of === 'number') lower(wants, atom);
  }
  for (const atom of failed) {
    if (atom.kind === 'multiple') wants.noMultiples.add(atom.value);
    else if (atom.kind === 'least' && atom.of === 'number')
      lower(wants, { value: atom.value, exclusive: !atom.exclusive });
    else if (atom.kind === 'most' && atom.of === 'number')
      raise(wants, { value: atom.value, exclusive: !atom.exclusive });
    else if (atom.kind === 'values')
      for (const value of atom.values) if (typeof value === 'number') wants.excluded.add(value);
  }
  return wants;
}

function raise(wants: Wants, { value, exclusive }: Bound): void {
  const { least } = wants;
  if (value > least.value || (value === least.value && exclusive)) wants.least = { value, exclusive };
}

function lower(wants: Wants, { value, exclusive }: Bound): void {
  const { most } = wants;
  if (value < most.value || (value === most.value && exclusive)) wants.most = { value, exclusive };
}

function isEmpty({ least, most }: Wants): boolean {
  if (least.value !== most.value) return least.value > most.value;
  return least.exclusive || most.exclusive;
}

function isWithin({ least, most }: Wants, value: number): boolean {
  if (least.exclusive ? value <= least.value : value < least.value) return false;
  return most.exclusive ? value < most.value : value <= most.value;
}

function fits(wants: Wants, value: number): boolean {
  if (!isWithin(wants, value) || wants.excluded.has(value)) return false;
  for (const divisor of wants.multiples) if (!isMultiple(value, divisor)) return false;
  for (const divisor of wants.noMultiples) if (isMultiple(value, divisor)) return false;
  return true;
}

/** Numbers that are multiples of something, one of which is always given. */
function proposeMultiples(wants: Wants): Proposal {
  for (const divisor of wants.noMultiples) if (isHalved(wants.multiples, divisor)) return { kind: 'none' };
  const exact = [...wants.multiples].filter(isExact);
  if (exact.length === 0) return roundedMultiples(wants);
  const step = leastCommonMultiple(exact);
  if (step === undefined) return { kind: 'unknown', why: 'a common multiple is too large to be told exactly' };
  for (const divisor of wants.noMultiples) if (isExact(divisor) && isMultiple(step, divisor)) return { kind: 'none' };
  const proof = tryMultiples(
    { ...wants, multiples: new Set(exact), noMultiples: new Set([...wants.noMultiples].filter(isExact)) },
    step,
  );
  if (proof.kind === 'none' || ![...wants.multiples, ...wants.noMultiples].some((divisor) => !isExact(divisor)))
    return proof;
  return roundedMultiples(wants);
}

/** Whether a divisor is one of some others, or one of them halved so and so often, which floating point does exactly. */
function isHalved(divisors: ReadonlySet<number>, divisor: number): boolean {
  for (const other of divisors) {
    for (let half = other, times = 0; half >= divisor && times < 30; half /= 2, times++)
      if (half === divisor) return true;
  }
  return false;
}

/** Multiples of fractions: examples only, as validators do not agree on all of them. */
function roundedMultiples(wants: Wants): Proposal {
  const candidates = tryMultiples(wants, leastCommonMultiple([...wants.multiples]) ?? 1);
  return candidates.kind === 'try' ? { ...candidates, why: ROUNDED } : { kind: 'unknown', why: ROUNDED };
}

const ROUNDED = 'validators round differently when they look for multiples of a fraction';

function tryMultiples(wants: Wants, step: number): Proposal {
  const first = Math.ceil(wants.least.value / step) - 1;
  const last = Math.floor(wants.most.value / step) + 1;
  const few = last - first <= MOST_TRIED && Number.isSafeInteger(first) && Number.isSafeInteger(last);
  const counts = few ? range(first, last) : samples(first, last);
  let sure = few;
  const found: number[] = [];
  for (const count of counts) {
    const value = times(count, step);
    if (fits(wants, value)) found.push(value);
    if (found.length === MOST_PROPOSED) break;
    if (!Number.isSafeInteger(count) || Math.abs(value) > Number.MAX_SAFE_INTEGER || !isMultiple(value, step))
      sure = false;
  }
  if (found.length > 0) return propose(found);
  return sure ? { kind: 'none' } : { kind: 'unknown', why: NOT_FOUND };
}

/** A product without the noise that floating point adds to fractions, and without a negative nought. */
function times(count: number, step: number): number {
  return (Number.isInteger(step) ? count * step : Number((count * step).toPrecision(15))) + 0;
}

function range(first: number, last: number): readonly number[] {
  const counts: number[] = [];
  // Beyond the safe integers a count plus one may be the same count.
  const end = Math.min(last, Number.MAX_SAFE_INTEGER);
  for (let count = Math.max(first, Number.MIN_SAFE_INTEGER); count <= end; count++) counts.push(count);
  return counts.sort((a, b) => Math.abs(a) - Math.abs(b) || b - a);
}

/** Whole numbers near nought and near both bounds, between the bounds. */
function samples(first: number, last: number): readonly number[] {
  const counts: number[] = [];
  for (const middle of [0, first, last]) {
    if (!Number.isSafeInteger(middle)) {
      if (Number.isFinite(middle)) counts.push(middle);
      continue;
    }
    for (const count of range(middle - HALF, middle + HALF)) if (count >= first && count <= last) counts.push(count);
  }
  return counts;
}

function proposeFractions(wants: Wants): Proposal {
  if (wants.multiples.size > 0) return proposeMultiples({ ...wants, noMultiples: new Set([1, ...wants.noMultiples]) });
  const { least, most } = wants;
  if (least.value === most.value && Number.isInteger(least.value)) return { kind: 'none' };
  const found = between(least.value, most.value).find((value) => !Number.isInteger(value) && fits(wants, value));
  if (found !== undefined) return propose([found]);
  return least.value === most.value ? { kind: 'none' } : { kind: 'unknown', why: NOT_FOUND };
}

const PARTS = [0.5, 0.25, 0.75, 0.1, 0.3, 0.7, 0.9, 0.123, 0.987, 0.01, 0.001, 0.37, 0.61];

function between(least: number, most: number): readonly number[] {
  const low = Number.isFinite(least) ? least : Number.isFinite(most) ? most - 1 : 0;
  const high = Number.isFinite(most) ? most : low + 1;
  const near = PARTS.flatMap((part) => [Math.floor(low) + part, Math.floor(high) - 1 + part, low + part]);
  const even = PARTS.map((part) => low + (high - low) * part);
  return [...near.filter((value) => value >= low && value <= high), ...even, low, high];
}
