import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings, spotText } from './words.js';

/** Judges that a saga has one more step. */
export const stepAdded: CompatCheck<'step-added'> = {
  id: 'step-added',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A saga has one more step.',
  why: 'An instance runs the definition that it began with, to its end: it never does the new step, and its journal stays readable.',
  examples: [
    {
      title: 'in the middle',
      before: shop(checkout([RESERVE, CONFIRM])),
      after: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      verdicts: {},
    },
    {
      title: 'in a group',
      before: shop(checkout([`{ parallel: [${RESERVE}, { name: Pause, wait: 1s }] }`, CONFIRM])),
      after: shop(checkout([`{ parallel: [${RESERVE}, { name: Pause, wait: 1s }, ${CAPTURE}] }`, CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, spot }) => `Saga \`${owner.id}\` has a new step \`${step}\` ${spotText(spot)}.`,
  judge: noRulings,
  instead: () => undefined,
};
