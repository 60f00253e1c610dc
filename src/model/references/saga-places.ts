import { areBeside, flattenSteps, type StepPlace } from '../flatten-steps.js';
import type { SagaDef, Step } from '../saga.js';
import { commandRefsOf } from '../step-parts.js';

/** Names of the commands that a saga sends: steps, undos and checks, in order, each as often as it stands there. */
export function commandsOf(saga: SagaDef): readonly string[] {
  return flattenSteps(saga.steps).flatMap(({ step }) => commandRefsOf(step).map((ref) => ref.name));
}

/** The step that is marked as the point of no return; the first one where there are several. */
export function pivotOf(saga: SagaDef): StepPlace | undefined {
  return flattenSteps(saga.steps).find(({ step }) => step.pivot);
}

/**
 * Whether a failure can still unwind the saga after `step` has succeeded. Without a marked pivot the last success is
 * the pivot, so every step counts. A step in a branch beside the pivot can be undone as long as the pivot has not come.
 */
export function isBeforePivot(saga: SagaDef, step: Step): boolean {
  const pivot = pivotOf(saga);
  if (pivot === undefined) return true;
  if (pivot.step === step) return false;
  const top = (wanted: Step) =>
    saga.steps.findIndex((one) => flattenSteps([one]).some((place) => place.step === wanted));
  const [at, end] = [top(step), top(pivot.step)];
  return at < end || (at === end && comesBefore(saga, step, pivot));
}

function comesBefore(saga: SagaDef, step: Step, pivot: StepPlace): boolean {
  const places = flattenSteps(saga.steps);
  const at = places.findIndex((place) => place.step === step);
  const place = places[at];
  return (
    (place !== undefined && areBeside(place, pivot)) || at < places.findIndex((place) => place.step === pivot.step)
  );
}
