import { callOf, type SagaState } from './state.js';
import { type CallSite, isPastPivot, isPivotInDoubt, type SagaPlan, siteOf } from './steps.js';

/** Why an instance that goes forward cannot go on, one sentence per problem. */
export function parkingProblems(plan: SagaPlan, state: SagaState): readonly string[] {
  const blocked = blockedSteps(state);
  const failed = failedSites(plan, state, 'do').filter((site) => !site.optional);
  return [...blocked, ...failed.map((site) => describeFailedStep(plan, state, site))];
}

/** What keeps an instance that has unwound from being aborted; empty when everything is undone. */
export function unwindingProblems(plan: SagaPlan, state: SagaState): readonly string[] {
  const failed = failedSites(plan, state, 'undo').map((site) => describeFailedUndo(state, site));
  return [...failed, ...happenedPivot(plan, state)];
}

function describeFailedUndo(state: SagaState, { step, call }: CallSite): string {
  const undo = callOf(state, step, 'undo');
  const undoing = `\`${call.command}\`, the undo of \`${step}\``;
  if (undo?.status === 'blocked')
    return `The guard or input of ${undoing}, cannot be worked out${reason(undo.problem)}.`;
  return `${undoing}, has failed for good${reason(undo?.problem)}.`;
}

function failedSites(plan: SagaPlan, state: SagaState, direction: 'do' | 'undo'): readonly CallSite[] {
  const bad = direction === 'do' ? ['failed'] : ['failed', 'blocked'];
  return plan.sites.filter((site) => {
    const status = site.direction === direction ? callOf(state, site.step, direction)?.status : undefined;
    return status !== undefined && bad.includes(status);
  });
}

function blockedSteps(state: SagaState): readonly string[] {
  return Object.entries(state.steps).flatMap(([name, step]) =>
    step.do?.status === 'blocked'
      ? [`The guard or input of \`${name}\` cannot be worked out${reason(step.do.problem)}.`]
      : [],
  );
}

function describeFailedStep(plan: SagaPlan, state: SagaState, { step }: CallSite): string {
  const why = reason(callOf(state, step, 'do')?.problem);
  if (step === plan.pivot && isPivotInDoubt(plan, state)) {
    return `Nobody knows whether \`${step}\`, the point of no return, has happened${why}.`;
  }
  const when = isPastPivot(plan, state) ? ' after the point of no return' : '';
  return `\`${step}\` has failed for good${when}${why}.`;
}

/** A success of the point of no return that came after the saga had unwound, and that nothing undoes. */
function happenedPivot(plan: SagaPlan, state: SagaState): readonly string[] {
  if (!state.pivotPassed || plan.pivot === undefined || siteOf(plan, plan.pivot, 'undo') !== undefined) return [];
  return [`\`${plan.pivot}\`, the point of no return, has happened although the saga was unwound.`];
}

function reason(problem: string | undefined): string {
  return problem === undefined ? '' : `: ${problem}`;
}
