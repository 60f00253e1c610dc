import type { FailureHandler, Step } from './saga.js';

/** A step with where it stands in its saga. */
export interface StepPlace {
  readonly step: Step;
  /** The groups around it, outermost first. */
  readonly inside: readonly StepContainer[];
}

/** What a step may stand in: a branch of a parallel group, a round of a loop, or what follows a failure. */
export type StepContainer =
  | { readonly kind: 'branch'; readonly of: Step; readonly branch: number }
  | { readonly kind: 'round'; readonly of: Step }
  | { readonly kind: 'handler'; readonly of: Step; readonly handler: FailureHandler };

/** All steps in the order in which they are written, groups before what is in them. */
export function flattenSteps(steps: readonly Step[], inside: readonly StepContainer[] = []): readonly StepPlace[] {
  return steps.flatMap((step) => [{ step, inside }, ...innerSteps(step, inside)]);
}

function innerSteps(step: Step, inside: readonly StepContainer[]): readonly StepPlace[] {
  switch (step.kind) {
    case 'parallel':
      return step.branches.flatMap((steps, branch) =>
        flattenSteps(steps, [...inside, { kind: 'branch', of: step, branch }]),
      );
    case 'forEach':
      return flattenSteps(step.steps, [...inside, { kind: 'round', of: step }]);
    case 'do':
    case 'await':
      return step.onFailure.flatMap((handler) =>
        flattenSteps(handler.steps, [...inside, { kind: 'handler', of: step, handler }]),
      );
    case 'undo':
    case 'wait':
      return [];
  }
}

/** Whether two steps stand in different branches of one parallel group. */
export function areBeside(one: StepPlace, other: StepPlace): boolean {
  return one.inside.some(
    (mine) =>
      mine.kind === 'branch' &&
      other.inside.some((theirs) => theirs.kind === 'branch' && theirs.of === mine.of && theirs.branch !== mine.branch),
  );
}
