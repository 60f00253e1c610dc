import type { Words } from '../../kind-texts/kind-text.js';
import type { DifferenceKind } from './kinds.js';

/** Names of bounds, as their kinds begin, and what a bound of `{n}` allows. */
const BOUNDS = {
  MAX_LENGTH: 'texts of up to {n} characters',
  MIN_LENGTH: 'texts of at least {n} characters',
  MAXIMUM: 'numbers up to {n}',
  MINIMUM: 'numbers from {n} on',
  EXCLUSIVE_MAXIMUM: 'numbers below {n}',
  EXCLUSIVE_MINIMUM: 'numbers above {n}',
  MAX_PROPERTIES: 'up to {n} properties',
  MIN_PROPERTIES: 'at least {n} properties',
  MAX_ITEMS: 'up to {n} items',
  MIN_ITEMS: 'at least {n} items',
  MAX_CONTAINS: 'up to {n} items of the kind that `contains` names',
  MIN_CONTAINS: 'at least {n} items of the kind that `contains` names',
} as const;

/** The beginning of the kinds of a bound. */
export type BoundName = keyof typeof BOUNDS;

/** A kind of a bound. */
export type BoundKind = `${BoundName}_${'ADDED' | 'REMOVED' | 'INCREASED' | 'DECREASED'}`;

const WIDER = 'Keep the bound of the writing schema, or a wider one; to tighten it, tighten the writing schema first.';

const KIND = /^([A-Z_]+)_(ADDED|REMOVED|INCREASED|DECREASED)$/;

/**
 * The texts of a kind that is one of a bound; undefined for other kinds. They have holes: `{name}` is the last part of the
 * path, `{from}` and `{to}` are what the two sides say.
 */
export function boundText(kind: DifferenceKind): Words | undefined {
  const [, name = '', change] = KIND.exec(kind) ?? [];
  if (!isBoundName(name)) return undefined;
  const before = BOUNDS[name].replace('{n}', '{from}');
  const after = BOUNDS[name].replace('{n}', '{to}');
  if (change === 'REMOVED') return [`The reading schema no longer asks for ${before}.`];
  if (change === 'ADDED') return [`The reading schema asks for ${after}, and the writing one does not.`, WIDER];
  return [`The reading schema asks for ${after}, and the writing one for ${before}.`, WIDER];
}

function isBoundName(name: string): name is BoundName {
  return Object.hasOwn(BOUNDS, name);
}
