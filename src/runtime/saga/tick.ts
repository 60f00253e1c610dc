import { advance } from './advance.js';
import { timeOutAwait } from './await.js';
import { type Draft, record } from './draft.js';
import type { Timer } from './input.js';
import { canUnwind } from './pivot.js';
import { isLatest } from './receive.js';
import { sendAttempt } from './send.js';
import { abandon, failAttempt } from './settle.js';
import { callSite, definitionAt, pendingPaths } from './sites.js';
import { callOf, type RunningTimer } from './state.js';

/** Fires every timer that is due, the oldest first, and does what follows from one before the next. */
export function tick(draft: Draft): void {
  for (let due = nextDue(draft); due !== undefined; due = nextDue(draft)) {
    const before = draft.entries.length;
    fire(draft, due.timer);
    // A timer that no entry takes away would fire for ever.
    if (draft.entries.length === before)
      throw new Error(`${draft.state.instance} has a ${due.timer.kind} timer for nothing`);
    advance(draft);
  }
}

function nextDue({ state, now }: Draft): RunningTimer | undefined {
  return Object.values(state.timers)
    .filter(({ dueAt }) => dueAt <= now)
    .reduce<RunningTimer | undefined>(
      (first, timer) => (first && first.dueAt <= timer.dueAt ? first : timer),
      undefined,
    );
}

function fire(draft: Draft, timer: Timer): void {
  switch (timer.kind) {
    case 'retry':
      retry(draft, timer);
      return;
    case 'attempt': {
      const site = callSite(draft.plan, timer.step, timer.direction);
      if (site && isLatest(draft, site, timer.attempt)) failAttempt(draft, site, { kind: 'timeout' });
      return;
    }
    case 'await': {
      const step = definitionAt(draft.plan, timer.step);
      if (step?.kind === 'await') timeOutAwait(draft, step, timer.step);
      return;
    }
    case 'wait':
      record(draft, { type: 'wait-ended', step: timer.step });
      return;
    case 'deadline':
      passDeadline(draft);
      return;
  }
}

function retry(draft: Draft, { step, direction, attempt }: Extract<Timer, { kind: 'retry' }>): void {
  const site = callSite(draft.plan, step, direction);
  const call = callOf(draft.state, step, direction);
  if (site && call?.status === 'backing-off') sendAttempt(draft, site, attempt, call.input);
}

function passDeadline(draft: Draft): void {
  const { plan, state } = draft;
  const pending = pendingPaths(state);
  const consequence = consequenceOf(draft, pending.length);
  record(draft, { type: 'deadline-passed', consequence, ...(consequence === 'alert' && plan.definition.stuck) });
  if (consequence === 'unwind') for (const path of pending) abandon(draft, path, { kind: 'deadline' });
}

/** While it unwinds, the deadline still ends the waiting for answers to forward commands. */
function consequenceOf({ plan, state }: Draft, pending: number): 'unwind' | 'alert' | 'none' {
  if (state.status === 'unwinding' && pending === 0) return 'none';
  return canUnwind(plan, state) ? 'unwind' : 'alert';
}
