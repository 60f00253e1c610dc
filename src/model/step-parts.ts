import type { Span } from '../diagnostics/index.js';
import type { NameRef } from './element.js';
import type { Step, Undo } from './saga.js';

/** The sequences of steps inside a step: branches, the round of a loop, and what follows its failures. */
export function innerSequences(step: Step): readonly (readonly Step[])[] {
  switch (step.kind) {
    case 'parallel':
      return step.branches;
    case 'forEach':
      return [step.steps];
    case 'do':
    case 'await':
      return step.onFailure.map((handler) => handler.steps);
    case 'undo':
    case 'wait':
      return [];
  }
}

/** How a step is taken back, where it says so. */
export function undoOf(step: Step): Undo | undefined {
  return step.kind === 'do' || step.kind === 'undo' ? step.undo : undefined;
}

/** The commands that a step sends: its own, its undo and its check. */
export function commandRefsOf(step: Step): readonly NameRef[] {
  const own = step.kind === 'do' ? step.command : undefined;
  const check = step.kind === 'do' ? step.check : undefined;
  return [own, undoOf(step)?.command, check].filter((ref) => ref !== undefined);
}

/** The commands that a step sends on the way forth: its own and its check. */
export function forwardRefsOf(step: Step): readonly NameRef[] {
  return step.kind === 'do' ? [step.command, ...(step.check ? [step.check] : [])] : [];
}

/** The events that a step waits for, or that end its waiting or its rounds. */
export function awaitedBy(step: Step): readonly NameRef[] {
  if (step.kind === 'await') return [...step.events, ...step.failure];
  return (step.kind === 'wait' || step.kind === 'forEach') && step.until ? [step.until] : [];
}

/** The place that stands for a step in findings: its command, or the first event that it waits for. */
export function nameSpanOf(step: Step): Span {
  if (step.kind === 'do') return step.command.span;
  return step.kind === 'await' ? (step.events[0]?.span ?? step.span) : step.span;
}
