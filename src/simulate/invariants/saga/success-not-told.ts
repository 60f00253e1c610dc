import { nameOfPath } from '../../../runtime/saga/paths.js';
import { callSite } from '../../../runtime/saga/sites.js';
import { factOf } from '../../saga/world.js';
import { type SagaInvariant, written } from './saga-invariant.js';

/** What counts as done is done. */
export const successNotTold: SagaInvariant = {
  id: 'success-not-told',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'A step or an undo counts as done only when its participant has done it.',
  why: `
A refusal that is taken for a success lets the saga go on without what it stands on: the parcel leaves, and nobody has paid. Nothing
shows it, for the instance ends as completed.
`,
  on: ['step-succeeded', 'late-success'],
  check(step) {
    const { setting, after } = step;
    return [...written(step, 'step-succeeded'), ...written(step, 'late-success')].flatMap(
      ({ step: path, direction }) => {
        const success = callSite(setting.plan, path, direction)?.call.success ?? [];
        const { answer, undoAnswer, effects } = factOf(after, path);
        const told = direction === 'undo' ? undoAnswer : answer;
        if ((told !== undefined && success.includes(told.event)) || (direction === 'do' && effects > 0)) return [];
        const what = direction === 'do' ? `\`${nameOfPath(path)}\`` : `The undo of \`${nameOfPath(path)}\``;
        return [{ about: nameOfPath(path), message: `${what} counts as done, and its participant has not done it.` }];
      },
    );
  },
};
