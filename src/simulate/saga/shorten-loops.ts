import type { SagaDefinition, StepDefinition } from '../../runtime/saga/definition.js';

/** What goes wrong in the third round and not in the second is another saga's story. */
const MOST_ROUNDS = 3;

/** The same saga with at most three rounds in loops of a fixed number: a thousand rounds have states without end. */
export function shortenLoops(definition: SagaDefinition): SagaDefinition {
  return { ...definition, steps: definition.steps.map(shorten) };
}

function shorten(step: StepDefinition): StepDefinition {
  switch (step.kind) {
    case 'parallel':
      return { ...step, branches: step.branches.map((branch) => branch.map(shorten)) };
    case 'forEach': {
      const { items } = step;
      const isLong = items.kind === 'const' && typeof items.value === 'number' && items.value > MOST_ROUNDS;
      const steps = step.steps.map(shorten);
      return isLong ? { ...step, steps, items: { kind: 'const', value: MOST_ROUNDS } } : { ...step, steps };
    }
    case 'do':
    case 'await': {
      const onFailure = step.onFailure.map((handler) => ({ ...handler, steps: handler.steps.map(shorten) }));
      return { ...step, onFailure };
    }
    case 'undo':
    case 'wait':
      return step;
  }
}
