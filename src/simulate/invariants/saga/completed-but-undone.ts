import { nameOfPath } from '../../../runtime/saga/paths.js';
import { callOf, stepOf } from '../../../runtime/saga/state.js';
import { factOf } from '../../saga/world.js';
import { hasBecome, type SagaInvariant } from './saga-invariant.js';

/** What a completed saga has done stands. */
export const completedButUndone: SagaInvariant = {
  id: 'completed-but-undone',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'A completed saga has done all its steps, and undone none of them.',
  why: `
The event of completion promises that everything is done: the order is confirmed because the stock is reserved and the money is
there. A step that was left out or taken back makes it a lie.

Not counted are steps whose guard was false, optional ones, and tries that \`onFailure\` goes on without.
`,
  check(step) {
    if (!hasBecome(step, 'completed')) return [];
    const { saga } = step.after;
    return Object.keys(saga.steps).flatMap((path) => {
      const name = nameOfPath(path);
      const call = callOf(saga, path, 'do');
      const isLeft = stepOf(saga, path)?.handled !== undefined;
      if (call === undefined || call.attempt === 0 || isLeft) return [];
      const { effects, undone } = factOf(step.after, path);
      if (call.status === 'succeeded' && effects > 0 && undone >= effects) {
        return [{ about: name, message: `The saga is completed although \`${name}\` was undone.` }];
      }
      const isDone = call.status === 'succeeded' || call.status === 'skipped' || isOptional(step, name);
      return isDone ? [] : [{ about: name, message: `The saga is completed although \`${name}\` is not done.` }];
    });
  },
};

function isOptional({ setting }: Parameters<NonNullable<SagaInvariant['check']>>[0], name: string): boolean {
  const step = setting.plan.steps.get(name);
  return step !== undefined && 'optional' in step && step.optional;
}
