import type { JsonObject } from '../json.js';
import type { Timer } from './input.js';
import { scopeOfPath, scopesAround } from './paths.js';
import {
  type CallState,
  callOf,
  type Direction,
  isPending,
  type SagaState,
  type SagaStatus,
  type StepState,
  stepOf,
} from './state.js';

/** Which call of which step. */
export interface CallRef {
  readonly step: string;
  readonly direction: Direction;
}

const NEW_CALL: CallState = { status: 'waiting', attempt: 0, input: {}, firstSentAt: 0, mayHaveHappened: false };

/** Owner of the deadline's timer. */
export const DEADLINE = 'deadline!';

/** Owner of the timer of a call, which has one at most. */
export function timerOwner({ step, direction }: CallRef): string {
  return direction === 'do' ? step : `${step}!${direction}`;
}

/** Changes one call, and makes it where there was none. What is settled has no timer, and nobody asks about it. */
export function withCall(state: SagaState, ref: CallRef, change: Partial<CallState>): SagaState {
  const { step, direction } = ref;
  const before = callOf(state, step, direction);
  const call: CallState = { ...(before ?? NEW_CALL), ...change };
  const changed = withStep(state, step, { [direction]: call });
  const timed = isPending(call) ? changed : withoutTimer(changed, timerOwner(ref));
  const isAnswered = before?.status === 'checking' && call.status !== 'checking';
  return isAnswered ? withoutQuestion(timed, step) : timed;
}

function withoutQuestion(state: SagaState, step: string): SagaState {
  const ref: CallRef = { step, direction: 'check' };
  return isPending(callOf(state, step, 'check')) ? withCall(state, ref, { status: 'skipped' }) : state;
}

/** Changes what is known of a step. */
export function withStep(state: SagaState, path: string, change: Partial<StepState>): SagaState {
  return { ...state, steps: { ...state.steps, [path]: { ...stepOf(state, path), ...change } } };
}

/** Forgets a call, so that it is decided anew. */
export function withoutCall(state: SagaState, { step, direction }: CallRef): SagaState {
  const { [direction]: _call, ...rest } = stepOf(state, step) ?? {};
  return { ...state, steps: { ...state.steps, [step]: rest } };
}

/** A message that a step has brought is seen in all scopes around the step. */
export function withMessage(state: SagaState, path: string, event: string, data: JsonObject): SagaState {
  const scope = scopeOfPath(path);
  if (scope === '') return { ...state, messages: { ...state.messages, [event]: data } };
  const scopes = scopesAround(scope);
  const seen = Object.fromEntries(scopes.map((scope) => [`${scope}${event}`, data]));
  return { ...state, messages: { ...state.messages, ...seen } };
}

/**
 * Goes on in a direction after it was parked or had ended. Forward, nothing has gone wrong until it fails anew, and a
 * deadline that is gone must not take back what has just been set going.
 */
export function resumed(state: SagaState, status: SagaStatus, at: number): SagaState {
  const { endedAt: _endedAt, parkedFrom: _parkedFrom, ...rest } = state;
  if (status !== 'running') return { ...rest, status };
  const { cause: _cause, overdue: _overdue, ...forward } = rest;
  const { deadlineAt } = state;
  const dueAt = deadlineAt !== undefined && deadlineAt > at ? deadlineAt : undefined;
  return withTimer({ ...forward, status }, DEADLINE, { kind: 'deadline' }, dueAt);
}

export function withTimer(state: SagaState, owner: string, timer: Timer, dueAt: number | undefined): SagaState {
  if (dueAt === undefined) return state;
  return { ...state, timers: { ...state.timers, [owner]: { timer, dueAt } } };
}

export function withoutTimer(state: SagaState, owner: string): SagaState {
  if (!Object.hasOwn(state.timers, owner)) return state;
  const { [owner]: _timer, ...timers } = state.timers;
  return { ...state, timers };
}
