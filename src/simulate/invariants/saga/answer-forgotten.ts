import { nameOfPath } from '../../../runtime/saga/paths.js';
import { callSite } from '../../../runtime/saga/sites.js';
import { callOf } from '../../../runtime/saga/state.js';
import type { Straggler } from '../../saga/world.js';
import type { SagaInvariant, SagaStep } from './saga-invariant.js';

type Told = Pick<Extract<Straggler, { kind: 'reply' }>, 'path' | 'direction' | 'event'>;

/** What the saga has been told, it knows. */
export const answerForgotten: SagaInvariant = {
  id: 'answer-forgotten',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'A success that is told is taken for what it is, however late it comes.',
  why: `
What has happened has happened, also where the saga has given up waiting for it. A late success that is dropped leaves an effect that
nobody knows of; one that is taken for a failure is answered by undoing what is well.
`,
  check(step) {
    const told = toldBy(step);
    if (told === undefined) return [];
    const { path, direction, event } = told;
    const call = callSite(step.setting.plan, path, direction)?.call;
    const wasKnown = callOf(step.before.saga, path, direction)?.status === 'succeeded';
    if (call === undefined || direction === 'check' || wasKnown || !call.success.includes(event)) return [];
    const isKnown = callOf(step.after.saga, path, direction)?.status === 'succeeded';
    return isKnown
      ? []
      : [{ about: nameOfPath(path), message: `\`${event}\` has come, and the saga does not know of it.` }];
  },
};

function toldBy({ move }: SagaStep): Told | undefined {
  if (move.kind === 'answer') return { path: move.message.step, direction: move.message.direction, event: move.event };
  return move.kind === 'arrive' && move.straggler.kind === 'reply' ? move.straggler : undefined;
}
