import type { JsonValue } from '../../../../model/index.js';
import { type ArrayWants, arrayWants, literalsAt, tailOf } from './array-wants.js';
import type { Literal } from './branch.js';
import { shapeOfCheck } from './identify.js';
import { NONE, NOT_FOUND, type Outcome, type Proposal, propose, unknown } from './outcome.js';
import type { Task } from './propose.js';
import type { Shape } from './shape.js';

/** Arrays longer than this are not made as examples. */
const LONGEST = 400;
const TOO_LONG = 'an array of that length is too long to be tried';

/** Arrays that a branch may have, or the proof that it has none. */
export function proposeArrays(task: Task): Proposal {
  const wants = arrayWants(task.branch);
  if ((wants.unique && wants.twins) || contradictsContains(task) || limitLength(task, wants)) return { kind: 'none' };
  const extras = placeNeeds(task, wants);
  if ('kind' in extras && extras.kind === 'none') return { kind: 'none' };
  if (wants.most === 0) return propose([[]], true);
  if ('kind' in extras) return { kind: 'unknown', why: extras.kind === 'unknown' ? extras.why : NOT_FOUND };
  if (wants.least > LONGEST) return { kind: 'unknown', why: TOO_LONG };
  return fillIn(task, wants, extras);
}

/** Whether an array passes one `contains` of which another, which it must fail, asks no more. */
function contradictsContains({ branch, solve }: Task): boolean {
  const isWithin = (inner: Shape, outer: Shape) =>
    solve([
      { shape: inner, holds: true },
      { shape: outer, holds: false },
    ]).kind === 'none';
  return branch.failed.some(
    (failed) =>
      failed.kind === 'contains' &&
      branch.passed.some(
        (passed) =>
          passed.kind === 'contains' &&
          (failed.least <= 0 || (passed.least >= failed.least && isWithin(passed.shape, failed.shape))) &&
          (failed.most === Number.POSITIVE_INFINITY ||
            (passed.most <= failed.most && isWithin(failed.shape, passed.shape))),
      ),
  );
}

/** No array is longer than up to the first place for which there is no value; true where it must be longer. */
function limitLength(task: Task, wants: ArrayWants): boolean {
  const tail = tailOf(wants);
  for (let index = 0; index <= tail && index < wants.most; index++) {
    if (task.solve(literalsAt(wants, index)).kind === 'none') wants.most = index;
  }
  return wants.least > wants.most;
}

/** What each place must be beside what all are, so that each need is met; where one provably cannot be, there is no array. */
function placeNeeds(task: Task, wants: ArrayWants): Map<number, Literal[]> | Outcome {
  const extras = new Map<number, Literal[]>();
  let doubt: Outcome | undefined;
  for (const { from, to, count, literal } of wants.needs) {
    const last = Math.min(to, wants.most - 1);
    if (count > last - from + 1) return NONE;
    const outcome = spread(task, wants, extras, { from, last, count, literal });
    if (outcome?.kind === 'none') return NONE;
    doubt ??= outcome;
  }
  if (wants.twins && wants.most < 2) return NONE;
  return doubt ?? extras;
}

interface Spread {
  readonly from: number;
  readonly last: number;
  readonly count: number;
  readonly literal: Literal;
}

/** Gives a literal to as many places as need it; `none` where it fits nowhere, or in too few places. */
function spread(
  task: Task,
  wants: ArrayWants,
  extras: Map<number, Literal[]>,
  { from, last, count, literal }: Spread,
): Outcome | undefined {
  const tail = Math.max(tailOf(wants), from);
  let left = count;
  let doubt: Outcome | undefined;
  // Behind the tail every place is like the next; as many as are still needed are taken there.
  for (let index = from; index <= Math.min(last, tail + LONGEST) && left > 0; index++) {
    const taken = extras.get(index) ?? [];
    const outcome = task.solve([...literalsAt(wants, index), literal]);
    if (outcome.kind === 'unknown') doubt = outcome;
    if (outcome.kind === 'none' && index >= tail) break;
    if (outcome.kind !== 'some') continue;
    if (taken.length > 0 && task.solve([...literalsAt(wants, index), ...taken, literal]).kind !== 'some') {
      doubt = unknown(NOT_FOUND);
      continue;
    }
    extras.set(index, [...taken, literal]);
    wants.least = Math.max(wants.least, index + 1);
    left--;
  }
  if (left === 0) return undefined;
  if (last > tail + LONGEST && count > LONGEST) doubt ??= unknown(TOO_LONG);
  return doubt ?? NONE;
}

function fillIn(task: Task, wants: ArrayWants, extras: ReadonlyMap<number, readonly Literal[]>): Proposal {
  if (wants.twins) return twins(task, wants, extras);
  const plain = filled(task, wants, extras, []);
  if (plain.kind !== 'try' || wants.few.length === 0) return plain;
  const sparing = filled(task, wants, extras, wants.few);
  return sparing.kind === 'try' ? propose([...sparing.values, ...plain.values]) : plain;
}

/** An array with an item in each place that must have one, and one item more; where that goes without items of some shapes. */
function filled(
  task: Task,
  wants: ArrayWants,
  extras: ReadonlyMap<number, readonly Literal[]>,
  few: readonly Shape[],
): Proposal {
  const items: JsonValue[] = [];
  const homogeneous = tailOf(wants) === 0 && extras.size === 0;
  const sparing: readonly Literal[] = few.map((shape) => ({ shape, holds: false }));
  for (let index = 0; index < wants.least; index++) {
    const literals = [...literalsAt(wants, index), ...(extras.get(index) ?? [])];
    const first = itemFor(task, wants, [...literals, ...sparing], items);
    const outcome = first.kind === 'some' || few.length === 0 ? first : itemFor(task, wants, literals, items);
    if (outcome.kind === 'some') items.push(outcome.value);
    else if (outcome.kind === 'none' && (homogeneous || !wants.unique)) return { kind: 'none' };
    else return { kind: 'unknown', why: outcome.kind === 'unknown' ? outcome.why : NOT_FOUND };
  }
  return propose([items, ...longer(task, wants, items)]);
}

function itemFor(task: Task, wants: ArrayWants, literals: readonly Literal[], before: readonly JsonValue[]): Outcome {
  return wants.unique ? another(task, literals, before) : task.solve(literals);
}

/** A value that is none of those before. */
function another({ solve, ids }: Task, literals: readonly Literal[], before: readonly JsonValue[]): Outcome {
  if (before.length === 0) return solve(literals);
  const shape = shapeOfCheck({ kind: 'values', keyword: 'enum', at: '', values: [...before] }, ids);
  return solve([...literals, { shape, holds: false }]);
}

/** The same array with one more item, which may be what makes it differ from values that are excluded. */
function longer(task: Task, wants: ArrayWants, items: readonly JsonValue[]): readonly JsonValue[] {
  if (wants.most <= items.length) return [];
  const literals = literalsAt(wants, items.length);
  const outcome = itemFor(task, wants, literals, items);
  return outcome.kind === 'some' ? [[...items, outcome.value]] : [];
}

/** Arrays with two items that are the same. */
function twins(task: Task, wants: ArrayWants, extras: ReadonlyMap<number, readonly Literal[]>): Proposal {
  const tail = tailOf(wants);
  let doubt = false;
  for (let second = 1; second <= Math.min(tail + 1, wants.most - 1); second++) {
    for (let first = 0; first < second; first++) {
      const both = [...literalsAt(wants, first), ...literalsAt(wants, second)];
      const outcome = task.solve(both);
      if (outcome.kind === 'none') continue;
      const more = [...both, ...(extras.get(first) ?? []), ...(extras.get(second) ?? [])];
      const same = extras.size === 0 ? outcome : task.solve(more);
      const made = same.kind === 'some' ? arrayWith(task, wants, extras, [first, second], same.value) : undefined;
      if (made) return propose([made]);
      doubt = true;
    }
  }
  return doubt ? { kind: 'unknown', why: NOT_FOUND } : { kind: 'none' };
}

function arrayWith(
  task: Task,
  wants: ArrayWants,
  extras: ReadonlyMap<number, readonly Literal[]>,
  places: readonly number[],
  value: JsonValue,
): readonly JsonValue[] | undefined {
  const items: JsonValue[] = [];
  const length = Math.max(wants.least, ...places.map((place) => place + 1));
  for (let index = 0; index < length; index++) {
    if (places.includes(index)) {
      items.push(value);
      continue;
    }
    const outcome = task.solve([...literalsAt(wants, index), ...(extras.get(index) ?? [])]);
    if (outcome.kind !== 'some') return undefined;
    items.push(outcome.value);
  }
  return items;
}
