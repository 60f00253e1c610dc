import type { Catalog } from './catalog.js';
import { areBeside, flattenSteps, type StepPlace } from './flatten-steps.js';
import type { CommandDef } from './message.js';
import { isBeforePivot, pivotOf } from './references/saga-places.js';
import type { AwaitStep, DoStep, SagaDef, Step } from './saga.js';

/**
 * What can still unwind a saga once `step` has succeeded: later steps, those of branches beside it, those of the next
 * round of a loop around it. The steps come in order; only the ones up to the pivot count, for nothing unwinds behind it.
 */
export function unwindersAfter(catalog: Catalog, saga: SagaDef, step: Step): readonly Step[] {
  const places = flattenSteps(saga.steps);
  const at = places.findIndex((place) => place.step === step);
  const place = places[at];
  if (place === undefined) return [];
  const pivot = places.findIndex((one) => one.step.pivot);
  const last = pivot === -1 ? places.length - 1 : pivot;
  return places
    .filter((other, index) => (index > at && index <= last) || areBeside(place, other) || isNextRound(place, other))
    .filter((other) => other.step.kind !== 'undo' && canUnwind(catalog, other.step))
    .map((other) => other.step);
}

/** Whether an event of `cancelOn` can still unwind a saga while something is left to do behind `step`. */
export function canBeCancelledAfter(saga: SagaDef, step: Step): boolean {
  const steps = flattenSteps(saga.steps).map((place) => place.step);
  const pivot = steps.findIndex((one) => one.pivot);
  return saga.cancelOn.length > 0 && steps.indexOf(step) < (pivot === -1 ? steps.length - 1 : pivot);
}

/** The first step, up to the pivot, whose failure makes the saga unwind. */
export function firstUnwinder(catalog: Catalog, saga: SagaDef): Step | undefined {
  const pivot = pivotOf(saga)?.step;
  return flattenSteps(saga.steps).find(
    ({ step }) => canUnwind(catalog, step) && (step === pivot || isBeforePivot(saga, step)),
  )?.step;
}

/** Whether a failure of this step makes the saga unwind. */
export function canUnwind(catalog: Catalog, step: Step): boolean {
  if (step.optional) return false;
  switch (step.kind) {
    case 'do':
      return canCommandUnwind(catalog, step);
    case 'await':
      return (step.timeout !== undefined && !isHandled(step, 'timeout')) || hasUnhandled(step, step.failure);
    case 'undo':
    case 'parallel':
    case 'wait':
    case 'forEach':
      return false;
  }
}

/** A command unwinds by a failure event that nobody handles, or when it never answers; one that cannot fail, by neither. */
function canCommandUnwind(catalog: Catalog, step: DoStep): boolean {
  const command = catalog.commands.get(step.command.name);
  if (command === undefined) return true;
  if (hasUnhandled(step, command.failure)) return true;
  return !cannotFail(catalog, command) && !isHandled(step, 'timeout');
}

/** Whether the catalog says, on the command or on its success, that it cannot fail. */
export function cannotFail(catalog: Catalog, command: CommandDef): boolean {
  const successes = command.success.map((ref) => catalog.events.get(ref.name));
  return command.cannotFail !== undefined || successes.some((event) => event?.cannotFail !== undefined);
}

function hasUnhandled(step: DoStep | AwaitStep, failures: readonly { readonly name: string }[]): boolean {
  return failures.some((failure) => !isHandled(step, failure.name));
}

/** Whether the saga lives on with a failure (or `timeout`) of a step; rounds of trying again come to an end, and then it unwinds. */
export function isHandled(step: Pick<DoStep | AwaitStep, 'onFailure'>, failure: string): boolean {
  return step.onFailure.some(({ on, then: next }) => on.name === failure && (next === 'continue' || next === 'skip'));
}

function isNextRound(one: StepPlace, other: StepPlace): boolean {
  return one.inside.some((mine) => mine.kind === 'round' && other.inside.some((theirs) => theirs.of === mine.of));
}
