import type { FailureDefinition } from './definition.js';
import { type Draft, record } from './draft.js';
import type { AttemptProblem } from './journal.js';
import { idempotencyKey } from './names.js';
import { nextDelay } from './retry.js';
import { type Cause, callOf } from './state.js';
import { type CallSite, isPastPivot } from './steps.js';

/** Ends an attempt that brought no success: another one is scheduled, or the call is given up. */
export function failAttempt(draft: Draft, site: CallSite, problem: AttemptProblem, failure?: FailureDefinition): void {
  const { step, direction } = site;
  const call = callOf(draft.state, step, direction);
  if (call === undefined) return;
  const key = idempotencyKey(draft.state.instance, step, direction);
  record(draft, { type: 'attempt-failed', step, direction, attempt: call.attempt, key, problem });
  const isFinal = failure !== undefined && !failure.retryable;
  const delay = isFinal || isStopping(draft, site) ? undefined : nextDelay(site.call.retry, call, draft.now);
  if (delay !== undefined) {
    record(draft, { type: 'retry-scheduled', step, direction, attempt: call.attempt + 1, key, ...delay });
    return;
  }
  // A declared failure is an answer for the key, so it settles the doubt that earlier attempts left.
  const inDoubt = isFinal ? failure.effectUnknown : callOf(draft.state, step, direction)?.mayHaveHappened;
  giveUp(draft, site, causeOf(site, problem), inDoubt === true);
}

/** Gives a call up for good. */
export function giveUp(draft: Draft, site: CallSite, cause: Cause, inDoubt: boolean): void {
  const { step, direction, optional } = site;
  const key = idempotencyKey(draft.state.instance, step, direction);
  const mayHaveHappened = inDoubt && !site.call.readOnly;
  record(draft, { type: 'step-failed', step, direction, key, cause, mayHaveHappened, optional });
}

/** While the saga stops before its point of no return, forward steps get no further attempts. */
function isStopping({ plan, state }: Draft, site: CallSite): boolean {
  if (site.direction === 'undo') return false;
  if (state.status === 'unwinding') return true;
  return state.cause !== undefined && !isPastPivot(plan, state) && !site.pivot;
}

function causeOf({ step, call }: CallSite, problem: AttemptProblem): Cause {
  if (problem.kind === 'failure') return { kind: 'failure', step, event: problem.event };
  return { kind: 'timeout', step, command: call.command };
}
