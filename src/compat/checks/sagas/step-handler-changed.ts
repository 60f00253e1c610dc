import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings, valueOrNone } from './words.js';

/** Judges that what a failure of a step leads to is changed. */
export const stepHandlerChanged: CompatCheck<'step-handler-changed'> = {
  id: 'step-handler-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'What a failure of a step leads to is changed.',
  why: 'An instance runs the definition that it began with, to its end: a failure leads to what it led to then.',
  examples: [
    {
      title: 'handled',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(
        checkout([
          RESERVE,
          '{ do: CapturePayment, undo: RefundPayment, onFailure: { PaymentDeclined: { then: continue } } }',
          CONFIRM,
        ]),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, on, from, to }) =>
    `\`${on}\` of step \`${step}\` of saga \`${owner.id}\` leads to ${valueOrNone(to)} instead of ${valueOrNone(from)}.`,
  judge: noRulings,
  instead: () => undefined,
};
