import type { JsonObject } from '../json.js';
import type { CorrelationValue } from './names.js';
import type { Cause, Direction } from './state.js';

/** What every entry has: when, in milliseconds since 1970, as the worker's clock said. */
interface At {
  readonly at: number;
}

interface OfCall extends At {
  readonly step: string;
  readonly direction: Direction;
}

interface OfAttempt extends OfCall {
  readonly attempt: number;
}

/** First entry of every journal. */
export interface SagaStarted extends At {
  readonly type: 'saga-started';
  /** Of the journal: readers refuse what they do not know. */
  readonly format: 1;
  readonly instance: string;
  readonly saga: string;
  readonly sagaVersion: string;
  readonly definition: string;
  readonly correlation: CorrelationValue;
  readonly run: number;
  readonly message: string;
  readonly data: JsonObject;
  readonly dataHash: string;
  readonly deadlineMs?: number;
}

export interface StepSkipped extends OfCall {
  readonly type: 'step-skipped';
}

/** The record of the dispatch; from here on the step may have happened. */
export interface CommandSent extends OfAttempt {
  readonly type: 'command-sent';
  readonly key: string;
  readonly command: string;
  readonly service: string;
  readonly input: JsonObject;
  /** Of this attempt, counted from its delivery. */
  readonly timeoutMs?: number;
}

export interface StepSucceeded extends OfAttempt {
  readonly type: 'step-succeeded';
  readonly key: string;
  readonly event: string;
  readonly data: JsonObject;
  /** It was the point of no return. */
  readonly pivot: boolean;
}

export type AttemptProblem =
  /** A declared failure event. */
  | { readonly kind: 'failure'; readonly event: string; readonly data: JsonObject; readonly effectUnknown: boolean }
  | { readonly kind: 'timeout' }
  /** The participant threw, or gave no usable answer. */
  | { readonly kind: 'error'; readonly error: string };

export interface AttemptFailed extends OfAttempt {
  readonly type: 'attempt-failed';
  readonly key: string;
  readonly problem: AttemptProblem;
}

export interface RetryScheduled extends OfAttempt {
  readonly type: 'retry-scheduled';
  readonly key: string;
  /** The delay is picked between the two by the worker. */
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
}

/** Given up for good. */
export interface StepFailed extends OfCall {
  readonly type: 'step-failed';
  readonly key: string;
  readonly cause: Cause;
  readonly mayHaveHappened: boolean;
  /** The saga goes on without it. */
  readonly optional: boolean;
}

/** Its guard or input could not be evaluated. */
export interface StepBlocked extends OfCall {
  readonly type: 'step-blocked';
  readonly error: string;
}

/** A success that came after giving up. */
export interface LateSuccess extends OfAttempt {
  readonly type: 'late-success';
  readonly event: string;
  readonly data: JsonObject;
  readonly pivot: boolean;
  /** The instance had already aborted and unwinds again to undo it. */
  readonly reopens: boolean;
}

/** A duplicate or an answer that no longer matters, kept for the record. */
export interface ReplyIgnored extends OfAttempt {
  readonly type: 'reply-ignored';
  readonly event: string;
  readonly reason: 'duplicate' | 'late' | 'unexpected';
}

/** Who is to be told, and what they may read, as the definition says under `stuck`. */
export interface Told {
  readonly alert?: string;
  readonly runbook?: string;
}

export interface DeadlinePassed extends At, Told {
  readonly type: 'deadline-passed';
  /** Before the point of no return it unwinds, after it (or while that is in doubt) it only alerts. */
  readonly consequence: 'unwind' | 'alert';
}

export interface UnwindingStarted extends At {
  readonly type: 'unwinding-started';
  readonly cause: Cause;
}

/** By the saga itself, in its last transaction. */
export interface EventPublished extends At {
  readonly type: 'event-published';
  readonly event: string;
  readonly data: JsonObject;
}

export interface SagaCompleted extends At {
  readonly type: 'saga-completed';
}

export interface SagaAborted extends At {
  readonly type: 'saga-aborted';
}

/** Parked as stuck. Raises the alert. */
export interface SagaParked extends At, Told {
  readonly type: 'saga-parked';
  /** One sentence per problem. */
  readonly problems: readonly string[];
}

/** One line of an instance's history. The journal is the truth; the state is its fold. */
export type JournalEntry =
  | SagaStarted
  | StepSkipped
  | CommandSent
  | StepSucceeded
  | AttemptFailed
  | RetryScheduled
  | StepFailed
  | StepBlocked
  | LateSuccess
  | ReplyIgnored
  | DeadlinePassed
  | UnwindingStarted
  | EventPublished
  | SagaCompleted
  | SagaAborted
  | SagaParked;
