import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings, valueOrNone } from './words.js';

/** Judges that the point of no return is another step. */
export const sagaPivotMoved: CompatCheck<'saga-pivot-moved'> = {
  id: 'saga-pivot-moved',
  group: 'sagas',
  since: '0.1.0',
  summary: 'The point of no return is another step.',
  why: 'An instance runs the definition that it began with, to its end: what could be undone then can still be undone, and what could not cannot.',
  examples: [
    {
      title: 'earlier',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(
        checkout([RESERVE, '{ do: CapturePayment, undo: RefundPayment, pivot: true }', '{ do: ConfirmOrder }']),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, from, to }) =>
    `The point of no return of saga \`${owner.id}\` is ${valueOrNone(to)} instead of ${valueOrNone(from)}.`,
  judge: noRulings,
  instead: () => undefined,
};
