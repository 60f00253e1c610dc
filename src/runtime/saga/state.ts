import type { JsonObject } from '../json.js';
import type { CorrelationValue } from './names.js';

/** `stuck` is parked: no timer runs, an alert was raised, only an operator moves it on. */
export type SagaStatus = 'running' | 'unwinding' | 'completed' | 'aborted' | 'stuck';

export type Direction = 'do' | 'undo';

/** What went wrong, as `undo.with` and `abort.with` pick by it. */
export type Cause =
  /** A participant answered with a failure event. */
  | { readonly kind: 'failure'; readonly step: string; readonly event: string }
  /** Attempts ran out without an answer. */
  | { readonly kind: 'timeout'; readonly step: string; readonly command: string }
  | { readonly kind: 'deadline' };

export type CallStatus =
  /** Sent; an answer is expected. */
  | 'waiting'
  /** A retry timer runs. */
  | 'backing-off'
  | 'succeeded'
  /** Given up for good; `mayHaveHappened` says whether it left something behind. */
  | 'failed'
  /** Its guard was false. */
  | 'skipped'
  /** Its guard or input cannot be evaluated: a bug of the definition, never answered by undoing. */
  | 'blocked';

/** One command of a step, forward or undoing, over all its attempts. */
export interface CallState {
  readonly status: CallStatus;
  /** Number of the latest attempt, 0 before the first. */
  readonly attempt: number;
  /** The same in all attempts. */
  readonly input: JsonObject;
  /** When the first attempt was sent. */
  readonly firstSentAt: number;
  /** Some attempt's outcome is unknown, or a failure said that something may remain. */
  readonly mayHaveHappened: boolean;
  /** What the latest failed attempt, guard or input said. */
  readonly problem?: string;
}

export interface StepState {
  readonly do?: CallState;
  readonly undo?: CallState;
}

/** Where an instance stands: plain JSON, a pure fold of its journal. */
export interface SagaState {
  readonly instance: string;
  readonly saga: string;
  /** Hash of the compiled definition that it runs, whatever the worker's own version. */
  readonly definition: string;
  readonly correlation: CorrelationValue;
  /** 1, or counting up where the saga may repeat. */
  readonly run: number;
  /** Hash of the start message's data. */
  readonly startHash: string;
  readonly status: SagaStatus;
  /** Journal entries so far: the version that a commit expects. */
  readonly version: number;
  readonly startedAt: number;
  readonly endedAt?: number;
  /** Latest data of every message seen, by name. */
  readonly messages: Readonly<Record<string, JsonObject>>;
  /** By step path: the step's name, for now. */
  readonly steps: Readonly<Record<string, StepState>>;
  /** The point of no return is behind. */
  readonly pivotPassed: boolean;
  /** What went wrong first; set before the unwinding begins. */
  readonly cause?: Cause;
}

/** Says whether an instance has come to an end state. */
export function isEnded(state: SagaState): boolean {
  return state.status === 'completed' || state.status === 'aborted' || state.status === 'stuck';
}

/** The call of a step in one direction, once there is one. */
export function callOf(state: SagaState, step: string, direction: Direction): CallState | undefined {
  const found = Object.hasOwn(state.steps, step) ? state.steps[step] : undefined;
  return found?.[direction];
}

/** A call that an answer or a retry timer will move on. */
export function isPending(call: CallState | undefined): boolean {
  return call?.status === 'waiting' || call?.status === 'backing-off';
}

/** A call that was never sent: what has come since may make its guard true, or its input complete. */
export function isUndecided(call: CallState | undefined): boolean {
  return call === undefined || call.status === 'skipped' || call.status === 'blocked';
}
