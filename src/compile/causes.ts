import type { Catalog, SagaDef, Step } from '../model/index.js';
import { allSteps } from './compile-context.js';

/** What may make a saga unwind, as `undo.with` and `abort.with` name it. */
export interface Causes {
  /** Every name that may be written, `timeout`, `deadline`, `cancel` (by an operator) and `else` included. */
  readonly known: readonly string[];
  /** What a map must cover when it has no `else`. */
  readonly required: readonly string[];
}

/** Causes at the end of a saga, or for the undo of one of its steps: what comes before that step never undoes it. */
export function causesOf(catalog: Catalog, saga: SagaDef, undoOf?: Step): Causes {
  const steps = allSteps(saga.steps);
  const known = steps.flatMap((step) => [...failuresOf(catalog, step), ...timeoutsOf(step)]);
  const required = stepsInScope(saga, undoOf).flatMap((step) => requiredOf(catalog, step, step === undoOf));
  const cancels = saga.cancelOn.map((event) => event.name);
  return {
    known: unique([...known, ...cancels, 'timeout', 'deadline', 'cancel', 'else']),
    required: unique([...required, ...cancels, ...(saga.deadline ? ['deadline'] : [])]),
  };
}

/** Whether a step or an event of the saga is a name of nothing: what it could fail with is not known then. */
export function hasUnknownCauses(catalog: Catalog, saga: SagaDef): boolean {
  const events = allSteps(saga.steps).flatMap((step) => (step.kind === 'await' ? step.failure : []));
  return (
    [...events, ...saga.cancelOn].some(({ name }) => !catalog.events.has(name)) ||
    allSteps(saga.steps).some((step) => step.kind === 'do' && !catalog.commands.has(step.command.name))
  );
}

/** Whether a map with these causes covers `cause`: `timeout` speaks for every `X.timeout`. */
export function isCovered(cause: string, named: readonly string[]): boolean {
  return named.includes(cause) || named.includes('else') || (cause.endsWith('.timeout') && named.includes('timeout'));
}

/** Orders from the most special to `else`: an event, `X.timeout`, `timeout`, `deadline` and `cancel`, `else`. */
export function causeRank(cause: string): number {
  if (cause === 'else') return 3;
  if (cause === 'timeout' || cause === 'deadline' || cause === 'cancel') return 2;
  return cause.endsWith('.timeout') ? 1 : 0;
}

/** From the undone step on, up to the point of no return. */
function stepsInScope(saga: SagaDef, undoOf: Step | undefined): readonly Step[] {
  const begin = undoOf ? saga.steps.findIndex((step) => allSteps([step]).includes(undoOf)) : 0;
  const pivot = saga.steps.findIndex((step) => allSteps([step]).some((inner) => inner.pivot));
  const steps = saga.steps.slice(Math.max(begin, 0), pivot === -1 ? undefined : pivot + 1);
  return allSteps(steps.filter((step) => !step.optional)).filter((step) => !step.optional);
}

/** A step's own failures undo it only where they may have left something behind. */
function requiredOf(catalog: Catalog, step: Step, own: boolean): readonly string[] {
  if (step.kind !== 'do' && step.kind !== 'await') return [];
  // Rounds of trying again come to an end, and then the failure unwinds.
  const lived = step.onFailure.filter((handler) => handler.then === 'continue' || handler.then === 'skip');
  const handled = new Set(lived.map((handler) => handler.on.name));
  const failures = failuresOf(catalog, step).filter(
    (event) => !handled.has(event) && (!own || catalog.events.get(event)?.effect === 'unknown'),
  );
  return handled.has('timeout') ? failures : [...failures, ...timeoutsOf(step).slice(0, 1)];
}

function failuresOf(catalog: Catalog, step: Step): readonly string[] {
  if (step.kind === 'await') return step.failure.map((event) => event.name);
  if (step.kind !== 'do') return [];
  return catalog.commands.get(step.command.name)?.failure.map((event) => event.name) ?? [];
}

/** `Command.timeout` first; the step's own name and awaited events are understood as well. */
function timeoutsOf(step: Step): readonly string[] {
  if (step.kind === 'do') return unique([`${step.command.name}.timeout`, `${step.name}.timeout`]);
  if (step.kind !== 'await') return [];
  return unique([...step.events.map((event) => `${event.name}.timeout`), `${step.name}.timeout`]);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
