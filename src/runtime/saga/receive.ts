import { type Draft, record } from './draft.js';
import type { AttemptLostInput, ReplyInput, Timer } from './input.js';
import type { ReplyIgnored } from './journal.js';
import { idempotencyKey } from './names.js';
import { sendAttempt } from './send.js';
import { failAttempt, giveUp } from './settle.js';
import { callOf, isPending, isUndecided } from './state.js';
import { type CallSite, isPastPivot, isPivotInDoubt, pendingSites, siteOf, siteOfKey } from './steps.js';

/** Takes a participant's answer, whenever it comes; one for a key that the saga does not have changes nothing. */
export function receiveReply(draft: Draft, reply: ReplyInput): void {
  const site = siteOfKey(draft.plan, draft.state.instance, reply.key);
  if (site === undefined) return;
  const call = callOf(draft.state, site.step, site.direction);
  if (isPending(call)) answerPending(draft, site, reply);
  else if (call?.status === 'failed' && site.call.success.includes(reply.event)) acceptLate(draft, site, reply);
  else ignore(draft, site, reply, call === undefined ? 'unexpected' : call.status === 'failed' ? 'late' : 'duplicate');
}

/** An attempt's time is up, or its participant threw; one that is not the latest any more changes nothing. */
export function receiveLoss(draft: Draft, input: AttemptLostInput): void {
  const site = siteOfKey(draft.plan, draft.state.instance, input.key);
  if (site === undefined || !isLatest(draft, site, input.attempt)) return;
  failAttempt(draft, site, input.reason);
}

/** A timer that no longer fits is dropped by what it was set for. */
export function receiveTimer(draft: Draft, timer: Timer): void {
  switch (timer.kind) {
    case 'retry':
      retry(draft, timer);
      return;
    case 'deadline':
      passDeadline(draft);
      return;
  }
}

function answerPending(draft: Draft, site: CallSite, reply: ReplyInput): void {
  const { step, direction, pivot } = site;
  const { event, data, attempt } = reply;
  if (site.call.success.includes(event)) {
    const key = idempotencyKey(draft.state.instance, step, direction);
    record(draft, { type: 'step-succeeded', step, direction, attempt, key, event, data, pivot });
    return;
  }
  const failure = site.call.failure.find((candidate) => candidate.event === event);
  // An older attempt speaks for the newer one only with an answer that is final for the key.
  if (failure?.retryable !== false && !isLatest(draft, site, attempt)) ignore(draft, site, reply, 'late');
  else if (failure === undefined) failAttempt(draft, site, { kind: 'error', error: unknownOutcome(site, event) });
  else failAttempt(draft, site, { kind: 'failure', event, data, effectUnknown: failure.effectUnknown }, failure);
}

function unknownOutcome(site: CallSite, event: string): string {
  return `answered \`${event}\`, which is no outcome of \`${site.call.command}\``;
}

/** Whether an attempt is the one that is out now. */
function isLatest(draft: Draft, site: CallSite, attempt: number): boolean {
  const call = callOf(draft.state, site.step, site.direction);
  return call?.status === 'waiting' && call.attempt === attempt;
}

/** A success after giving up has happened all the same: it is noted, and undone where the saga has unwound. */
function acceptLate(draft: Draft, site: CallSite, reply: ReplyInput): void {
  const { step, direction, pivot } = site;
  const { attempt, event, data } = reply;
  const reopens = draft.state.status === 'aborted' && direction === 'do' && mattersAfterAbort(draft, site);
  record(draft, { type: 'late-success', step, direction, attempt, event, data, pivot, reopens });
}

/** Its undo has not been sent; or it is the point of no return and cannot be undone, which a person must hear of. */
function mattersAfterAbort({ plan, state }: Draft, { step, pivot }: CallSite): boolean {
  if (siteOf(plan, step, 'undo') === undefined) return pivot;
  return isUndecided(callOf(state, step, 'undo'));
}

function ignore(draft: Draft, site: CallSite, reply: ReplyInput, reason: ReplyIgnored['reason']): void {
  const { step, direction } = site;
  record(draft, { type: 'reply-ignored', step, direction, attempt: reply.attempt, event: reply.event, reason });
}

function retry(draft: Draft, timer: Extract<Timer, { kind: 'retry' }>): void {
  const site = siteOf(draft.plan, timer.step, timer.direction);
  const call = callOf(draft.state, timer.step, timer.direction);
  if (site === undefined || call?.status !== 'backing-off' || call.attempt + 1 !== timer.attempt) return;
  sendAttempt(draft, site, timer.attempt, call.input);
}

function passDeadline(draft: Draft): void {
  const { plan, state } = draft;
  if (state.status !== 'running' && state.status !== 'unwinding') return;
  const open = pendingSites(plan, state);
  if (state.status === 'unwinding' && open.length === 0) return;
  const consequence = isPastPivot(plan, state) || isPivotInDoubt(plan, state) ? 'alert' : 'unwind';
  record(draft, { type: 'deadline-passed', consequence, ...(consequence === 'alert' && plan.definition.stuck) });
  if (consequence === 'alert') return;
  for (const site of open) {
    const call = callOf(state, site.step, 'do');
    giveUp(draft, site, { kind: 'deadline' }, call?.status === 'waiting' || call?.mayHaveHappened === true);
  }
}
