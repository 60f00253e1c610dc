import type { AwaitStep, DoStep, Step } from '../../model/index.js';
import { type SagaCase, type SagaMutant, type SagaMutation, withSaga, withStep } from './saga-case.js';

/** Mistakes in where the point of no return is. */
export const pivotMutations: readonly SagaMutation[] = [
  { id: 'pivot-earlier', mutants: (original) => moved(original, -1, 'earlier') },
  { id: 'pivot-later', mutants: (original) => moved(original, 1, 'later') },
  {
    id: 'drop-pivot',
    mutants: (original) =>
      original.saga.steps
        .filter(({ pivot }) => pivot)
        .map(({ name }) => withStep(original, 'no step is the pivot', name, (step) => marked(step, false))),
  },
  {
    id: 'fallible-behind-pivot',
    mutants: (original) => {
      const { steps } = original.saga;
      const at = steps.findIndex(({ pivot }) => pivot);
      return steps
        .slice(0, Math.max(at, 0))
        .filter((step) => mayFail(original, step))
        .map((step) => {
          const others = steps.filter((other) => other !== step);
          return withSaga(original, `${step.name} stands behind the pivot`, { steps: others.toSpliced(at, 0, step) });
        });
    },
  },
  {
    id: 'drop-optional',
    mutants: (original) =>
      original.saga.steps
        .filter(({ optional }) => optional)
        .map(({ name }) =>
          withStep(original, `${name} is not optional`, name, (step) =>
            canBePivot(step) ? { ...step, optional: false } : step,
          ),
        ),
  },
];

function canBePivot(step: Step | undefined): step is DoStep | AwaitStep {
  return step?.kind === 'do' || step?.kind === 'await';
}

function marked(step: Step, pivot: boolean): Step {
  return canBePivot(step) ? { ...step, pivot } : step;
}

function moved(original: SagaCase, by: 1 | -1, where: string): readonly SagaMutant[] {
  const { steps } = original.saga;
  const at = steps.findIndex(({ pivot }) => pivot);
  const target = steps[at + by];
  if (at === -1 || !canBePivot(target)) return [];
  const changed = steps.map((step) => (step.pivot || step === target ? marked(step, step === target) : step));
  return [withSaga(original, `the pivot is ${where}, at ${target.name}`, { steps: changed })];
}

function mayFail({ catalog }: SagaCase, step: Step): boolean {
  return step.kind === 'do' && (catalog.commands.get(step.command.name)?.failure.length ?? 0) > 0;
}
