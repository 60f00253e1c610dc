import { type Draft, record } from './draft.js';
import type { AttemptLostInput, DispatchedInput, ReplyInput } from './input.js';
import type { ReplyIgnored } from './journal.js';
import { idempotencyKey } from './names.js';
import { nameOfPath } from './paths.js';
import { isPivotUndoable } from './pivot.js';
import { failAttempt, giveUp } from './settle.js';
import { type CallSite, callSite, siteOfKey } from './sites.js';
import { callOf, isGivenUp, isPending, isUndecided, stepOf } from './state.js';

/** Takes a participant's answer, whenever it comes; one for a key that the saga does not have changes nothing. */
export function receiveReply(draft: Draft, reply: ReplyInput): void {
  const site = siteOfKey(draft.plan, draft.state, reply.key);
  if (site === undefined) return;
  const call = callOf(draft.state, site.step, site.direction);
  if (isPending(call)) answerPending(draft, site, reply);
  else if (isGivenUp(call) && site.direction !== 'check' && site.call.success.includes(reply.event)) {
    acceptLate(draft, site, reply);
  } else
    ignore(draft, site, reply, call === undefined ? 'unexpected' : call.status === 'succeeded' ? 'duplicate' : 'late');
}

/** An attempt's time is up, or its participant threw; one that is not the latest any more changes nothing. */
export function receiveLoss(draft: Draft, input: AttemptLostInput): void {
  const site = siteOfKey(draft.plan, draft.state, input.key);
  if (site !== undefined && isLatest(draft, site, input.attempt)) failAttempt(draft, site, input.reason);
}

/** An attempt is on its way: nobody need send it again before its time is up. */
export function receiveDispatch(draft: Draft, { key, attempt, timeoutMs }: DispatchedInput): void {
  const site = siteOfKey(draft.plan, draft.state, key);
  if (site === undefined || !isLatest(draft, site, attempt)) return;
  const { step, direction } = site;
  const due = timeoutMs === undefined ? {} : { dueAt: draft.now + timeoutMs };
  record(draft, { type: 'command-dispatched', step, direction, attempt, key, ...due });
}

/** Whether an attempt is the one that is out now. */
export function isLatest(draft: Draft, { step, direction }: CallSite, attempt: number): boolean {
  const call = callOf(draft.state, step, direction);
  return call?.status === 'waiting' && call.attempt === attempt;
}

/** Takes a success for its step, however it became known. */
export function succeed(draft: Draft, site: CallSite, reply: Pick<ReplyInput, 'attempt' | 'event' | 'data'>): void {
  const { step, direction, pivot } = site;
  const { event, data, attempt } = reply;
  const key = idempotencyKey(draft.state.instance, step, direction);
  record(draft, {
    type: 'step-succeeded',
    step,
    direction,
    attempt,
    key,
    event,
    data,
    pivot,
    keeps: keeps(draft, site),
  });
}

function keeps({ plan }: Draft, { step, direction }: CallSite): boolean {
  return direction === 'do' && plan.keepers.has(nameOfPath(step));
}

function answerPending(draft: Draft, site: CallSite, reply: ReplyInput): void {
  const { event, data, attempt } = reply;
  if (site.call.success.includes(event)) {
    if (site.direction === 'check') answerCheck(draft, site, reply, true);
    else succeed(draft, site, reply);
    return;
  }
  const failure = site.call.failure.find((candidate) => candidate.event === event);
  const isFinal = failure?.retryable === false && speaksForAll(draft, site, attempt);
  if (!isFinal && !isLatest(draft, site, attempt)) ignore(draft, site, reply, 'late');
  else if (failure === undefined) failAttempt(draft, site, { kind: 'error', error: unknownOutcome(site, event) });
  else if (site.direction === 'check' && !failure.retryable) answerCheck(draft, site, reply, false);
  else failAttempt(draft, site, { kind: 'failure', event, data, effectUnknown: failure.effectUnknown }, failure);
}

/**
 * An older attempt speaks for the newer ones with an answer that is final for the key, unless an operator has begun a new
 * series since; what was asked before the latest question may have changed in any case.
 */
function speaksForAll({ state }: Draft, { step, direction }: CallSite, attempt: number): boolean {
  return direction !== 'check' && attempt > (callOf(state, step, direction)?.forgiven ?? 0);
}

/** The check's word is the step's own: it has happened, or it has not. */
function answerCheck(draft: Draft, { step }: CallSite, reply: ReplyInput, happened: boolean): void {
  const { event, data, key } = reply;
  record(draft, { type: 'step-checked', step, key, event, happened });
  const asked = callSite(draft.plan, step, 'do');
  if (asked === undefined || callOf(draft.state, step, 'do')?.status !== 'checking') return;
  const attempt = callOf(draft.state, step, 'do')?.attempt ?? 1;
  if (happened) succeed(draft, asked, { attempt, event, data });
  else giveUp(draft, asked, { kind: 'timeout', step, of: [asked.call.command] }, false);
}

function unknownOutcome(site: CallSite, event: string): string {
  return `answered \`${event}\`, which is no outcome of \`${site.call.command}\``;
}

/** A success after giving up has happened all the same: it is noted, and undone where the saga has unwound. */
function acceptLate(draft: Draft, site: CallSite, reply: ReplyInput): void {
  const { step, direction, pivot } = site;
  const { attempt, event, data } = reply;
  const abandoned = isAbandoned(draft, site);
  const reopens = matters(draft, site, abandoned);
  record(draft, {
    type: 'late-success',
    step,
    direction,
    attempt,
    event,
    data,
    pivot: pivot && !(abandoned && isPivotUndoable(draft.plan)),
    keeps: abandoned || keeps(draft, site),
    abandoned,
    reopens,
  });
}

/** `onFailure` tries the step again, or goes on without it: what this try has done is undone. */
function isAbandoned({ state }: Draft, { step, direction }: CallSite): boolean {
  const handled = direction === 'do' ? stepOf(state, step)?.handled?.then : undefined;
  return handled === 'retry' || handled === 'skip';
}

/**
 * It settles what an instance is stuck with, or there is something left to do after the end: its undo has not been sent,
 * or it is the point of no return and cannot be undone, which a person must hear of.
 */
function matters({ plan, state }: Draft, { step, direction, pivot }: CallSite, abandoned: boolean): boolean {
  if (state.status === 'stuck') return true;
  const isOver = state.status === 'aborted' || (state.status === 'completed' && abandoned);
  if (!isOver || direction === 'undo') return false;
  if (callSite(plan, step, 'undo') === undefined) return state.status === 'aborted' && pivot && !isPivotUndoable(plan);
  return isUndecided(callOf(state, step, 'undo'));
}

function ignore(draft: Draft, site: CallSite, reply: ReplyInput, reason: ReplyIgnored['reason']): void {
  const { step, direction } = site;
  record(draft, { type: 'reply-ignored', step, direction, attempt: reply.attempt, event: reply.event, reason });
}
