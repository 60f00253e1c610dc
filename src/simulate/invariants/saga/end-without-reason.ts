import { canUnwind } from '../../../runtime/saga/pivot.js';
import { pathsOf } from '../../../runtime/saga/sites.js';
import { callOf, callsIn } from '../../../runtime/saga/state.js';
import { hasBecome, type SagaInvariant, type SagaStep } from './saga-invariant.js';

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
    if (!isHopeless && !hasPivotHappened(step))
      return [{ about, message: 'The saga is stuck, and nothing has failed for good.' }];
    return saga.parkedFrom === 'running' && canGoBack(step)
      ? [{ about, message: 'The saga is stuck before its pivot, although it could unwind.' }]
      : [];
  },
};

/** Whether the point of no return has happened: the world knows, whatever the engine believes. */
function hasPivotHappened({ setting: { plan }, after: { saga } }: SagaStep): boolean {
  const { pivot } = plan;
  return pivot !== undefined && pathsOf(saga, pivot).some((path) => callOf(saga, path, 'do')?.status === 'succeeded');
}

/** Something went wrong that unwinding answers; a guard or input that cannot be worked out is none of it. */
function canGoBack({ setting: { plan }, after: { saga } }: SagaStep): boolean {
  const isBlocked = callsIn(saga, ['do', 'undo']).some(({ call }) => call.status === 'blocked');
  return saga.cause !== undefined && !isBlocked && canUnwind(plan, saga);
}
