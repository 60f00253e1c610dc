import { describeError } from '../errors.js';
import type { DoStepDefinition, ParallelStepDefinition, StepDefinition } from './definition.js';
import { type Draft, record } from './draft.js';
import { holds } from './guard.js';
import { sendFirst } from './send.js';
import { type CallState, callOf, type SagaState } from './state.js';
import { allSteps, isPastPivot, siteOf } from './steps.js';

/** `open`: an answer or a timer will move it on. `halted`: nothing will. */
export type Progress = 'done' | 'open' | 'halted';

/** Sends what can be sent of a sequence of steps, and says how far it is. */
export function goForward(draft: Draft, steps: readonly StepDefinition[]): Progress {
  for (const step of steps) {
    const progress = stepForward(draft, step);
    if (progress !== 'done') return progress;
  }
  return 'done';
}

function stepForward(draft: Draft, step: StepDefinition): Progress {
  switch (step.kind) {
    case 'do':
      return doForward(draft, step);
    case 'parallel':
      return parallelForward(draft, step);
    case 'undo':
      return 'done';
    case 'await':
    case 'wait':
    case 'forEach':
      throw new Error(`a saga with ${step.kind} must be refused before it starts`);
  }
}

function doForward(draft: Draft, step: DoStepDefinition): Progress {
  if (callOf(draft.state, step.name, 'do') === undefined) {
    const site = siteOf(draft.plan, step.name, 'do');
    if (site === undefined || !mayBegin(draft)) return 'halted';
    sendFirst(draft, site, step.when);
  }
  return progressOf(callOf(draft.state, step.name, 'do'), step.optional);
}

function progressOf(call: CallState | undefined, optional: boolean): Progress {
  switch (call?.status) {
    case 'succeeded':
    case 'skipped':
      return 'done';
    case 'waiting':
    case 'backing-off':
      return 'open';
    case 'failed':
      return optional ? 'done' : 'halted';
    case 'blocked':
    case undefined:
      return 'halted';
  }
}

function parallelForward(draft: Draft, step: ParallelStepDefinition): Progress {
  const entry = enterGroup(draft, step);
  if (entry !== 'entered') return entry;
  const branches = step.branches.map((branch) => goForward(draft, branch));
  return branches.find((branch) => branch === 'open') ?? branches.find((branch) => branch === 'halted') ?? 'done';
}

/** A group's guard is asked once: messages that come later must not take a begun group back. */
function enterGroup(draft: Draft, step: ParallelStepDefinition): 'entered' | Progress {
  const own = callOf(draft.state, step.name, 'do');
  if (own !== undefined) return progressOf(own, false);
  if (step.when === undefined || hasBegun(draft.state, step)) return 'entered';
  if (!mayBegin(draft)) return 'halted';
  try {
    if (holds(draft.plan.definition, draft.state, step.when)) return 'entered';
    record(draft, { type: 'step-skipped', step: step.name, direction: 'do' });
  } catch (error) {
    record(draft, { type: 'step-blocked', step: step.name, direction: 'do', error: describeError(error) });
  }
  return progressOf(callOf(draft.state, step.name, 'do'), false);
}

function hasBegun(state: SagaState, step: ParallelStepDefinition): boolean {
  return allSteps(step.branches.flat()).some(({ name }) => Object.hasOwn(state.steps, name));
}

/** Once something went wrong before the point of no return, nothing new begins. */
function mayBegin({ plan, state }: Draft): boolean {
  return state.cause === undefined || isPastPivot(plan, state);
}
