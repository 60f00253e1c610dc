import { callsIn } from '../../../runtime/saga/state.js';
import { hasBecome, type SagaInvariant } from './saga-invariant.js';

/** What ends badly has a reason. */
export const endWithoutReason: SagaInvariant = {
  id: 'end-without-reason',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary:
    'A saga aborts or gets stuck only because something went wrong, and is stuck only with what cannot be helped.',
  why: `
An order that is cancelled for nothing is lost business, and a person who is woken at night for an instance that could go on by itself
will not come the next time.
`,
  check(step) {
    const { saga } = step.after;
    const about = step.setting.saga.id;
    if (hasBecome(step, 'aborted') && saga.cause === undefined)
      return [{ about, message: 'The saga is aborted, and nothing went wrong.' }];
    if (!hasBecome(step, 'stuck')) return [];
    const isHopeless = callsIn(saga, ['do', 'undo']).some(
      ({ call }) => call.status === 'failed' || call.status === 'blocked',
    );
    return isHopeless || saga.pivotPassed
      ? []
      : [{ about, message: 'The saga is stuck, and nothing has failed for good.' }];
  },
};
