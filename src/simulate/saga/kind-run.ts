import type { StepDefinition } from '../../runtime/saga/definition.js';

/**
 * The longest that steps may take although nothing goes wrong, in milliseconds: commands are answered at once, what is
 * waited for comes at the last moment, pauses last as long as they say. What only data can tell counts as nothing.
 */
export function kindRun(steps: readonly StepDefinition[]): number {
  return steps.reduce((sum, step) => sum + kindStep(step), 0);
}

function kindStep(step: StepDefinition): number {
  switch (step.kind) {
    case 'await':
      return step.timeoutMs ?? 0;
    case 'wait':
      return step.for.kind === 'duration' ? step.for.ms : step.for.plusMs;
    case 'parallel':
      return Math.max(0, ...step.branches.map(kindRun));
    case 'forEach': {
      const { items } = step;
      const rounds = items.kind === 'const' && typeof items.value === 'number' ? items.value : 1;
      return kindRun(step.steps) * (step.parallel ? 1 : rounds);
    }
    case 'do':
    case 'undo':
      return 0;
  }
}
