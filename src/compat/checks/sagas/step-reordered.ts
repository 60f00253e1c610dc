import type { CompatCheck } from '../../check.js';
import { CAPTURE, CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings, spotText } from './words.js';

/** Judges that a step comes earlier or later than before. */
export const stepReordered: CompatCheck<'step-reordered'> = {
  id: 'step-reordered',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step comes earlier or later than before.',
  why: 'An instance runs the definition that it began with, to its end: it does its steps in the old order, each once.',
  examples: [
    {
      title: 'later',
      before: shop(checkout([RESERVE, CAPTURE, CONFIRM])),
      after: shop(checkout([CAPTURE, RESERVE, CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, to }) => `Step \`${step}\` of saga \`${owner.id}\` now comes ${spotText(to)}.`,
  judge: noRulings,
  instead: () => undefined,
};
