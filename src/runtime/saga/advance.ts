import { goBackward } from './backward.js';
import type { EmitDefinition } from './definition.js';
import { type Draft, record } from './draft.js';
import { goForward } from './forward.js';
import { mapFields } from './mapping.js';
import { parkingProblems, unwindingProblems } from './problems.js';
import { giveUp } from './settle.js';
import { callOf } from './state.js';
import { isPastPivot, isPivotInDoubt, pendingSites } from './steps.js';

/** Does everything that can be done now without another input. */
export function advance(draft: Draft): void {
  if (draft.state.status === 'running') advanceForward(draft);
  if (draft.state.status === 'unwinding') advanceBackward(draft);
}

function advanceForward(draft: Draft): void {
  const { definition } = draft.plan;
  const progress = goForward(draft, definition.steps);
  if (progress === 'done') complete(draft);
  else if (mustUnwind(draft)) beginUnwinding(draft);
  else if (progress === 'halted') park(draft, parkingProblems(draft.plan, draft.state));
}

function complete(draft: Draft): void {
  publishAll(draft, draft.plan.definition.complete);
  record(draft, { type: 'saga-completed' });
}

function mustUnwind(draft: Draft): boolean {
  const { state, plan } = draft;
  return state.cause !== undefined && !isPastPivot(plan, state) && !isPivotInDoubt(plan, state);
}

function beginUnwinding(draft: Draft): void {
  const { cause } = draft.state;
  if (cause === undefined) return;
  record(draft, { type: 'unwinding-started', cause });
  for (const site of pendingSites(draft.plan, draft.state)) {
    const call = callOf(draft.state, site.step, 'do');
    if (call?.status === 'backing-off') giveUp(draft, site, cause, call.mayHaveHappened);
  }
}

function advanceBackward(draft: Draft): void {
  if (goBackward(draft, draft.plan.definition.steps) === 'open') return;
  const problems = unwindingProblems(draft.plan, draft.state);
  if (problems.length > 0) {
    park(draft, problems);
    return;
  }
  publishAll(draft, draft.plan.definition.abort);
  record(draft, { type: 'saga-aborted' });
}

function park(draft: Draft, problems: readonly string[]): void {
  record(draft, { type: 'saga-parked', problems, ...draft.plan.definition.stuck });
}

/** What a step or an undo has already answered with is not published a second time. */
function publishAll(draft: Draft, emits: readonly EmitDefinition[]): void {
  for (const { event, input } of emits) {
    if (Object.hasOwn(draft.state.messages, event)) continue;
    const { state, now } = draft;
    record(draft, { type: 'event-published', event, data: mapFields(input, { state, now, cause: state.cause }) });
  }
}
