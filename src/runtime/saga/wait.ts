import type { WaitStepDefinition, WaitTime } from './definition.js';
import { type Draft, record, viewFrom } from './draft.js';
import type { Progress } from './forward.js';
import { holds } from './guard.js';
import { type MappingContext, readSource } from './mapping.js';
import { tryOrBlock } from './send.js';
import { callOf } from './state.js';
import { timeFrom } from './time-from.js';

/** Begins a pause if it has not begun, and says whether it is over. */
export function waitForward(draft: Draft, step: WaitStepDefinition, path: string): Progress {
  if (callOf(draft.state, path, 'do') === undefined) beginWait(draft, step, path);
  const status = callOf(draft.state, path, 'do')?.status;
  if (status === 'waiting') return 'open';
  return status === 'succeeded' || status === 'skipped' ? 'done' : 'halted';
}

function beginWait(draft: Draft, step: WaitStepDefinition, path: string): void {
  const dueAt = tryOrBlock(draft, { step: path, direction: 'do' }, () => {
    const view = viewFrom(draft, path);
    return step.when === undefined || holds(step.when, view) ? dueAtOf(step.for, view) : 'skip';
  });
  if (dueAt === 'skip') record(draft, { type: 'step-skipped', step: path, direction: 'do' });
  if (typeof dueAt !== 'number') return;
  record(draft, { type: 'wait-started', step: path, dueAt });
  if (dueAt <= draft.now) record(draft, { type: 'wait-ended', step: path });
}

/** Throws where the value is absent, or says no time. */
function dueAtOf(time: WaitTime, view: MappingContext): number {
  if (time.kind === 'duration') return view.now + time.ms;
  const value = readSource(time.from, view);
  const at = typeof value === 'string' ? timeFrom(value, view.now) : undefined;
  if (at !== undefined) return at + time.plusMs;
  throw new Error(`${JSON.stringify(value) ?? 'an absent value'} is neither a duration nor a time to wait for`);
}
