import type { StepDefinition } from '../runtime/saga/definition.js';

/**
 * Names of steps in the order in which they are undone. A list in the list holds sequences that are undone side by
 * side; a name with `?` behind it may or may not have been reached.
 */
export type UndoneSequence = readonly (string | readonly UndoneSequence[])[];

/** What is undone when `failing` fails: all before it, last first, and the step itself if it may have happened. */
export function undoneBefore(steps: readonly StepDefinition[], failing: string, itself: boolean): UndoneSequence {
  const index = steps.findIndex((step) => contains(step, failing));
  const done = steps.slice(0, Math.max(index, 0)).flatMap(undoneWhenDone);
  const last = steps[index];
  const own = last === undefined ? [] : undoneInside(last, failing, itself);
  return [...done, ...own].toReversed();
}

/** The step in which it failed. */
function undoneInside(step: StepDefinition, failing: string, itself: boolean): UndoneSequence {
  if (step.name === failing) return itself ? [step.name] : [];
  if (step.kind === 'forEach') return undoneBefore(step.steps, failing, itself).toReversed();
  if (step.kind !== 'parallel') return [];
  return sideBySide(
    step.branches.map((branch) =>
      branch.some((inner) => contains(inner, failing)) ? undoneBefore(branch, failing, itself) : undoneBeside(branch),
    ),
  );
}

/** A branch beside the failing one: its first step was sent at the same time, how far it came is chance. */
function undoneBeside(branch: readonly StepDefinition[]): UndoneSequence {
  const [first, ...rest] = branch;
  const sent =
    first?.kind === 'parallel' ? sideBySide(first.branches.map(undoneBeside)) : first ? undoneWhenDone(first) : [];
  return [...sent, ...rest.flatMap(undoneWhenDone).map(unsure)].toReversed();
}

/** Forward order: the caller turns the whole around. */
function undoneWhenDone(step: StepDefinition): UndoneSequence {
  switch (step.kind) {
    case 'do':
      return step.undo ? [step.name] : [];
    case 'undo':
      return [step.name];
    case 'parallel':
      return sideBySide(step.branches.map((branch) => branch.flatMap(undoneWhenDone).toReversed()));
    case 'forEach':
      return step.steps.flatMap(undoneWhenDone).map(unsure);
    case 'await':
    case 'wait':
      return [];
  }
}

/** One branch alone needs no list around it. */
function sideBySide(branches: readonly UndoneSequence[]): UndoneSequence {
  const filled = branches.filter((branch) => branch.length > 0);
  return filled.length > 1 ? [filled] : (filled[0]?.toReversed() ?? []);
}

function unsure(undone: UndoneSequence[number]): UndoneSequence[number] {
  if (typeof undone !== 'string') return undone.map((branch) => branch.map(unsure));
  return undone.endsWith('?') ? undone : `${undone}?`;
}

function contains(step: StepDefinition, name: string): boolean {
  if (step.name === name) return true;
  if (step.kind === 'parallel') return step.branches.some((branch) => branch.some((inner) => contains(inner, name)));
  return step.kind === 'forEach' && step.steps.some((inner) => contains(inner, name));
}
