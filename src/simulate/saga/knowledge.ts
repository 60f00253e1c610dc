import { flattenSteps } from '../../model/flatten-steps.js';
import type { Catalog, SagaDef } from '../../model/index.js';
import type { SagaPlan } from '../../runtime/saga/plan.js';

/** Commands that do their work again when they come again: what they call does not recognise a second call. */
export function repeatingCommands(catalog: Catalog, plan: SagaPlan): ReadonlySet<string> {
  const commands = plan.commands.map(({ command }) => command);
  return new Set(
    commands.filter((id) => catalog.commands.get(id)?.calls.some((call) => call.idempotentBy.length === 0)),
  );
}

/** Steps whose effect may stay when the saga unwinds: the design says so, or they are themselves the answer to a failure. */
export function keptSteps(saga: SagaDef): ReadonlySet<string> {
  const kept = flattenSteps(saga.steps).filter(({ step, inside }) => {
    const answersFailure = inside.some((outer) => outer.kind === 'handler' && outer.handler.then === 'unwind');
    return answersFailure || (step.kind === 'do' && step.noUndo !== undefined);
  });
  return new Set(kept.map(({ step }) => step.name));
}
