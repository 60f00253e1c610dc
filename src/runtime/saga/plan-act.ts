import type { OperatorAct } from './input.js';
import { inBackquotes } from './name-list.js';
import { nameOfPath } from './paths.js';
import { canUnwind } from './pivot.js';
import type { SagaPlan } from './plan.js';
import { obstaclesOf } from './problems.js';
import { definitionAt } from './sites.js';
import { callsIn, type Direction, isFinished, type PlacedCall, type SagaState, type SagaStatus } from './state.js';

/** What an operator's act is done to, and what the instance does then. */
export interface ActPlan {
  readonly targets: readonly { readonly step: string; readonly direction: Direction }[];
  readonly status: SagaStatus;
}

export interface Refusal {
  /** The second half of a sentence: why it cannot be done. */
  readonly reason: string;
}

/** Whether an act fits the instance as it stands now. */
export function planAct(plan: SagaPlan, state: SagaState, act: OperatorAct): ActPlan | Refusal {
  if (isFinished(state)) return { reason: `the instance has ${state.status}` };
  if (act.action === 'cancel') return planCancel(plan, state);
  const candidates = candidatesFor(plan, state, act);
  const chosen = choose(candidates, act);
  if ('reason' in chosen) return { reason: chosen.reason };
  return { targets: chosen.found, status: state.parkedFrom ?? state.status };
}

function planCancel(plan: SagaPlan, state: SagaState): ActPlan | Refusal {
  const from = state.parkedFrom ?? state.status;
  if (from === 'unwinding' || state.cause?.kind === 'cancel') return { reason: 'the instance is unwinding already' };
  if (!canUnwind(plan, state)) {
    return { reason: 'the point of no return has been passed, or nobody knows whether it has' };
  }
  return { targets: [], status: 'running' };
}

function candidatesFor(
  plan: SagaPlan,
  state: SagaState,
  act: Exclude<OperatorAct, { action: 'cancel' }>,
): readonly PlacedCall[] {
  const obstacles = state.status === 'stuck' ? obstaclesOf(plan, state) : [];
  const open = callsIn(state, ['do', 'undo', 'check']).filter((candidate) => isOpenTo(plan, act, candidate));
  return [...obstacles, ...open, ...(act.action === 'skip' ? happenedPivot(plan, state) : [])];
}

/** Calls that are under way and that the act can still change. */
function isOpenTo(plan: SagaPlan, act: OperatorAct, { step, direction, call }: PlacedCall): boolean {
  // What is asked about a step is settled by settling the step.
  if (direction === 'check' && act.action !== 'retry') return false;
  if (call.status === 'backing-off') return true;
  if (call.status !== 'waiting' && call.status !== 'checking') return false;
  if (act.action === 'resolve') return definitionAt(plan, step)?.kind !== 'wait';
  // Without its name, nobody means to leave out what only waits for its time.
  return act.action === 'skip' && act.step !== undefined && call.attempt === 0;
}

/** The point of no return happened although the saga was unwound: only a person can say that this is well. */
function happenedPivot(plan: SagaPlan, state: SagaState): readonly PlacedCall[] {
  if (state.status !== 'stuck' || state.parkedFrom !== 'unwinding' || !state.pivotPassed) return [];
  return callsIn(state, ['do']).filter(({ step }) => nameOfPath(step) === plan.pivot);
}

function choose(
  candidates: readonly PlacedCall[],
  { action, step }: Exclude<OperatorAct, { action: 'cancel' }>,
): Refusal | { readonly found: ActPlan['targets'] } {
  const exact = candidates.filter((candidate) => step === undefined || candidate.step === step);
  const found = exact.length > 0 ? exact : candidates.filter((candidate) => nameOfPath(candidate.step) === step);
  const paths = [...new Set(found.map((candidate) => candidate.step))];
  if (found.length === 0) return { reason: nothing(candidates, step) };
  if (paths.length > 1 && (step !== undefined || action === 'resolve')) {
    return { reason: `this may mean ${inBackquotes(paths).join(', ')}: name one of them` };
  }
  return { found: found.map(({ step: path, direction }) => ({ step: path, direction })) };
}

function nothing(candidates: readonly PlacedCall[], step: string | undefined): string {
  const others = [...new Set(candidates.map((candidate) => candidate.step))];
  if (step === undefined) return 'nothing of the instance has failed or waits for another attempt';
  const hint = others.length > 0 ? `; open to this are ${inBackquotes(others).join(', ')}` : '';
  return `\`${step}\` has not failed and does not wait for anything that this could change${hint}`;
}
