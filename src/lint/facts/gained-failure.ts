import { appendToList, type Edits } from '../../edit/index.js';
import { flattenSteps, isBeforePivot, pivotOf, sagasUsing } from '../../model/graph.js';
import type { Catalog, CommandDef, SagaDef, Step } from '../../model/index.js';
import { mappingsOf } from './saga-mappings.js';

/** Names an event under the `failure` of a command; undefined where it is said not to fail, or where its sagas would have to follow. */
export function failureEdits(catalog: Catalog, command: CommandDef, event: string): Edits {
  if (command.cannotFail !== undefined || command.node.kind !== 'map') return undefined;
  if (!mayGainFailure(catalog, command, event)) return undefined;
  return appendToList(catalog.texts, command.node, 'failure', [event], 'success');
}

/**
 * Whether a command may get one more failure event without a saga that uses it having to be changed as well: no map by
 * causes misses it, and no step behind a pivot becomes one that fails. A repair that does not ask adds it only then.
 */
function mayGainFailure(catalog: Catalog, command: CommandDef, event: string): boolean {
  return sagasUsing(catalog, command.id).every(
    (saga) =>
      isKnownCause(saga, event) && flattenSteps(saga.steps).every(({ step }) => mayFail(saga, step, command, event)),
  );
}

/** A saga that tells causes apart has to name a new one: somewhere, and wherever there is no `else`. */
function isKnownCause(saga: SagaDef, event: string): boolean {
  const maps = mappingsOf(saga).flatMap(({ with: mappings }) =>
    mappings.flatMap(({ value }) =>
      value.kind === 'cause' ? [new Set(value.cases.map(({ cause }) => cause.name))] : [],
    ),
  );
  const isCovered = maps.every((causes) => causes.has(event) || causes.has('else'));
  return isCovered && (maps.length === 0 || maps.some((causes) => causes.has(event)));
}

function mayFail(saga: SagaDef, step: Step, command: CommandDef, event: string): boolean {
  if (step.kind !== 'do' || step.command.name !== command.id || step.optional) return true;
  if (step.onFailure.some(({ on }) => on.name === event)) return true;
  return isBeforePivot(saga, step) || pivotOf(saga)?.step === step;
}
