import type { CompatCheck } from '../../check.js';
import { checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, keepHandlers, leftAlone } from './words.js';

/** Judges that a step sends another command. */
export const stepCommandChanged: CompatCheck<'step-command-changed'> = {
  id: 'step-command-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step sends another command.',
  why: 'An instance runs the definition that it began with, to its end: it still sends the old command, and a worker needs a handler for it.',
  examples: [
    {
      title: 'another command',
      before: shop(checkout([RESERVE, '{ name: Pay, do: CapturePayment, noUndo: final }'])),
      after: shop(checkout([RESERVE, '{ name: Pay, do: VoidPayment, noUndo: final }'])),
      verdicts: { every: 'backward' },
    },
  ],
  describe: ({ owner, step, from, to }) =>
    `Step \`${step}\` of saga \`${owner.id}\` sends \`${to}\` instead of \`${from}\`.`,
  judge: ({ step, from, dropped }) =>
    inFlight(leftAlone(dropped, `An instance that stands at or before \`${step}\` still sends \`${from}\``)),
  instead: ({ dropped }) => keepHandlers(dropped),
};
