import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that whether a failure of a step unwinds is changed. */
export const stepOptionalChanged: CompatCheck<'step-optional-changed'> = {
  id: 'step-optional-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'Whether a failure of a step unwinds is changed.',
  why: 'An instance runs the definition that it began with, to its end: a failure means what it meant then.',
  examples: [
    {
      title: 'may fail',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(checkout([RESERVE, '{ do: CapturePayment, undo: RefundPayment, optional: true }', CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, to }) =>
    `A failure of step \`${step}\` of saga \`${owner.id}\` ${to ? 'does not unwind any more' : 'now unwinds'}.`,
  judge: noRulings,
  instead: () => undefined,
};
