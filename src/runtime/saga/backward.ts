import type { ForEachStepDefinition, StepDefinition } from './definition.js';
import type { Draft } from './draft.js';
import { innerScope, scopeOfPath, stepPath, tryPath } from './paths.js';
import { undoOf } from './plan.js';
import { sendFirst } from './send.js';
import { callSite } from './sites.js';
import { type CallState, callOf, isGivenUp, isPending, type SagaState, stepOf } from './state.js';

/** `open`: an answer or a timer will move it on. */
export type UnwindProgress = 'done' | 'open';

/** Undoes a sequence from its end, one step after the other, and says whether it is through. */
export function goBackward(draft: Draft, steps: readonly StepDefinition[], scope: string): UnwindProgress {
  for (const step of steps.toReversed()) {
    if (stepBackward(draft, step, stepPath(scope, step.name)) === 'open') return 'open';
  }
  return 'done';
}

function stepBackward(draft: Draft, step: StepDefinition, path: string): UnwindProgress {
  switch (step.kind) {
    case 'do':
    case 'await':
      return triesBackward(draft, step, path);
    case 'undo':
      return undoStep(draft, step, path);
    case 'parallel':
      return together(step.branches.map((branch) => goBackward(draft, branch, scopeOfPath(path))));
    case 'forEach':
      return loopBackward(draft, step, path);
    case 'wait':
      return 'done';
  }
}

/** The last try first, and before each what its failure had led to. */
function triesBackward(
  draft: Draft,
  step: Extract<StepDefinition, { kind: 'do' | 'await' }>,
  base: string,
): UnwindProgress {
  for (let number = countOfTries(draft.state, base); number >= 1; number -= 1) {
    const path = tryPath(base, number);
    const handled = stepOf(draft.state, path)?.handled;
    const handler = step.onFailure.find((candidate) => candidate.on === handled?.on);
    if (handler && goBackward(draft, handler.steps, innerScope(base, number)) === 'open') return 'open';
    if (undoStep(draft, step, path) === 'open') return 'open';
  }
  return 'done';
}

function countOfTries(state: SagaState, base: string): number {
  let count = 0;
  while (stepOf(state, tryPath(base, count + 1)) !== undefined) count += 1;
  return count;
}

function loopBackward(draft: Draft, step: ForEachStepDefinition, path: string): UnwindProgress {
  const rounds = stepOf(draft.state, path)?.loop?.rounds ?? 0;
  const scopes = Array.from({ length: rounds }, (_, index) => innerScope(path, index + 1)).toReversed();
  if (step.parallel) return together(scopes.map((scope) => goBackward(draft, step.steps, scope)));
  return scopes.some((scope) => goBackward(draft, step.steps, scope) === 'open') ? 'open' : 'done';
}

function together(branches: readonly UnwindProgress[]): UnwindProgress {
  return branches.includes('open') ? 'open' : 'done';
}

function undoStep(draft: Draft, step: StepDefinition, path: string): UnwindProgress {
  // A branch whose answer is still out waits for it: what it says decides whether there is something to undo.
  if (isPending(callOf(draft.state, path, 'do'))) return 'open';
  return isPending(undoCall(draft, step, path)) ? 'open' : 'done';
}

/** Undoes what happened or may have; undefined where there is nothing to undo, or no way to. */
export function undoCall(draft: Draft, step: StepDefinition, path: string): CallState | undefined {
  const known = callOf(draft.state, path, 'undo');
  if (known !== undefined) return known;
  const site = callSite(draft.plan, path, 'undo');
  if (site === undefined || !needsUndo(draft.state, step, path)) return undefined;
  sendFirst(draft, site, undoOf(step)?.when);
  return callOf(draft.state, path, 'undo');
}

/** A step with only an undo stands for what the start message did. */
function needsUndo(state: SagaState, step: StepDefinition, path: string): boolean {
  if (step.kind === 'undo') return true;
  const call = callOf(state, path, 'do');
  return call?.status === 'succeeded' || (isGivenUp(call) && call?.mayHaveHappened === true);
}
