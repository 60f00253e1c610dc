import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings, valueOrNone } from './words.js';

/** Judges that a step or its undo has more time, or less. */
export const stepTimeoutChanged: CompatCheck<'step-timeout-changed'> = {
  id: 'step-timeout-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'A step or its undo has more time, or less.',
  why: 'A time that runs is a timer that was set when the waiting began. An instance runs the definition that it began with, to its end: times that begin later are the old ones, too.',
  examples: [
    {
      title: 'shorter',
      before: shop(checkout([RESERVE, '{ await: OrderApproved, timeout: 1h }', CONFIRM])),
      after: shop(checkout([RESERVE, '{ await: OrderApproved, timeout: 1m }', CONFIRM])),
      verdicts: {},
    },
  ],
  describe: ({ owner, step, part, from, to }) =>
    `${part === 'undo' ? 'The undo of step' : 'Step'} \`${step}\` of saga \`${owner.id}\` has ${valueOrNone(to)} as its time instead of ${valueOrNone(from)}.`,
  judge: noRulings,
  instead: () => undefined,
};
