import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** One more reader. */
export const consumerAdded: CompatCheck<'consumer-added'> = {
  id: 'consumer-added',
  group: 'topology',
  since: '0.1.0',
  summary: 'One more service reads an event.',
  why: `One more reader changes nothing for the others. It is told because from now on it has to be thought of with every change.`,
  bump: 'none',
  examples: [
    {
      title: 'one more reader',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => `\`${change.service}\` reads ${ownerText(change)} now.`,
  judge: () => ({}),
  instead: () => undefined,
};
