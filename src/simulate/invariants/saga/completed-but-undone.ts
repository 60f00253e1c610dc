import type { StepDefinition } from '../../../runtime/saga/definition.js';
import { innerScope, nameOfPath, stepPath } from '../../../runtime/saga/paths.js';
import { callOf, type SagaState, stepOf } from '../../../runtime/saga/state.js';
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
    const never = missing(saga, step.setting.plan.definition.steps, '').map((path) => {
      const name = nameOfPath(path);
      return { about: name, message: `The saga is completed although \`${name}\` was never begun.` };
    });
    const undone = Object.keys(saga.steps).flatMap((path) => {
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
    return [...never, ...undone];
  },
};

function isOptional({ setting }: Parameters<NonNullable<SagaInvariant['check']>>[0], name: string): boolean {
  const step = setting.plan.steps.get(name);
  return step !== undefined && 'optional' in step && step.optional;
}

/** Paths that the way to the end leads past, and that it has not come to. */
function missing(saga: SagaState, steps: readonly StepDefinition[], scope: string): readonly string[] {
  return steps.flatMap((step) => {
    const path = stepPath(scope, step.name);
    if (step.kind === 'undo' || callOf(saga, path, 'do') !== undefined) return [];
    if (step.kind === 'parallel') return step.branches.flatMap((branch) => missing(saga, branch, scope));
    const rounds = step.kind === 'forEach' ? stepOf(saga, path)?.loop?.rounds : undefined;
    if (step.kind !== 'forEach' || rounds === undefined) return [path];
    const numbers = Array.from({ length: rounds }, (_, index) => index + 1);
    return numbers.flatMap((number) => missing(saga, step.steps, innerScope(path, number)));
  });
}
