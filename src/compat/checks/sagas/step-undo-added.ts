import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that a step gets an undo. */
export const stepUndoAdded: CompatCheck<'step-undo-added'> = {
  id: 'step-undo-added',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step gets an undo.',
  why: 'An instance runs the definition that it began with, to its end: it goes on without the undo.',
  examples: [
    {
      title: 'an undo',
      before: shop(checkout(['{ do: CapturePayment }', CONFIRM])),
      after: shop(checkout([CAPTURE, CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, command }) => `Step \`${step}\` of saga \`${owner.id}\` is now undone by \`${command}\`.`,
  judge: noRulings,
  instead: () => undefined,
};
