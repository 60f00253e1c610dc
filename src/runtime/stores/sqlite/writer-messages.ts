import { describeError } from '../../errors.js';
import type { Outcome } from './group-writer.js';

/** `ready` once, then the outcomes of one group after the other. */
export type FromWriter = 'ready' | readonly PackedOutcome[];

/** An outcome that can cross threads: of an error, only its text and code can. */
export type PackedOutcome =
  | { readonly value: unknown }
  | { readonly failure: { readonly message: string; readonly code: string | undefined } };

/** Makes an outcome fit to be sent. */
export function packOutcome(outcome: Outcome): PackedOutcome {
  if ('value' in outcome) return outcome;
  const { error } = outcome;
  if (!(error instanceof Error)) return { failure: { message: describeError(error), code: undefined } };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { failure: { message: error.message, code } };
}

/** Makes what `packOutcome` was given, with an error that has the same text and code. */
export function unpackOutcome(packed: PackedOutcome): Outcome {
  if ('value' in packed) return packed;
  const { message, code } = packed.failure;
  const error = new Error(message);
  return { error: code === undefined ? error : Object.assign(error, { code }) };
}
