import type { JsonValue } from '../../../../model/index.js';

/** Whether there is a value that meets a goal: provably none, this one (which has been checked), or nobody knows. */
export type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'some'; readonly value: JsonValue }
  | { readonly kind: 'unknown'; readonly why: string };

export const NONE: Outcome = { kind: 'none' };

/** An answer that could not be found, and why, as the end of a sentence that begins with "because". */
export function unknown(why: string): Outcome {
  return { kind: 'unknown', why };
}

/** A value that may meet a goal, provably none, or why neither is known. It still has to be checked. */
export type Proposal =
  | { readonly kind: 'none' }
  | { readonly kind: 'try'; readonly values: readonly JsonValue[]; readonly complete: boolean; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** Values of which one may meet the goal. `complete`: no other value can. */
export function propose(values: readonly JsonValue[], complete = false, why = NOT_FOUND): Proposal {
  return { kind: 'try', values, complete, why };
}

export const NOT_FOUND = 'no example was found, and no proof that there is none';
