import { isPastPivot, isPivotInDoubt, isPivotUndoable } from './pivot.js';
import type { SagaPlan } from './plan.js';
import { callSite, forwardSite } from './sites.js';
import { callsIn, type PlacedCall, type SagaState, stepOf } from './state.js';

/** The calls that an operator must deal with before the instance can go on, in the direction in which it goes. */
export function obstaclesOf(plan: SagaPlan, state: SagaState): readonly PlacedCall[] {
  const unwinding = state.status === 'unwinding' || state.parkedFrom === 'unwinding';
  const undos = callsIn(state, ['undo']).filter(({ call }) => call.status === 'failed' || call.status === 'blocked');
  return unwinding ? undos : [...callsIn(state, ['do']).filter((found) => stopsForward(plan, state, found)), ...undos];
}

/** Why an instance that goes forward cannot go on, one sentence per problem. */
export function parkingProblems(plan: SagaPlan, state: SagaState): readonly string[] {
  return obstaclesOf(plan, state).map((obstacle) =>
    obstacle.direction === 'undo' ? describeUndo(plan, obstacle) : describeStep(plan, state, obstacle),
  );
}

/** What keeps an instance that has unwound from being aborted; empty when everything is undone. */
export function unwindingProblems(plan: SagaPlan, state: SagaState): readonly string[] {
  const failed = obstaclesOf(plan, state).map((obstacle) => describeUndo(plan, obstacle));
  return [...failed, ...happenedPivot(plan, state)];
}

/** A failure that `onFailure` deals with is none, unless it is passed on in the end. */
function stopsForward(plan: SagaPlan, state: SagaState, { step, call }: PlacedCall): boolean {
  if (call.status === 'blocked') return true;
  if (call.status !== 'failed') return false;
  const handled = stepOf(state, step)?.handled;
  return handled === undefined ? forwardSite(plan, step)?.optional !== true : handled.then === 'unwind';
}

function describeStep(plan: SagaPlan, state: SagaState, { step, call }: PlacedCall): string {
  const why = reason(call.problem);
  if (call.status === 'blocked') return `The guard or input of \`${step}\` cannot be worked out${why}.`;
  if (forwardSite(plan, step)?.pivot && isPivotInDoubt(plan, state)) {
    return `Nobody knows whether \`${step}\`, the point of no return, has happened${why}.`;
  }
  const when = isPastPivot(plan, state) ? ' after the point of no return' : '';
  return `\`${step}\` has failed for good${when}${why}.`;
}

function describeUndo(plan: SagaPlan, { step, call }: PlacedCall): string {
  const command = callSite(plan, step, 'undo')?.call.command ?? step;
  const undoing = `\`${command}\`, the undo of \`${step}\``;
  const why = reason(call.problem);
  if (call.status === 'blocked') return `The guard or input of ${undoing}, cannot be worked out${why}.`;
  return `${undoing}, has failed for good${why}.`;
}

/** A success of the point of no return that came after the saga had unwound, and that nothing undoes. */
function happenedPivot(plan: SagaPlan, state: SagaState): readonly string[] {
  if (!state.pivotPassed || plan.pivot === undefined || isPivotUndoable(plan)) return [];
  return [`\`${plan.pivot}\`, the point of no return, has happened although the saga was unwound.`];
}

function reason(problem: string | undefined): string {
  return problem === undefined ? '' : `: ${problem}`;
}
