import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** One reader less. */
export const consumerRemoved: CompatCheck<'consumer-removed'> = {
  id: 'consumer-removed',
  group: 'topology',
  since: '0.1.0',
  summary: 'A service does not read an event any more.',
  why: `One reader less harms nobody, as long as it has really stopped: with its name goes the warning before the next change that would break it.`,
  bump: 'none',
  examples: [
    {
      title: 'one reader less',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [ledger], payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => `\`${change.service}\` does not read ${ownerText(change)} any more.`,
  judge: () => ({}),
  instead: () => undefined,
};
