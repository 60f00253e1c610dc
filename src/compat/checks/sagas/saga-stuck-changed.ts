import type { CompatCheck } from '../../check.js';
import { CONFIRM, checkout, RESERVE, shop } from './shop-example.js';
import { noRulings } from './words.js';

/** Judges that somebody else is told when an instance is stuck. */
export const sagaStuckChanged: CompatCheck<'saga-stuck-changed'> = {
  id: 'saga-stuck-changed',
  group: 'sagas',
  since: '0.1.0',
  summary: 'Somebody else is told when an instance is stuck.',
  why: 'An instance runs the definition that it began with, to its end: who is told of it stands there, too.',
  examples: [
    {
      title: 'another team',
      before: shop(checkout([RESERVE, CONFIRM], ['stuck: { alert: team-a }'])),
      after: shop(checkout([RESERVE, CONFIRM], ['stuck: { alert: team-b }'])),
      verdicts: {},
    },
  ],
  describe: ({ owner, from, to }) => `Saga \`${owner.id}\` that is stuck tells \`${to}\` instead of \`${from}\`.`,
  judge: noRulings,
  instead: () => undefined,
};
