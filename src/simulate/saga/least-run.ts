import type { StepDefinition } from '../../runtime/saga/definition.js';
import { allSteps, type SagaPlan } from '../../runtime/saga/plan.js';

/** The steps that stand before the point of no return, or all of them where there is none: those that a deadline can unwind. */
export function stepsBeforePivot({ definition, pivot }: SagaPlan): readonly StepDefinition[] {
  const at = definition.steps.findIndex((step) => allSteps([step]).some(({ name }) => name === pivot));
  return at === -1 ? definition.steps : definition.steps.slice(0, at + 1);
}

/**
 * The least that steps take although nothing goes wrong, in milliseconds: commands are answered and events come at once,
 * pauses last as long as they say. What a guard may leave out, an event end early, or only data tell counts as nothing.
 */
export function leastRun(steps: readonly StepDefinition[]): number {
  return steps.reduce((sum, step) => sum + leastOf(step), 0);
}

function leastOf(step: StepDefinition): number {
  if ('when' in step && step.when !== undefined) return 0;
  switch (step.kind) {
    case 'wait':
      return step.until === undefined && step.for.kind === 'duration' ? step.for.ms : 0;
    case 'parallel':
      return Math.max(0, ...step.branches.map(leastRun));
    case 'forEach': {
      const { items, until } = step;
      const rounds = until === undefined && items.kind === 'const' && typeof items.value === 'number' ? items.value : 0;
      return leastRun(step.steps) * (step.parallel ? Math.min(1, rounds) : rounds);
    }
    case 'await':
    case 'do':
    case 'undo':
      return 0;
  }
}
