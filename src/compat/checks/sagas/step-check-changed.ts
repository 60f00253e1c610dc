import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, shop } from './shop-example.js';
import { inFlight, keepHandlers, leftAlone, valueOrNone } from './words.js';

/** Judges that what finds out whether a step has happened is changed. */
export const stepCheckChanged: CompatCheck<'step-check-changed'> = {
  id: 'step-check-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'What finds out whether a step has happened is changed.',
  why: 'An instance runs the definition that it began with, to its end: it still asks as it did, and a worker needs a handler for that even where nothing is ever asked.',
  examples: [
    {
      title: 'no check any more',
      before: shop(checkout(['{ do: CapturePayment, undo: RefundPayment, check: FindPayment }', CONFIRM])),
      after: shop(checkout([CAPTURE, CONFIRM])),
      verdicts: { every: 'backward' },
    },
    {
      title: 'a check',
      before: shop(checkout([CAPTURE, CONFIRM])),
      after: shop(checkout(['{ do: CapturePayment, undo: RefundPayment, check: FindPayment }', CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, from, to }) =>
    `Whether step \`${step}\` of saga \`${owner.id}\` has happened is asked by ${valueOrNone(to)} instead of ${valueOrNone(from)}.`,
  judge: ({ step, from, dropped }) =>
    inFlight(leftAlone(dropped, `An instance that gets no answer to \`${step}\` still sends ${valueOrNone(from)}`)),
  instead: ({ dropped }) => keepHandlers(dropped),
};
