import { nameOfPath } from '../../../runtime/saga/paths.js';
import { callSite } from '../../../runtime/saga/sites.js';
import { callOf } from '../../../runtime/saga/state.js';
import { standingPaths } from '../../saga/standing.js';
import { hasBecome, type SagaInvariant } from './saga-invariant.js';

/** One undo that fails leaves the others to do. */
export const undoNotTried: SagaInvariant = {
  id: 'undo-not-tried',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'A saga that gets stuck while it unwinds has tried every undo.',
  why: `
An undo that fails for good is bad enough. If it also stopped the others, a refund that the bank refuses would keep the stock reserved
and the driver waiting, and the person who is alerted would have to find all of it.
`,
  on: ['saga-parked'],
  check(step) {
    const { setting, before, after } = step;
    if (!hasBecome(step, 'stuck') || after.saga.parkedFrom !== 'unwinding') return [];
    const known = new Set(Object.keys(before.facts));
    const left = standingPaths(after).filter((path) => {
      const isUndoable = known.has(path) && callSite(setting.plan, path, 'undo') !== undefined;
      return isUndoable && callOf(after.saga, path, 'undo') === undefined;
    });
    return left.map((path) => ({
      about: nameOfPath(path),
      message: `The saga is stuck while it unwinds, and has not tried to undo \`${nameOfPath(path)}\`.`,
    }));
  },
};
