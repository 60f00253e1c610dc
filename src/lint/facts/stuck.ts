import type { Fix, Span } from '../../diagnostics/index.js';
import { addToMap } from '../../edit/index.js';
import { nodeAt } from '../../language/node.js';
import { stepsAfterPivot, stepsBehindPivot } from '../../model/after-pivot.js';
import { flattenSteps, pivotOf } from '../../model/graph.js';
import type { Catalog, CommandDef, RetryPolicy, SagaDef } from '../../model/index.js';
import { isEndless } from '../../model/saga-duration.js';
import { nameSpanOf, undoOf } from '../../model/step-parts.js';
import { cannotFail, firstUnwinder, isHandled } from '../../model/unwinding.js';

/** Something that can park a saga: the end of a sentence, and its place. */
export interface ParkCause {
  readonly text: string;
  readonly span: Span;
}

/** The first way in which an instance can be parked as stuck, if there is one. */
export function parkCause(catalog: Catalog, saga: SagaDef): ParkCause | undefined {
  return failingUndo(catalog, saga) ?? openPivot(catalog, saga) ?? failingAfterPivot(catalog, saga);
}

function failingUndo(catalog: Catalog, saga: SagaDef): ParkCause | undefined {
  const canTurnBack = saga.cancelOn.length > 0 || firstUnwinder(catalog, saga) !== undefined;
  if (!canTurnBack) return undefined;
  const behind = stepsBehindPivot(saga);
  for (const { step } of flattenSteps(saga.steps)) {
    const undo = undoOf(step);
    const command = undo && !behind.has(step) ? catalog.commands.get(undo.command.name) : undefined;
    if (undo && command && canGiveUp(catalog, command, undo.retry)) {
      return { text: `the undo \`${command.id}\` fails`, span: undo.command.span };
    }
  }
  return undefined;
}

/** A pivot without an undo that never answers is neither taken back nor passed. */
function openPivot(catalog: Catalog, saga: SagaDef): ParkCause | undefined {
  const pivot = pivotOf(saga)?.step ?? saga.steps.findLast((step) => !step.optional);
  if (pivot?.kind !== 'do' || pivot.undo) return undefined;
  const command = catalog.commands.get(pivot.command.name);
  if (command === undefined || command.effect === 'none' || isHandled(pivot, 'timeout')) return undefined;
  if (!canGiveUp(catalog, command)) return undefined;
  return { text: `\`${pivot.name}\` never answers`, span: pivot.command.span };
}

/** Behind the pivot, what fails for good parks the saga. */
function failingAfterPivot(catalog: Catalog, saga: SagaDef): ParkCause | undefined {
  for (const { step } of stepsAfterPivot(saga)) {
    if (step.optional) continue;
    if (step.kind === 'await' && (step.failure.length > 0 || (step.timeout && !isHandled(step, 'timeout')))) {
      return { text: `\`${step.name}\` does not come`, span: nameSpanOf(step) };
    }
    if (step.kind !== 'do') continue;
    const command = catalog.commands.get(step.command.name);
    if (command && canGiveUp(catalog, command) && !isHandled(step, 'timeout')) {
      return { text: `\`${step.name}\` fails behind the pivot`, span: step.command.span };
    }
  }
  return undefined;
}

/** Whether a command comes to the end of its attempts; what cannot fail, or is tried for ever, does not. */
function canGiveUp(catalog: Catalog, command: CommandDef, retry: RetryPolicy = command.retry): boolean {
  return !cannotFail(catalog, command) && !isEndless(retry);
}

/** Writes the team that owns the saga's service as the one to wake; undefined where nobody owns it. */
export function alertFix(catalog: Catalog, saga: SagaDef): Fix | undefined {
  const alert = catalog.services.get(saga.service?.name ?? '')?.owner;
  if (alert === undefined) return undefined;
  const stuck = nodeAt(saga.node, 'stuck');
  const edits = stuck
    ? addToMap(catalog.texts, stuck, { alert })
    : addToMap(catalog.texts, saga.node, { stuck: { alert } });
  return edits && { title: `Alert \`${alert}\` when it is stuck`, safety: 'safe', edits };
}
