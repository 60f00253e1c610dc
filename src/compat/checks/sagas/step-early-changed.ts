import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that what becomes of an event that comes before its step is changed. */
export const stepEarlyChanged: CompatCheck<'step-early-changed'> = {
  id: 'step-early-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'What becomes of an event that comes before its step is changed.',
  why: 'An instance runs the definition that it began with, to its end: what it has kept it takes, and what it would drop it drops.',
  examples: [
    {
      title: 'dropped',
      before: shop(checkout([RESERVE, '{ await: OrderApproved, timeout: 1h }', CONFIRM])),
      after: shop(checkout([RESERVE, '{ await: OrderApproved, timeout: 1h, early: drop }', CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, to }) =>
    `An event that comes before step \`${step}\` of saga \`${owner.id}\` is ${to === 'keep' ? 'kept' : 'dropped'}.`,
  judge: noRulings,
  instead: () => undefined,
};
