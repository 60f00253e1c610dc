import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that an undo is tried more often, or less. */
export const stepRetryChanged: CompatCheck<'step-retry-changed'> = {
  id: 'step-retry-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'An undo is tried more often, or less.',
  why: 'An instance runs the definition that it began with, to its end: it tries as often as it did then.',
  examples: [
    {
      title: 'less often',
      before: shop(
        checkout([RESERVE, '{ do: CapturePayment, undo: { do: RefundPayment, retry: { attempts: 9 } } }', CONFIRM]),
      ),
      after: shop(
        checkout([RESERVE, '{ do: CapturePayment, undo: { do: RefundPayment, retry: { attempts: 2 } } }', CONFIRM]),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, step }) => `The undo of step \`${step}\` of saga \`${owner.id}\` is tried again otherwise.`,
  judge: noRulings,
  instead: () => undefined,
};
