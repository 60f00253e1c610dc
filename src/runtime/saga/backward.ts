import type { StepDefinition } from './definition.js';
import type { Draft } from './draft.js';
import { sendFirst } from './send.js';
import { callOf, isPending, type SagaState } from './state.js';
import { siteOf, undoOf } from './steps.js';

/** `open`: an answer or a timer will move it on. */
export type UnwindProgress = 'done' | 'open';

/** Undoes a sequence from its end, one step after the other, and says whether it is through. */
export function goBackward(draft: Draft, steps: readonly StepDefinition[]): UnwindProgress {
  for (const step of steps.toReversed()) {
    if (stepBackward(draft, step) === 'open') return 'open';
  }
  return 'done';
}

function stepBackward(draft: Draft, step: StepDefinition): UnwindProgress {
  switch (step.kind) {
    case 'do':
    case 'undo':
      return undoStep(draft, step);
    case 'parallel': {
      const branches = step.branches.map((branch) => goBackward(draft, branch));
      return branches.includes('open') ? 'open' : 'done';
    }
    case 'await':
    case 'wait':
    case 'forEach':
      throw new Error(`a saga with ${step.kind} must be refused before it starts`);
  }
}

function undoStep(draft: Draft, step: StepDefinition): UnwindProgress {
  const { name } = step;
  // A branch whose answer is still out waits for it: what it says decides whether there is something to undo.
  if (isPending(callOf(draft.state, name, 'do'))) return 'open';
  const site = siteOf(draft.plan, name, 'undo');
  if (site === undefined || !needsUndo(draft.state, step)) return 'done';
  if (callOf(draft.state, name, 'undo') === undefined) sendFirst(draft, site, undoOf(step)?.when);
  return isPending(callOf(draft.state, name, 'undo')) ? 'open' : 'done';
}

/** What happened or may have; a step with only an undo stands for what the start message did. */
function needsUndo(state: SagaState, step: StepDefinition): boolean {
  if (step.kind === 'undo') return true;
  const call = callOf(state, step.name, 'do');
  return call?.status === 'succeeded' || (call?.status === 'failed' && call.mayHaveHappened);
}
