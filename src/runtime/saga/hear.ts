import { endAwait } from './await.js';
import { type Draft, record } from './draft.js';
import type { EventInput } from './input.js';
import { cutLoop, hasRoundsToCome } from './loop.js';
import { canUnwind } from './pivot.js';
import { eventsAwaitedBy, type SagaPlan } from './plan.js';
import { definitionAt } from './sites.js';
import { callOf, isFinished, type SagaState, stepOf } from './state.js';

/**
 * Takes an event of the outside: it cancels the saga, ends whatever waits for it now, is kept for a step that will, or
 * is noted; what nobody wants is on record as ignored.
 */
export function hear(draft: Draft, { event, data }: EventInput): void {
  const { plan, state } = draft;
  const { hears, cancelOn } = plan.definition;
  if (cancelOn.includes(event) && isCancellable(plan, state)) {
    record(draft, { type: 'event-received', event, data, use: 'cancels' });
    return;
  }
  const waiting = state.status === 'running' ? waitingFor(plan, state, event) : [];
  const isNoted = !isFinished(state) && (waiting.length > 0 || hears.includes(event) || cancelOn.includes(event));
  const isForLater = waiting.length === 0 && isKept(plan, state, event);
  if (isNoted) record(draft, { type: 'event-received', event, data, use: 'noted' });
  if (isForLater) record(draft, { type: 'event-received', event, data, use: 'kept' });
  if (!isNoted && !isForLater) record(draft, { type: 'event-received', event, data, use: 'ignored' });
  for (const path of waiting) endWaiting(draft, path, event);
}

/** Gives the oldest kept event that something waits for by now to all that do. */
export function takeEarly(draft: Draft): void {
  const { plan, state } = draft;
  for (const { event } of state.early) {
    const waiting = waitingFor(plan, state, event).filter((path) => takesEarly(plan, path));
    const [step] = waiting;
    if (step === undefined) continue;
    record(draft, { type: 'event-taken', step, event });
    for (const path of waiting) endWaiting(draft, path, event);
    return;
  }
}

/** Whether a cancel event or the deadline can have its way: nothing has gone wrong so far, and the point of no return is not behind; it may be parked there. */
export function isCancellable(plan: SagaPlan, state: SagaState): boolean {
  return goesForward(state) && state.cause === undefined && canUnwind(plan, state);
}

function goesForward({ status, parkedFrom }: SagaState): boolean {
  return (parkedFrom ?? status) === 'running';
}

/** Paths of what the event ends now, in every branch. */
export function waitingFor(plan: SagaPlan, state: SagaState, event: string): readonly string[] {
  return Object.keys(state.steps).filter((path) => {
    const step = definitionAt(plan, path);
    if (step === undefined || !eventsAwaitedBy(step).includes(event)) return false;
    if (step.kind === 'forEach') return hasRoundsToCome(state, path);
    return callOf(state, path, 'do')?.status === 'waiting';
  });
}

function endWaiting(draft: Draft, path: string, event: string): void {
  const step = definitionAt(draft.plan, path);
  if (step?.kind === 'await') endAwait(draft, step, path, event);
  else if (step?.kind === 'wait') record(draft, { type: 'wait-ended', step: path, event });
  else if (step?.kind === 'forEach') cutLoop(draft, path, event);
}

function takesEarly(plan: SagaPlan, path: string): boolean {
  const step = definitionAt(plan, path);
  return step?.kind !== 'await' || step.early === 'keep';
}

/** Some step will want it: it has not been reached yet, or an operator may let it wait once more. */
function isKept(plan: SagaPlan, state: SagaState, event: string): boolean {
  if (!goesForward(state)) return false;
  return [...plan.steps.values()].some((step) => {
    if (!eventsAwaitedBy(step).includes(event) || !takesEarly(plan, step.name)) return false;
    const call = callOf(state, step.name, 'do');
    if (state.status === 'stuck' && call?.status === 'failed') return true;
    return plan.repeated.has(step.name) || (call === undefined && stepOf(state, step.name)?.loop === undefined);
  });
}
