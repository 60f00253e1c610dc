import type { ForEachStepDefinition, StepDefinition } from '../runtime/saga/definition.js';

/**
 * Names of steps in the order in which they are undone. A list in the list holds sequences that are undone side by
 * side; a name with `?` behind it may or may not have been reached. A step that ran several times is named as often.
 */
export type UndoneSequence = readonly (string | readonly UndoneSequence[])[];

/** Rounds of a loop: those of a list are not known, and one stands for all. */
export function roundsOf({ items }: ForEachStepDefinition): number {
  return items.kind === 'const' && typeof items.value === 'number' ? items.value : 1;
}

/**
 * What is undone when `failing` fails: all before it, last first. `own` is what is undone of the step itself and of
 * what its failure led to.
 */
export function undoneBefore(steps: readonly StepDefinition[], failing: string, own: UndoneSequence): UndoneSequence {
  const index = steps.findIndex((step) => contains(step, failing));
  const step = steps[index];
  const done = undoneWhenDone(steps.slice(0, Math.max(index, 0)));
  return step === undefined ? done : [...undoneInside(step, failing, own), ...done];
}

/** What is undone of steps that all succeeded, last first. */
export function undoneWhenDone(steps: readonly StepDefinition[]): UndoneSequence {
  return steps.toReversed().flatMap(undoneOf);
}

/** The step in which it failed; a loop fails in its first round. */
function undoneInside(step: StepDefinition, failing: string, own: UndoneSequence): UndoneSequence {
  if (step.name === failing) return own;
  if (step.kind === 'forEach') return undoneBefore(step.steps, failing, own);
  if (step.kind !== 'parallel') return [];
  const undone = step.branches.map((branch) =>
    branch.some((inner) => contains(inner, failing)) ? undoneBefore(branch, failing, own) : undoneBeside(branch),
  );
  return sideBySide(undone);
}

/** A branch beside the failing one: its first step was sent at the same time, how far it came is chance. */
function undoneBeside(branch: readonly StepDefinition[]): UndoneSequence {
  const [first, ...rest] = branch;
  return first === undefined ? [] : [...undoneWhenDone(rest).map(unsure), ...undoneAtFirst(first)];
}

function undoneAtFirst(step: StepDefinition): UndoneSequence {
  if (step.kind === 'parallel') return sideBySide(step.branches.map(undoneBeside));
  if (step.kind !== 'forEach') return undoneOf(step);
  const [rounds, first] = [roundsOf(step), undoneBeside(step.steps)];
  if (step.parallel) return sideBySide(repeat(rounds, first));
  return [...repeat(rounds - 1, undoneWhenDone(step.steps).map(unsure)).flat(), ...first];
}

function undoneOf(step: StepDefinition): UndoneSequence {
  switch (step.kind) {
    case 'do':
      return step.undo ? [step.name] : [];
    case 'undo':
      return [step.name];
    case 'parallel':
      return sideBySide(step.branches.map(undoneWhenDone));
    case 'forEach': {
      const rounds = repeat(roundsOf(step), undoneWhenDone(step.steps));
      return step.parallel ? sideBySide(rounds) : rounds.flat();
    }
    case 'await':
    case 'wait':
      return [];
  }
}

/** The same sequence several times. */
export function repeat(times: number, sequence: UndoneSequence): readonly UndoneSequence[] {
  return Array.from({ length: times }, () => sequence);
}

/** One branch alone needs no list around it. */
function sideBySide(branches: readonly UndoneSequence[]): UndoneSequence {
  const filled = branches.filter((branch) => branch.length > 0);
  return filled.length > 1 ? [filled] : (filled[0] ?? []);
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
