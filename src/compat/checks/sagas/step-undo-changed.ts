import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, keepHandlers, leftAlone } from './words.js';

/** Judges that a step is undone by another command. */
export const stepUndoChanged: CompatCheck<'step-undo-changed'> = {
  id: 'step-undo-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step is undone by another command.',
  why: 'An instance runs the definition that it began with, to its end: it still sends the old undo, and a worker needs a handler for it.',
  examples: [
    {
      title: 'another command',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(checkout([RESERVE, '{ do: CapturePayment, undo: VoidPayment }', CONFIRM])),
      verdicts: { every: 'backward' },
    },
  ],
  describe: ({ owner, step, from, to }) =>
    `Step \`${step}\` of saga \`${owner.id}\` is undone by \`${to}\` instead of \`${from}\`.`,
  judge: ({ step, from, dropped }) =>
    inFlight(leftAlone(dropped, `An instance that has done \`${step}\` and unwinds later still sends \`${from}\``)),
  instead: ({ dropped }) => keepHandlers(dropped),
};
