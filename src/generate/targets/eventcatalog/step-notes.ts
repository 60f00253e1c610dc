import type { Step } from '../../../model/index.js';
import { undoOf } from '../../../model/step-parts.js';
import type { CatalogView } from './catalog-view.js';
import { distinct, type Edge, labelled } from './flow-step.js';

/** The arrows to what is undone first once these steps are done: the undo of the last of them that has one. */
export function undoEntries(steps: readonly Step[], below: readonly Edge[]): readonly Edge[] {
  return steps.reduce((entries, step) => undoEntriesOf(step, entries), below);
}

function undoEntriesOf(step: Step, below: readonly Edge[]): readonly Edge[] {
  if (undoOf(step)) return [{ id: undoId(step) }];
  if (step.kind === 'forEach') return undoEntries(step.steps, below);
  if (step.kind !== 'parallel') return below;
  const branches = step.branches.map((branch) => undoEntries(branch, below)).filter((entries) => entries !== below);
  return branches.length === 0 ? below : distinct(branches.flat());
}

/** Id of the node that undoes a step. */
export function undoId(step: Step): string {
  return `${step.name}/undo`;
}

/** A step with a guard may be passed by. */
export function guarded(step: Step, entries: readonly Edge[], next: readonly Edge[]): readonly Edge[] {
  if (!step.when) return entries;
  return [...labelled(entries, `if ${step.when.text}`), ...labelled(next, 'else')];
}

/** What a reader should know of a step beside its arrows. */
export function stepSummary(step: Step): { readonly summary?: string } {
  const parts = [
    ...(step.pivot ? ['The point of no return.'] : []),
    ...(step.optional ? ['Its failure never unwinds the saga.'] : []),
    ...(step.kind === 'do' && step.noUndo !== undefined ? [`No undo: ${step.noUndo}`] : []),
  ];
  return parts.length === 0 ? {} : { summary: parts.join(' ') };
}

/** Whether a failure event is worth another attempt. */
export function retrySummary({ catalog }: CatalogView, event: string): { readonly summary?: string } {
  return catalog.events.get(event)?.retryable ? { summary: 'Worth another attempt before it counts.' } : {};
}
