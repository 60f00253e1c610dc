import type { Severity } from '../../diagnostics/index.js';
import { flowInvariants } from './flow/index.js';
import type { InvariantText } from './invariant.js';
import { ownInvariant } from './own-invariant.js';
import { sagaInvariants } from './saga/index.js';

/** Every invariant of sagas and of flows, sorted by id. */
export const allInvariants: readonly InvariantText[] = [...sagaInvariants, ...flowInvariants, ownInvariant].toSorted(
  (a, b) => (a.id < b.id ? -1 : 1),
);

/** How bad it is when an invariant does not hold. */
export function severityOf(id: string): Severity {
  return allInvariants.find((invariant) => invariant.id === id)?.severity ?? 'error';
}
