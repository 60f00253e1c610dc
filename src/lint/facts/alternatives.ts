import { readGuard } from '../../model/data-flow/guard.js';
import type { StepPlace } from '../../model/flatten-steps.js';
import type { Step } from '../../model/index.js';

/**
 * Whether one run may well do only one of two steps: each stands under a condition and they differ, or one answers a
 * failure of the other. Two conditions are not worked out, so the benefit of the doubt is theirs.
 */
export function mayBeAlternatives(one: StepPlace, other: StepPlace): boolean {
  if (answersFailureOf(one, other.step) || answersFailureOf(other, one.step) || areInRivalHandlers(one, other))
    return true;
  const [mine, theirs] = [guardsAround(one), guardsAround(other)];
  const [onlyMine, onlyTheirs] = [without(mine, theirs), without(theirs, mine)];
  return onlyMine.length > 0 && onlyTheirs.length > 0;
}

function guardsAround({ step, inside }: StepPlace): readonly string[] {
  const outer = new Set<Step>([...inside.map(({ of }) => of), step]);
  return [...outer].flatMap(({ when }) => (when ? [textOf(when.text)] : []));
}

function textOf(guard: string): string {
  const meaning = readGuard(guard);
  return meaning.kind === 'seen' ? `${meaning.negated ? 'not ' : ''}${meaning.message}` : meaning.cel.trim();
}

function without(texts: readonly string[], others: readonly string[]): readonly string[] {
  return texts.filter((text) => !others.includes(text));
}

function answersFailureOf({ inside }: StepPlace, step: Step): boolean {
  return inside.some(({ kind, of }) => kind === 'handler' && of === step);
}

/** Two failures of one step, of which one try has only one. */
function areInRivalHandlers(one: StepPlace, other: StepPlace): boolean {
  return one.inside.some(
    (mine) =>
      mine.kind === 'handler' &&
      other.inside.some(
        (theirs) => theirs.kind === 'handler' && theirs.of === mine.of && theirs.handler !== mine.handler,
      ),
  );
}
