import { compact } from '../../model/build/compact.js';
import type { Constraints } from '../../model/index.js';
import type { ChangeOf, TypeFact } from '../change.js';
import { note, type Place } from './place.js';

const LOWER = ['min', 'exclusiveMin', 'minLength'] as const;
const UPPER = ['max', 'exclusiveMax', 'maxLength'] as const;
/** Of two values of these, nobody can tell in general whether one lets pass all that the other does. */
const OTHERS = ['multipleOf', 'pattern', 'format', 'unique', 'keyPattern'] as const;

/** Every bound that a value can have. */
export const BOUNDS = [...LOWER, ...UPPER, ...OTHERS];

/** What differs between the bounds of two values of one type; `typeOf` is asked where something does. */
export function diffBounds(place: Place, old: Constraints, next: Constraints, typeOf: () => TypeFact): void {
  if (old === next) return;
  for (const bound of LOWER) diffNumber(place, bound, old[bound], next[bound], typeOf, (from, to) => to > from);
  for (const bound of UPPER) diffNumber(place, bound, old[bound], next[bound], typeOf, (from, to) => to < from);
  for (const bound of OTHERS) {
    const [from, to] = [old[bound], next[bound]];
    if (from === to) continue;
    const effect = from === undefined ? 'tighter' : to === undefined ? 'looser' : 'other';
    noteBound(place, { bound, effect, type: typeOf() }, from, to);
  }
}

function diffNumber(
  place: Place,
  bound: (typeof LOWER)[number] | (typeof UPPER)[number],
  from: number | undefined,
  to: number | undefined,
  typeOf: () => TypeFact,
  isTighter: (from: number, to: number) => boolean,
): void {
  if (from === to) return;
  const tighter = to !== undefined && (from === undefined || isTighter(from, to));
  noteBound(place, { bound, effect: tighter ? 'tighter' : 'looser', type: typeOf() }, from, to);
}

function noteBound(
  place: Place,
  facts: Pick<ChangeOf<'bound-changed'>, 'bound' | 'effect' | 'type'>,
  from: number | string | boolean | undefined,
  to: number | string | boolean | undefined,
): void {
  note(place, 'bound-changed', { ...facts, ...compact({ from, to }) });
}
