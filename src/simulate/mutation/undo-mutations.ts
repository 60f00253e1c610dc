import { flattenSteps } from '../../model/flatten-steps.js';
import type { DoStep, Step, Undo } from '../../model/index.js';
import { type SagaCase, type SagaMutant, type SagaMutation, withCommand, withoutLimit, withStep } from './saga-case.js';

type Undone = DoStep & { readonly undo: Undo };

/** Mistakes in how steps are undone. */
export const undoMutations: readonly SagaMutation[] = [
  {
    id: 'drop-undo',
    mutants: (original) =>
      flattenSteps(original.saga.steps).flatMap(({ step }) =>
        'undo' in step ? [withStep(original, `nothing undoes ${step.name}`, step.name, withoutUndo)] : [],
      ),
  },
  {
    id: 'swap-undos',
    mutants: (original) =>
      pairsOf(undoneSteps(original)).map(([one, other]) => {
        const first = withUndo(original, '', one.name, other.undo);
        return withUndo(first, `the undos of ${one.name} and ${other.name} have changed places`, other.name, one.undo);
      }),
  },
  {
    id: 'copy-undo',
    mutants: (original) =>
      pairsOf(undoneSteps(original)).map(([one, other]) =>
        withUndo(original, `${other.name} has the undo of ${one.name}`, other.name, one.undo),
      ),
  },
  {
    id: 'undo-asks-for-success',
    mutants: (original) =>
      undoneSteps(original).flatMap((step) => {
        const success = original.catalog.commands.get(step.command.name)?.success[0]?.name;
        const what = `${step.name} is undone only when its success is known`;
        return success === undefined ? [] : [withGuardedUndo(original, what, step, success)];
      }),
  },
  {
    id: 'undo-never',
    mutants: (original) =>
      undoneSteps(original).map((step) =>
        withGuardedUndo(original, `the undo of ${step.name} has an impossible guard`, step, neverTrue(original)),
      ),
  },
  {
    id: 'undo-for-ever',
    mutants: (original) =>
      undoneSteps(original).flatMap((step) => {
        const retry = step.undo.retry ?? original.catalog.commands.get(step.undo.command.name)?.retry;
        if (retry === undefined) return [];
        const undo = { ...step.undo, retry: withoutLimit(retry) };
        return [withUndo(original, `${step.name} is undone for ever`, step.name, undo)];
      }),
  },
  {
    id: 'undo-repeats',
    mutants: (original) =>
      undoneSteps(original).map((step) =>
        withRepeating(original, `the undo of ${step.name} works twice when it comes twice`, step.undo.command.name),
      ),
  },
];

/** A guard that no run makes true: the start has always come. */
export function neverTrue({ saga }: SagaCase): string {
  return `not ${saga.start?.name ?? ''}`;
}

/** The command works again whenever it comes again: what it calls does not know the key. */
export function withRepeating(original: SagaCase, what: string, command: string): SagaMutant {
  return withCommand(original, what, command, (known) => ({
    ...known,
    calls: [{ service: { name: known.handler?.name ?? '', span: known.nameSpan }, idempotentBy: [] }],
  }));
}

function undoneSteps({ saga }: SagaCase): readonly Undone[] {
  return flattenSteps(saga.steps).flatMap(({ step }) =>
    step.kind === 'do' && step.undo !== undefined ? [{ ...step, undo: step.undo }] : [],
  );
}

/** Each pair of steps with different undos, once. */
function pairsOf(steps: readonly Undone[]): readonly (readonly [Undone, Undone])[] {
  return steps.flatMap((one, index) =>
    steps
      .slice(index + 1)
      .filter((other) => other.undo.command.name !== one.undo.command.name)
      .map((other) => [one, other] as const),
  );
}

function withUndo(original: SagaCase, what: string, name: string, undo: Undo): SagaMutant {
  return withStep(original, what, name, (step) => (step.kind === 'do' ? { ...step, undo } : step));
}

function withGuardedUndo(original: SagaCase, what: string, { name, undo }: Undone, text: string): SagaMutant {
  return withUndo(original, what, name, { ...undo, when: { text, span: undo.span } });
}

/** A step that has nothing but an undo goes with it. */
function withoutUndo(step: Step): Step | undefined {
  if (step.kind !== 'do') return step.kind === 'undo' ? undefined : step;
  const { undo: _undo, ...rest } = step;
  return rest;
}
