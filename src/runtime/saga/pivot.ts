import { nameOfPath } from './paths.js';
import { type SagaPlan, undoOf } from './plan.js';
import { pathsOf } from './sites.js';
import { callOf, isPending, type SagaState } from './state.js';

/**
 * The point of no return is behind: it has happened, or its guard was false or it was optional and the saga has gone on
 * to what comes after it, which nothing undoes.
 */
export function isPastPivot(plan: SagaPlan, state: SagaState): boolean {
  if (state.pivotPassed) return true;
  if (plan.afterPivot.size === 0) return false;
  return Object.entries(state.steps).some(
    ([path, step]) => step.do !== undefined && plan.afterPivot.has(nameOfPath(path)),
  );
}

/**
 * The point of no return was sent, cannot be undone, and nobody knows whether it happened: unwinding might undo what a
 * finished saga stands on.
 */
export function isPivotInDoubt(plan: SagaPlan, state: SagaState): boolean {
  const pivot = plan.pivot === undefined ? undefined : plan.steps.get(plan.pivot);
  if (pivot?.kind !== 'do' || pivot.undo !== undefined) return false;
  return pathsOf(state, pivot.name).some((path) => {
    const call = callOf(state, path, 'do');
    return isPending(call) || (call?.status === 'failed' && call.mayHaveHappened);
  });
}

/** Whether something that would undo the point of no return exists. */
export function isPivotUndoable(plan: SagaPlan): boolean {
  const pivot = plan.pivot === undefined ? undefined : plan.steps.get(plan.pivot);
  return pivot !== undefined && undoOf(pivot) !== undefined;
}

/** Once something went wrong before the point of no return, nothing new begins. */
export function mayBegin(plan: SagaPlan, state: SagaState): boolean {
  return state.cause === undefined || isPastPivot(plan, state);
}

/** Whether the saga can still be unwound: it is neither behind its point of no return nor in doubt about it. */
export function canUnwind(plan: SagaPlan, state: SagaState): boolean {
  return !isPastPivot(plan, state) && !isPivotInDoubt(plan, state);
}
