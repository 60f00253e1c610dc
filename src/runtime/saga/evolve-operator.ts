import { resumed, withCall, withoutCall } from './change-state.js';
import type { OperatorActed } from './journal.js';
import { callOf, type SagaState, stepOf } from './state.js';

/** The state after a person's act: the instance goes on, and what was acted on is open again, left out, or settled. */
export function evolveOperator(state: SagaState, entry: OperatorActed): SagaState {
  const going = state.status === 'stuck' ? resumed(state, entry.status, entry.at) : state;
  const acted = entry.targets.reduce((current, target) => actOn(current, target, entry), going);
  if (entry.action === 'cancel') return { ...acted, cause: { kind: 'cancel' } };
  return acted;
}

type Target = OperatorActed['targets'][number];

function actOn(state: SagaState, target: Target, entry: OperatorActed): SagaState {
  const unhandled = target.direction === 'do' ? withoutHandling(state, target.step) : state;
  switch (entry.action) {
    case 'retry':
      return open(unhandled, target, entry.at);
    case 'skip':
      return settle(unhandled, target, 'skipped');
    case 'resolve':
      // A forward step is settled by the entry that follows, as if its participant had answered.
      return target.direction === 'undo' ? settle(state, target, 'succeeded') : unhandled;
    case 'cancel':
      return state;
  }
}

function withoutHandling(state: SagaState, path: string): SagaState {
  const { handled: _handled, ...rest } = stepOf(state, path) ?? {};
  return { ...state, steps: { ...state.steps, [path]: rest } };
}

function open(state: SagaState, target: Target, at: number): SagaState {
  const call = callOf(state, target.step, target.direction);
  if (call === undefined || call.status === 'blocked' || call.attempt === 0) return withoutCall(state, target);
  return withCall(state, target, { forgiven: call.attempt, firstSentAt: at });
}

/** The point of no return that turned out to have happened while unwinding is settled by being left as it is. */
function settle(state: SagaState, target: Target, status: 'skipped' | 'succeeded'): SagaState {
  const settled = withCall(state, target, { status });
  const isHappenedPivot = target.direction === 'do' && settled.status === 'unwinding';
  return isHappenedPivot ? { ...settled, pivotPassed: false } : settled;
}
