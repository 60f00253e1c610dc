import { flattenSteps } from '../../model/flatten-steps.js';
import type { DoStep } from '../../model/index.js';
import { type SagaCase, type SagaMutation, withCommand, withEvent, withoutKeys, withStep } from './saga-case.js';
import { neverTrue, withRepeating } from './undo-mutations.js';

/** Mistakes in what commands do, in when steps run, and in how the saga ends. */
export const commandMutations: readonly SagaMutation[] = [
  {
    id: 'do-repeats',
    mutants: (original) =>
      doSteps(original)
        .filter((step) => hasEffect(original, step))
        .map(({ name, command }) => withRepeating(original, `${name} works twice when it comes twice`, command.name)),
  },
  {
    id: 'read-has-effect',
    mutants: (original) =>
      doSteps(original)
        .filter((step) => !hasEffect(original, step))
        .map(({ name, command }) =>
          withCommand(original, `${name} has an effect after all`, command.name, (known) => ({
            ...known,
            effect: 'some',
          })),
        ),
  },
  {
    id: 'failure-leaves-something',
    mutants: (original) =>
      doSteps(original)
        .filter((step) => step.undo === undefined && step.noUndo === undefined && hasEffect(original, step))
        .flatMap((step) => failuresOf(original, step).map((event) => ({ step, event })))
        .map(({ step, event }) =>
          withEvent(original, `${event} of ${step.name} may leave something behind`, event, { effect: 'unknown' }),
        ),
  },
  {
    id: 'retry-without-undo',
    mutants: (original) =>
      doSteps(original)
        .filter((step) => step.undo === undefined && hasEffect(original, step))
        .map(({ name }) =>
          withStep(original, `${name} is tried anew after silence, without an undo`, name, (step) => {
            if (step.kind !== 'do') return step;
            const on = { name: 'timeout', span: step.span };
            // biome-ignore lint/suspicious/noThenProperty: the word of the language; a text there makes nothing thenable.
            const handler = { on, steps: [], then: 'retry' as const };
            return { ...step, onFailure: [...step.onFailure.filter((known) => known.on.name !== 'timeout'), handler] };
          }),
        ),
  },
  {
    id: 'drop-handler',
    mutants: (original) =>
      doSteps(original).flatMap(({ name, onFailure }) =>
        onFailure.map(({ on }) =>
          withStep(original, `nothing deals with ${on.name} of ${name}`, name, (step) =>
            step.kind === 'do'
              ? { ...step, onFailure: step.onFailure.filter((known) => known.on.name !== on.name) }
              : step,
          ),
        ),
      ),
  },
  {
    id: 'step-never',
    mutants: (original) =>
      doSteps(original).map(({ name }) =>
        withGuard(original, `${name} has an impossible guard`, name, neverTrue(original)),
      ),
  },
  {
    id: 'guard-reads-absent',
    mutants: (original) =>
      doSteps(original).flatMap((step) => {
        const success = original.catalog.commands.get(step.command.name)?.success[0]?.name;
        const field = original.saga.correlation?.name;
        const text = `${success}.${field} != ''`;
        return [withGuard(original, `${step.name} asks for its own answer`, step.name, text)];
      }),
  },
  {
    id: 'drop-stuck',
    mutants: (original) =>
      original.saga.stuck === undefined ? [] : [withoutKeys(original, 'nobody is named for alerts', ['stuck'])],
  },
  ...(['complete', 'abort'] as const).map(
    (key): SagaMutation => ({
      id: `drop-${key}`,
      mutants: (original) => {
        const none = { ...original, saga: { ...original.saga, [key]: [] } };
        return original.saga[key].length === 0 ? [] : [withoutKeys(none, `no event of ${key}`, [])];
      },
    }),
  ),
];

function doSteps({ saga }: SagaCase): readonly DoStep[] {
  return flattenSteps(saga.steps).flatMap(({ step }) => (step.kind === 'do' ? [step] : []));
}

function hasEffect({ catalog }: SagaCase, { command }: DoStep): boolean {
  return catalog.commands.get(command.name)?.effect === 'some';
}

function failuresOf({ catalog }: SagaCase, { command }: DoStep): readonly string[] {
  return catalog.commands.get(command.name)?.failure.map(({ name }) => name) ?? [];
}

function withGuard(original: SagaCase, what: string, name: string, text: string) {
  return withStep(original, what, name, (step) => ({ ...step, when: { text, span: step.span } }));
}
