import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { inFlight, keepHandlers, leftAlone } from './words.js';

/** Judges that a step loses its undo. */
export const stepUndoRemoved: CompatCheck<'step-undo-removed'> = {
  id: 'step-undo-removed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step loses its undo.',
  why: 'An instance runs the definition that it began with, to its end: it still undoes the step, and a worker needs a handler for that even where nothing is ever undone.',
  examples: [
    {
      title: 'deliberately not undone',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(checkout([RESERVE, '{ do: CapturePayment, noUndo: The bank does it. }', CONFIRM])),
      verdicts: { every: 'backward' },
    },
    {
      title: 'still the undo of another step',
      before: shop(
        checkout([
          '{ name: One, do: CapturePayment, undo: RefundPayment }',
          '{ name: Two, do: CapturePayment, undo: RefundPayment }',
          CONFIRM,
        ]),
      ),
      after: shop(
        checkout([
          '{ name: One, do: CapturePayment, undo: RefundPayment }',
          '{ name: Two, do: CapturePayment }',
          CONFIRM,
        ]),
      ),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, command }) =>
    `\`${command}\` is no longer the undo of step \`${step}\` of saga \`${owner.id}\`.`,
  judge: ({ step, command, dropped }) =>
    inFlight(leftAlone(dropped, `An instance that has done \`${step}\` and unwinds later still sends \`${command}\``)),
  instead: ({ dropped }) => keepHandlers(dropped),
};
