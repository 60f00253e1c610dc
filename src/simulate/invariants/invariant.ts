import type { Severity } from '../../diagnostics/index.js';

/** What invariants are about, in the order in which they are listed. */
export const INVARIANT_SUBJECTS = ['sagas and flows', 'sagas', 'flows'] as const;

/** What an invariant says of itself: the terminal and the documentation print the same. */
export interface InvariantText {
  readonly id: string;
  readonly about: (typeof INVARIANT_SUBJECTS)[number];
  readonly severity: Severity;
  readonly since: string;
  /** What always holds, as one sentence: "An aborted saga leaves no effect behind." */
  readonly summary: string;
  /** A few sentences: what goes wrong in production without it. Paragraphs are apart by a blank line. */
  readonly why: string;
  /**
   * Definitions that break it, and the same repaired. Both are its own test. Missing where no definition can break it: then
   * it watches the engine.
   */
  readonly examples?: { readonly bad: string; readonly good: string };
}
