import { goBackward } from './backward.js';
import type { EmitDefinition } from './definition.js';
import { type Draft, record, viewFrom } from './draft.js';
import { goForward, type Progress } from './forward.js';
import { isCancellable, takeEarly } from './hear.js';
import { mapFields } from './mapping.js';
import { canUnwind } from './pivot.js';
import { parkingProblems, unwindingProblems } from './problems.js';
import { abandon } from './settle.js';
import { definitionAt, pendingPaths } from './sites.js';
import { type Cause, callOf, isPending, type SagaState } from './state.js';

/** Does everything that can be done now without another input. */
export function advance(draft: Draft): void {
  if (draft.state.status === 'running') advanceForward(draft);
  if (draft.state.status === 'unwinding') advanceBackward(draft);
}

function advanceForward(draft: Draft): void {
  const { plan } = draft;
  const missed = missedCause(draft);
  if (missed !== undefined) {
    unwind(draft, missed);
    return;
  }
  const progress = goAsFarAsPossible(draft);
  const { cause } = draft.state;
  if (progress === 'done') end(draft, 'complete');
  else if (cause !== undefined && canUnwind(plan, draft.state)) unwind(draft, cause);
  else if (progress === 'halted' && !isMoving(draft.state)) park(draft, parkingProblems(plan, draft.state));
}

/** Beside what has halted something may be open: later tries and steps of one whose late answer had to be undone. */
function isMoving({ steps }: SagaState): boolean {
  return Object.values(steps).some((step) => isPending(step.do) || isPending(step.undo));
}

/** What could not have its way while the point of no return was in doubt, and can now that it was refused. */
function missedCause({ plan, state }: Draft): Cause | undefined {
  const event = plan.definition.cancelOn.find((name) => Object.hasOwn(state.messages, name));
  if ((event === undefined && state.overdue !== true) || !isCancellable(plan, state)) return undefined;
  return event === undefined ? { kind: 'deadline' } : { kind: 'cancel', event };
}

/** An event that came early may open the way for more. */
function goAsFarAsPossible(draft: Draft): Progress {
  for (;;) {
    const kept = draft.state.early.length;
    const progress = goForward(draft, draft.plan.definition.steps, '');
    if (kept === 0) return progress;
    takeEarly(draft);
    if (draft.state.early.length === kept) return progress;
  }
}

function unwind(draft: Draft, cause: Cause): void {
  record(draft, { type: 'unwinding-started', cause });
  for (const path of pendingPaths(draft.state)) {
    if (!isAsked(draft, path)) abandon(draft, path, cause);
  }
}

/** Somebody has been asked and will answer, or run out of time: what comes of it decides what is to be undone. */
function isAsked({ plan, state }: Draft, path: string): boolean {
  const status = callOf(state, path, 'do')?.status;
  return definitionAt(plan, path)?.kind === 'do' && (status === 'waiting' || status === 'checking');
}

function advanceBackward(draft: Draft): void {
  if (goBackward(draft, draft.plan.definition.steps, '') === 'open') return;
  const problems = unwindingProblems(draft.plan, draft.state);
  if (problems.length > 0) park(draft, problems);
  else end(draft, 'abort');
}

function park(draft: Draft, problems: readonly string[]): void {
  record(draft, { type: 'saga-parked', problems, ...draft.plan.definition.stuck });
}

function end(draft: Draft, how: 'complete' | 'abort'): void {
  const emits = draft.plan.definition[how];
  for (const emit of emits) publish(draft, emit);
  answerStart(draft, emits);
  record(draft, { type: how === 'complete' ? 'saga-completed' : 'saga-aborted' });
}

/** What a step or an undo has already answered with is not published a second time. */
function publish(draft: Draft, { event, input }: EmitDefinition): void {
  if (Object.hasOwn(draft.state.messages, event)) return;
  record(draft, { type: 'event-published', event, data: mapFields(input, viewFrom(draft, '')) });
}

/** Whoever started the saga by a command learns how it ended, once. */
function answerStart(draft: Draft, emits: readonly EmitDefinition[]): void {
  const { replyTo: to, answered, messages } = draft.state;
  const event = emits[0]?.event;
  if (to === undefined || answered === true || event === undefined) return;
  record(draft, { type: 'start-answered', to, event, data: messages[event] ?? {} });
}
