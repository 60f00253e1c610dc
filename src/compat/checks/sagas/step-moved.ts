import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings, spotText } from './words.js';

/** Judges that a step stands in another group. */
export const stepMoved: CompatCheck<'step-moved'> = {
  id: 'step-moved',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step stands in another group.',
  why: 'An instance runs the definition that it began with, to its end: the step stays where it was.',
  examples: [
    {
      title: 'into a group',
      before: shop(
        checkout([
          RESERVE,
          '{ parallel: [{ do: CapturePayment, undo: RefundPayment }, { wait: 1s, name: Pause }] }',
          CONFIRM,
        ]),
      ),
      after: shop(
        checkout([
          '{ parallel: [{ do: CapturePayment, undo: RefundPayment }, { wait: 1s, name: Pause }, { do: ReserveStock, undo: ReleaseStock }] }',
          CONFIRM,
        ]),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, to }) => `Step \`${step}\` of saga \`${owner.id}\` now stands ${spotText(to)}.`,
  judge: noRulings,
  instead: () => undefined,
};
