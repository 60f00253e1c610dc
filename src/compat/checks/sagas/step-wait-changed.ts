import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that a pause is longer or shorter. */
export const stepWaitChanged: CompatCheck<'step-wait-changed'> = {
  id: 'step-wait-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A pause is longer or shorter.',
  why: 'A pause that has begun is a timer that was set then. An instance runs the definition that it began with, to its end: a pause that it has not reached is as long as it was.',
  examples: [
    {
      title: 'longer',
      before: shop(checkout([RESERVE, '{ wait: 1m }', CONFIRM])),
      after: shop(checkout([RESERVE, '{ wait: 2m }', CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, from, to }) =>
    `The pause \`${step}\` of saga \`${owner.id}\` is \`${to}\` instead of \`${from}\`.`,
  judge: noRulings,
  instead: () => undefined,
};
