import { compact } from '../../model/build/compact.js';
import type { Constraints } from '../../model/index.js';
import type { ChangeOf, TypeFact } from '../change.js';
import { note, type Place } from './place.js';

const LOWER = ['min', 'minLength'] as const;
const UPPER = ['max', 'maxLength'] as const;

/** What differs between the bounds of two values of one type; `typeOf` is asked where something does. */
export function diffBounds(place: Place, old: Constraints, next: Constraints, typeOf: () => TypeFact): void {
  if (old === next) return;
  for (const bound of LOWER) diffNumber(place, bound, old[bound], next[bound], typeOf, (from, to) => to > from);
  for (const bound of UPPER) diffNumber(place, bound, old[bound], next[bound], typeOf, (from, to) => to < from);
  if (old.pattern === next.pattern) return;
  const effect = old.pattern === undefined ? 'tighter' : next.pattern === undefined ? 'looser' : 'other';
  noteBound(place, { bound: 'pattern', effect, type: typeOf() }, old.pattern, next.pattern);
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
  from: number | string | undefined,
  to: number | string | undefined,
): void {
  note(place, 'bound-changed', { ...facts, ...compact({ from, to }) });
}
