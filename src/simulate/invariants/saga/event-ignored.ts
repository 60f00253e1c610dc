import { eventsAwaitedBy } from '../../../runtime/saga/plan.js';
import { stepOf } from '../../../runtime/saga/state.js';
import { type SagaInvariant, type SagaStep, written } from './saga-invariant.js';

/** What is waited for is heard. */
export const eventIgnored: SagaInvariant = {
  id: 'event-ignored',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'An event that a step waits for, or will wait for, is not lost.',
  why: `
Whoever has approved an order does not approve it again. An event that is dropped because it came a moment before its step leaves the
saga waiting for what has already been said, until its time is up.
`,
  on: ['event-received'],
  check(step) {
    if (step.before.saga.status !== 'running') return [];
    return written(step, 'event-received').flatMap(({ event, use }) =>
      use === 'ignored' && isWanted(step, event)
        ? [{ about: event, message: `\`${event}\` has come and is ignored, although a step waits for it.` }]
        : [],
    );
  },
};

function isWanted({ setting, before, move }: SagaStep, event: string): boolean {
  if (move.kind === 'event' && (move.how === 'awaited' || move.how === 'refusal')) return true;
  return [...setting.plan.steps.values()].some(
    (step) =>
      eventsAwaitedBy(step).includes(event) &&
      stepOf(before.saga, step.name) === undefined &&
      (step.kind !== 'await' || step.early === 'keep'),
  );
}
