import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that the reason why a step has no undo is changed. */
export const stepNoUndoChanged: CompatCheck<'step-no-undo-changed'> = {
  id: 'step-no-undo-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'The reason why a step has no undo is changed.',
  why: 'It is said for people.',
  examples: [
    {
      title: 'a reason',
      before: shop(checkout(['{ do: CapturePayment }', CONFIRM])),
      after: shop(checkout(['{ do: CapturePayment, noUndo: Cheap. }', CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step }) => `Step \`${step}\` of saga \`${owner.id}\` has another reason for having no undo.`,
  judge: noRulings,
  instead: () => undefined,
};
