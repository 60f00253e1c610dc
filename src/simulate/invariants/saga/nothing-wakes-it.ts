import { type CallState, isEnded, isPending, type SagaState } from '../../../runtime/saga/state.js';
import type { SagaInvariant } from './saga-invariant.js';

/** No instance is forgotten. */
export const nothingWakesIt: SagaInvariant = {
  id: 'nothing-wakes-it',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary:
    'An instance that has not ended waits for an answer, an event or a timer; one that has ended waits for nothing.',
  why: `
An instance that nothing will wake is lost: it is neither done nor undone, and no list of stuck instances shows it. A timer that runs
on after the end wakes what should rest.
`,
  check({ setting, before, after: { saga } }) {
    if (saga === before.saga) return [];
    const about = setting.saga.id;
    if (!isEnded(saga)) {
      return isMoving(saga) ? [] : [{ about, message: 'The saga has not ended, and nothing will ever move it on.' }];
    }
    const runsOn = hasTimers(saga) || (saga.status !== 'stuck' && someCall(saga, isPending));
    return runsOn ? [{ about, message: 'The saga has ended, and something of it still runs.' }] : [];
  },
};

/** A timer, an event or an answer will come. */
function isMoving(saga: SagaState): boolean {
  return hasTimers(saga) || someCall(saga, (call) => call?.status === 'waiting');
}

function hasTimers({ timers }: SagaState): boolean {
  return Object.keys(timers).length > 0;
}

function someCall({ steps }: SagaState, test: (call: CallState | undefined) => boolean): boolean {
  for (const path in steps) {
    const step = steps[path];
    if (step && (test(step.do) || test(step.undo) || test(step.check))) return true;
  }
  return false;
}
