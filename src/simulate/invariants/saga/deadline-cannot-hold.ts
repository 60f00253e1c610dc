import { durationText } from '../../../runtime/duration-text.js';
import { kindRun } from '../../saga/kind-run.js';
import { checkoutExample } from './examples.js';
import type { SagaInvariant } from './saga-invariant.js';

/** The deadline leaves room for a run in which nothing goes wrong. */
export const deadlineCannotHold: SagaInvariant = {
  id: 'deadline-cannot-hold',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'A run in which nothing goes wrong can end before the deadline.',
  why: `
Pauses last as long as they say, and people may take all the time that a wait gives them. Where these times add up to more than the
deadline, it strikes in the middle of a run that goes well.
`,
  examples: {
    bad: checkoutExample(
      `
      - { do: ReserveStock, undo: ReleaseStock }
      - { await: OrderApproved, timeout: 1h }
      - { do: CapturePayment, pivot: true }`,
      { deadline: '15m' },
    ),
    good: checkoutExample(
      `
      - { do: ReserveStock, undo: ReleaseStock }
      - { await: OrderApproved, timeout: 1h }
      - { do: CapturePayment, pivot: true }`,
      { deadline: '2h' },
    ),
  },
  checkWhole({ setting }) {
    const { deadlineMs, saga, steps } = setting.plan.definition;
    const longest = kindRun(steps);
    if (deadlineMs === undefined || longest <= deadlineMs) return [];
    const message = `The pauses and waits of \`${saga}\` may take ${durationText(longest)}, and its deadline is ${durationText(deadlineMs)}.`;
    return [{ about: saga, message, help: 'Raise the `deadline`, or shorten the waits.' }];
  },
};
