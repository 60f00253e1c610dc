import { flattenSteps, type StepPlace } from './flatten-steps.js';
import { pivotOf } from './references/saga-places.js';
import type { SagaDef, Step } from './saga.js';
import { innerSequences } from './step-parts.js';

/**
 * The steps behind the marked point of no return, in order. Those beside it in a parallel group are not, nor is what
 * answers a failure of the pivot itself; without a marked pivot there are none.
 */
export function stepsAfterPivot(saga: SagaDef): readonly StepPlace[] {
  const behind = stepsBehindPivot(saga);
  return flattenSteps(saga.steps).filter(({ step }) => behind.has(step));
}

/** The same steps as `stepsAfterPivot`, to ask whether one is among them. */
export function stepsBehindPivot(saga: SagaDef): ReadonlySet<Step> {
  const pivot = pivotOf(saga);
  return new Set(pivot ? stepsAfter(saga.steps, pivot.step) : []);
}

function stepsAfter(steps: readonly Step[], pivot: Step): readonly Step[] {
  const index = steps.findIndex((step) => flattenSteps([step]).some((place) => place.step === pivot));
  const step = steps[index];
  if (step === undefined) return [];
  const inside = innerSequences(step).flatMap((sequence) => stepsAfter(sequence, pivot));
  return [...inside, ...flattenSteps(steps.slice(index + 1)).map((place) => place.step)];
}
