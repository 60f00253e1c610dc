import type { JsonObject } from '../json.js';
import type { FailureHandlerDefinition, Json } from './definition.js';
import type { Timer } from './input.js';
import type { CorrelationValue } from './names.js';

/** `stuck` is parked: no timer runs, an alert was raised, only an operator moves it on. */
export type SagaStatus = 'running' | 'unwinding' | 'completed' | 'aborted' | 'stuck';

/** A step's command, its compensation, or the question whether it has happened. */
export type Direction = 'do' | 'undo' | 'check';

/** What went wrong, as `undo.with` and `abort.with` pick by it. */
export type Cause =
  /** A participant answered with a failure event, or one was awaited and came. */
  | { readonly kind: 'failure'; readonly step: string; readonly event: string }
  /** Attempts, or the time of an await, ran out. `of` are the command or the awaited events. */
  | { readonly kind: 'timeout'; readonly step: string; readonly of: readonly string[] }
  | { readonly kind: 'deadline' }
  /** An event of `cancelOn`, or an operator. */
  | { readonly kind: 'cancel'; readonly event?: string };

export type CallStatus =
  /** Sent, or reached: an answer, an event or a timer is expected. */
  | 'waiting'
  /** A retry timer runs. */
  | 'backing-off'
  /** Attempts are used up; a command asks whether it has happened. */
  | 'checking'
  | 'succeeded'
  /** Given up for good; `mayHaveHappened` says whether it left something behind. */
  | 'failed'
  /** Its guard was false, or an operator left it out. */
  | 'skipped'
  /** Its guard or input cannot be evaluated: a bug of the definition, never answered by undoing. */
  | 'blocked';

/** One command of a step over all its attempts. Steps that send nothing stay at attempt 0. */
export interface CallState {
  readonly status: CallStatus;
  /** Number of the latest attempt, 0 before the first. */
  readonly attempt: number;
  /** Attempts that an operator's retry has forgiven. */
  readonly forgiven?: number;
  /** The same in all attempts. */
  readonly input: JsonObject;
  /** When the first attempt (since an operator's retry) was sent. */
  readonly firstSentAt: number;
  /** The latest attempt is in the hands of a broker or of another saga: nobody need send it again before its timer. */
  readonly dispatched?: boolean;
  /** Some attempt's outcome is unknown, or a failure said that something may remain. */
  readonly mayHaveHappened: boolean;
  /** What the latest failed attempt, guard or input said. */
  readonly problem?: string;
}

/** A failure that `onFailure` deals with. */
export interface HandledFailure {
  readonly then: FailureHandlerDefinition['then'];
  /** The failure event, or `timeout`. */
  readonly on: string;
  readonly cause: Cause;
}

export interface StepState {
  readonly do?: CallState;
  readonly undo?: CallState;
  readonly check?: CallState;
  readonly handled?: HandledFailure;
  /** Of a `forEach` that has been reached. `rounds` is how many will run, fewer than items once `until` has come. */
  readonly loop?: { readonly items: readonly Json[]; readonly rounds: number };
  /** The step's own answer, where other steps are answered by the same event. */
  readonly answer?: { readonly event: string; readonly data: JsonObject };
}

/** Who waits for the end of an instance that was started by a command. */
export interface ReplyAddress {
  /** Idempotency key of the command. */
  readonly key: string;
  readonly attempt: number;
  /** An instance of the same store. */
  readonly instance?: string;
  /** A channel of the broker. */
  readonly channel?: string;
}

export interface RunningTimer {
  readonly timer: Timer;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
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
  /** Time of the latest journal entry. */
  readonly updatedAt: number;
  readonly endedAt?: number;
  readonly deadlineAt?: number;
  /** The deadline has passed without unwinding the saga. */
  readonly overdue?: boolean;
  /** Latest data of every message seen: by name, and by scope and name inside rounds and handlers (`Loop.2/Name`). */
  readonly messages: Readonly<Record<string, JsonObject>>;
  /** Events that came before the step that awaits them, oldest first. */
  readonly early: readonly { readonly event: string; readonly data: JsonObject }[];
  /** Made at the start, by name. */
  readonly ids: Readonly<Record<string, string>>;
  /** By step path, see `paths.ts`. */
  readonly steps: Readonly<Record<string, StepState>>;
  /** By owner: the path of a step, the same with `!undo` or `!check`, or `deadline!`. */
  readonly timers: Readonly<Record<string, RunningTimer>>;
  /** The point of no return is behind. */
  readonly pivotPassed: boolean;
  /** What went wrong first; set before the unwinding begins. */
  readonly cause?: Cause;
  /** What it did when it got stuck. */
  readonly parkedFrom?: 'running' | 'unwinding';
  readonly replyTo?: ReplyAddress;
  /** Its starter has been told how it ended. */
  readonly answered?: boolean;
  /** W3C trace context of the start. */
  readonly traceparent?: string;
}

/** Says whether an instance has come to an end state; a stuck one may go on all the same. */
export function isEnded(state: SagaState): boolean {
  return state.status === 'stuck' || isFinished(state);
}

/** Says whether nothing moves an instance on any more, not even a person. */
export function isFinished({ status }: Pick<SagaState, 'status'>): boolean {
  return status === 'completed' || status === 'aborted';
}

/** The call of a step in one direction, once there is one. */
export function callOf(state: SagaState, path: string, direction: Direction): CallState | undefined {
  return stepOf(state, path)?.[direction];
}

/** What is known of a step, once it has been reached. */
export function stepOf(state: SagaState, path: string): StepState | undefined {
  return Object.hasOwn(state.steps, path) ? state.steps[path] : undefined;
}

/** A call and where it stands. */
export interface PlacedCall {
  /** Path of the step. */
  readonly step: string;
  readonly direction: Direction;
  readonly call: CallState;
}

/** Every call that there is in these directions, step by step. */
export function callsIn(state: SagaState, directions: readonly Direction[]): readonly PlacedCall[] {
  return Object.entries(state.steps).flatMap(([step, known]) =>
    directions.flatMap((direction) => {
      const call = known[direction];
      return call === undefined ? [] : [{ step, direction, call }];
    }),
  );
}

/** A call that an answer, an event or a timer will move on. */
export function isPending(call: CallState | undefined): boolean {
  return call?.status === 'waiting' || call?.status === 'backing-off' || call?.status === 'checking';
}

/** A call that was never sent: what has come since may make its guard true, or its input complete. */
export function isUndecided(call: CallState | undefined): boolean {
  return call === undefined || (call.attempt === 0 && (call.status === 'skipped' || call.status === 'blocked'));
}

/** Sent, and not waited for any more: it failed for good, or an operator left it out. */
export function isGivenUp(call: CallState | undefined): boolean {
  return call?.status === 'failed' || (call?.status === 'skipped' && call.attempt > 0);
}

/** Sent, but not yet in anybody's hands: after a crash it has to be delivered again. */
export function isUndelivered(call: CallState | undefined): boolean {
  return call?.status === 'waiting' && call.attempt > 0 && call.dispatched !== true;
}

/** When time alone moves the instance on, in milliseconds since 1970. */
export function nextTimerOf(state: SagaState): number | undefined {
  const times = Object.values(state.timers).map(({ dueAt }) => dueAt);
  return times.length === 0 ? undefined : Math.min(...times);
}
