import type { FailureDefinition, FailureHandlerDefinition } from './definition.js';
import { type Draft, record } from './draft.js';
import type { AttemptProblem } from './journal.js';
import { idempotencyKey } from './names.js';
import { tryOfPath } from './paths.js';
import { isPastPivot, mayBegin } from './pivot.js';
import { nextDelay } from './retry.js';
import { sendFirst } from './send.js';
import { type CallSite, callSite, definitionAt, forwardSite, type Site } from './sites.js';
import { type Cause, callOf } from './state.js';

/** Ends an attempt that brought no success: another one is scheduled, or the call is given up. */
export function failAttempt(draft: Draft, site: CallSite, problem: AttemptProblem, failure?: FailureDefinition): void {
  const { step, direction } = site;
  const call = callOf(draft.state, step, direction);
  if (call === undefined) return;
  const key = idempotencyKey(draft.state.instance, step, direction);
  record(draft, { type: 'attempt-failed', step, direction, attempt: call.attempt, key, problem });
  const isFinal = failure !== undefined && !failure.retryable;
  const delay = isFinal || isStopping(draft, site) ? undefined : nextDelay(site.call.retry, call, key, draft.now);
  if (delay !== undefined) {
    record(draft, {
      type: 'retry-scheduled',
      step,
      direction,
      attempt: call.attempt + 1,
      key,
      dueAt: draft.now + delay,
    });
    return;
  }
  if (direction === 'check') {
    giveUpChecking(draft, site, causeOf(site, problem));
    return;
  }
  // A declared failure is an answer for the key, so it settles the doubt that earlier attempts left.
  const inDoubt = isFinal ? failure.effectUnknown : callOf(draft.state, step, direction)?.mayHaveHappened === true;
  if (isFinal || !inDoubt || !ask(draft, site)) giveUp(draft, site, causeOf(site, problem), inDoubt);
}

/** Sends the command that finds out whether an unanswered one has happened, where there is one. */
function ask(draft: Draft, { step, direction, check }: CallSite): boolean {
  const site = check && direction === 'do' ? callSite(draft.plan, step, 'check') : undefined;
  if (site === undefined) return false;
  sendFirst(draft, site, undefined);
  return callOf(draft.state, step, 'check')?.status === 'waiting';
}

/** Nobody can say whether the step has happened. */
function giveUpChecking(draft: Draft, { step }: CallSite, cause: Cause): void {
  const { instance } = draft.state;
  const key = idempotencyKey(instance, step, 'check');
  record(draft, { type: 'step-failed', step, direction: 'check', key, cause, mayHaveHappened: false, optional: true });
  const site = callSite(draft.plan, step, 'do');
  if (site) giveUp(draft, site, { kind: 'timeout', step, of: [site.call.command] }, true);
}

/** Gives a step or an undo up for good, unless `onFailure` has a use for its failure. */
export function giveUp(draft: Draft, site: Site, cause: Cause, inDoubt: boolean): void {
  const { step, direction, optional, call } = site;
  const key = call && idempotencyKey(draft.state.instance, step, direction);
  const mayHaveHappened = inDoubt && call !== undefined && !call.readOnly;
  const handler = handlerOf(draft, site, cause);
  record(draft, {
    type: 'step-failed',
    step,
    direction,
    ...(key !== undefined && { key }),
    cause,
    mayHaveHappened,
    optional,
    // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
    ...(handler && { handled: { on: handler.on, then: handler.then } }),
  });
}

/** Gives up whatever a step still waits for, because the saga stops. */
export function abandon(draft: Draft, path: string, cause: Cause): void {
  const call = callOf(draft.state, path, 'do');
  const site = forwardSite(draft.plan, path);
  if (site !== undefined) {
    giveUp(draft, site, cause, call?.status !== 'backing-off' || call.mayHaveHappened);
    return;
  }
  if (definitionAt(draft.plan, path)?.kind !== 'wait') return;
  record(draft, { type: 'step-failed', step: path, direction: 'do', cause, mayHaveHappened: false, optional: false });
}

/** Retries end with the rounds; once the saga stops, nothing is handled any more. */
function handlerOf(draft: Draft, site: Site, cause: Cause): FailureHandlerDefinition | undefined {
  if (site.direction !== 'do' || !mayBegin(draft.plan, draft.state)) return undefined;
  const on = cause.kind === 'failure' ? cause.event : cause.kind === 'timeout' ? 'timeout' : undefined;
  const handler = site.onFailure.find((candidate) => candidate.on === on);
  const isOver = handler?.then === 'retry' && tryOfPath(site.step) > (handler.rounds ?? 1);
  return isOver ? undefined : handler;
}

/** While the saga stops before its point of no return, forward steps get no further attempts. */
function isStopping({ plan, state }: Draft, site: CallSite): boolean {
  if (site.direction === 'undo') return false;
  if (state.status === 'unwinding') return true;
  return state.cause !== undefined && !isPastPivot(plan, state) && !site.pivot;
}

function causeOf({ step, call }: CallSite, problem: AttemptProblem): Cause {
  if (problem.kind === 'failure') return { kind: 'failure', step, event: problem.event };
  return { kind: 'timeout', step, of: [call.command] };
}
