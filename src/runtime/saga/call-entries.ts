import type { JsonObject } from '../json.js';
import type { FailureHandlerDefinition } from './definition.js';
import type { Cause, Direction } from './state.js';

/** What every entry has: when, in milliseconds since 1970, as the worker's clock said. */
export interface At {
  readonly at: number;
}

/** `step` is a step's path, which is its name where it stands in no round and no handler. */
export interface OfStep extends At {
  readonly step: string;
}

/** Of a step's command, its undo or its check. */
export interface OfCall extends OfStep {
  readonly direction: Direction;
}

/** Of one attempt of a call. */
export interface OfAttempt extends OfCall {
  readonly attempt: number;
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

/** The attempt is in the hands of a broker or of another saga, which will answer some time. */
export interface CommandDispatched extends OfAttempt {
  readonly type: 'command-dispatched';
  readonly key: string;
  /** When it counts as lost. */
  readonly dueAt?: number;
}

export interface StepSucceeded extends OfAttempt {
  readonly type: 'step-succeeded';
  readonly key: string;
  readonly event: string;
  readonly data: JsonObject;
  /** It was the point of no return. */
  readonly pivot: boolean;
  /** Other steps are answered by the same event, so this step keeps its own answer. */
  readonly keeps: boolean;
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
  readonly dueAt: number;
}

/** The answer to the question whether a step has happened. */
export interface StepChecked extends OfStep {
  readonly type: 'step-checked';
  /** Of the check. */
  readonly key: string;
  readonly event: string;
  readonly happened: boolean;
}

/** Given up for good. */
export interface StepFailed extends OfCall {
  readonly type: 'step-failed';
  /** Missing where nothing was sent. */
  readonly key?: string;
  readonly cause: Cause;
  readonly mayHaveHappened: boolean;
  /** The saga goes on without it. */
  readonly optional: boolean;
  /** What `onFailure` makes of it; missing where nothing does. */
  readonly handled?: { readonly on: string; readonly then: FailureHandlerDefinition['then'] };
}

/** The handler of a failure that unwinds all the same has done its steps. */
export interface FailurePassedOn extends OfStep {
  readonly type: 'failure-passed-on';
  readonly cause: Cause;
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
  readonly keeps: boolean;
  /** `onFailure` has gone on as if this try had never been: no other step sees its answer. */
  readonly abandoned: boolean;
  /** The instance had aborted or got stuck, and moves again. */
  readonly reopens: boolean;
}

/** A duplicate or an answer that no longer matters, kept for the record. */
export interface ReplyIgnored extends OfAttempt {
  readonly type: 'reply-ignored';
  readonly event: string;
  readonly reason: 'duplicate' | 'late' | 'unexpected';
}
