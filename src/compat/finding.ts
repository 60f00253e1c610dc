import type { Severity, Span } from '../diagnostics/index.js';
import type { Acceptance } from './acceptance.js';
import type { Bump } from './bump.js';
import type { Owner } from './change.js';
import type { CheckGroup, Direction, Encoding } from './check.js';

/** One thing that goes wrong, or may: where, in which direction, and how. */
export interface Consequence {
  readonly reach: Encoding | 'every';
  readonly direction: Direction;
  readonly level: 'break' | 'risk';
  readonly reason: string;
  /** Whether the mode and the encodings of the catalog ask for this. */
  readonly counts: boolean;
}

/** Someone who meets a break. */
export interface Hit {
  readonly message: string;
  readonly service?: string;
  readonly owner?: string;
  /** The saga or flow that reads. */
  readonly process?: string;
  readonly via: 'declared' | 'saga' | 'reaction' | 'handler' | 'sender';
  readonly direction: Direction;
  /** `reads`: it is known to read what changed; `may`: nobody has said what it reads. */
  readonly certainty: 'reads' | 'may';
}

/** A change with what follows from it. */
export interface CompatFinding {
  readonly id: string;
  readonly group: CheckGroup | 'versions' | 'acceptance' | 'schemas';
  readonly owner: Owner;
  /** Where in the definition: `payload.lines[].sku`; empty for the definition itself. */
  readonly at: string;
  /** Places in the old and in the new state. */
  readonly old?: Span;
  readonly new?: Span;
  readonly message: string;
  readonly severity: Severity;
  /** Ids of the messages that it reaches. */
  readonly carriers: readonly string[];
  readonly consequences: readonly Consequence[];
  readonly hits: readonly Hit[];
  /** The compatible way to the same aim. */
  readonly instead?: string;
  /** A value, as JSON, that the writer's side allows and the reader's side refuses. */
  readonly counterexample?: string;
  /** Rule, definition and change, without lines: what `sagac accept` takes. */
  readonly fingerprint: string;
  readonly accepted?: Acceptance;
}

/** What one message comes to. */
export interface MessageVerdict {
  readonly id: string;
  readonly kind: 'event' | 'command' | 'saga' | 'schema';
  readonly status: 'added' | 'removed' | 'changed';
  readonly mode: string;
  readonly from?: string;
  readonly to?: string;
  /** Whether it holds, by encoding and direction; what is accepted breaks all the same. */
  readonly holds: Readonly<Record<Direction, Readonly<Partial<Record<Encoding, boolean>>>>>;
  readonly required: Bump;
  readonly declared?: Bump | 'back';
  /** The version that would do, where the declared one does not. */
  readonly suggested?: string;
}

/** A whole run: each earlier state against the present one, and what is to be said of the accepted breaks. */
export interface CompatReport {
  readonly comparisons: readonly Comparison[];
  readonly acceptance: readonly CompatFinding[];
}

/** One earlier state against the present one. */
export interface Comparison {
  readonly against: string;
  /** By element, worst first. */
  readonly findings: readonly CompatFinding[];
  readonly verdicts: readonly MessageVerdict[];
}
