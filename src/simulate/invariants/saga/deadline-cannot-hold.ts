import { durationText } from '../../../runtime/duration-text.js';
import { allSteps } from '../../../runtime/saga/plan.js';
import { leastRun, stepsBeforePivot } from '../../saga/least-run.js';
import { checkoutExample } from './examples.js';
import type { SagaInvariant } from './saga-invariant.js';

/** The deadline leaves room for a run in which nothing goes wrong. */
export const deadlineCannotHold: SagaInvariant = {
  id: 'deadline-cannot-hold',
  about: 'sagas',
  severity: 'error',
  since: '0.1.0',
  summary: 'Up to the pivot, a run in which nothing goes wrong can end before the deadline, and so can each wait.',
  why: `
Pauses last as long as they say. Where those before the pivot add up to more than the deadline, it strikes in the middle of every run
that goes well. And a time limit that is longer than the deadline never runs out: what was designed for that case never happens.
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
    const { deadlineMs, saga } = setting.plan.definition;
    if (deadlineMs === undefined) return [];
    const deadline = durationText(deadlineMs);
    const steps = stepsBeforePivot(setting.plan);
    const least = leastRun(steps);
    const help = 'Raise the `deadline`, or shorten the waits.';
    const message = `The pauses of \`${saga}\` take ${durationText(least)} at least, and its deadline is ${deadline}.`;
    const pauses = least > deadlineMs ? [{ about: saga, message, help }] : [];
    const waits = allSteps(steps).flatMap((step) => {
      if (step.kind !== 'await' || step.timeoutMs === undefined || step.timeoutMs <= deadlineMs) return [];
      const limit = durationText(step.timeoutMs);
      return [
        {
          about: step.name,
          message: `\`${step.name}\` may wait for ${limit}, and the deadline is ${deadline}: it is never over.`,
          help,
        },
      ];
    });
    return [...pauses, ...waits];
  },
};
