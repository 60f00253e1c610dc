import { pathsOf } from '../../../runtime/saga/sites.js';
import { callOf, type SagaState, stepOf } from '../../../runtime/saga/state.js';
import { type SagaInvariant, written } from './saga-invariant.js';

/** Behind the point of no return a saga goes forward only. */
export const undoneAfterPivot: SagaInvariant = {
  id: 'undone-after-pivot',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'After the pivot nothing is undone.',
  why: `
The pivot is the step after which others rely on the saga: the parcel is on its way, the ride has begun. To unwind behind it would
take away what somebody has already built on.
`,
  on: ['unwinding-started'],
  check(step) {
    const { plan } = step.setting;
    const pivot = plan.pivot;
    if (pivot === undefined || written(step, 'unwinding-started').length === 0) return [];
    const { saga } = step.before;
    const isPast = pathsOf(saga, pivot).some(
      (path) => callOf(saga, path, 'do')?.status === 'succeeded' && !isTakenBack(saga, path),
    );
    return isPast
      ? [{ about: pivot, message: `The saga unwinds although \`${pivot}\`, its point of no return, is done.` }]
      : [];
  },
};

/** A try that `onFailure` has gone on without is undone, whatever came of it later. */
function isTakenBack(saga: SagaState, path: string): boolean {
  const then = stepOf(saga, path)?.handled?.then;
  return callOf(saga, path, 'undo') !== undefined && (then === 'retry' || then === 'skip');
}
