import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** A message that is going to stay. */
export const deprecationRemoved: CompatCheck<'deprecation-removed'> = {
  id: 'deprecation-removed',
  group: 'messages',
  since: '0.1.0',
  summary: 'A message is not deprecated any more.',
  why: `It stays after all, which harms nobody: who has moved away has moved, and who has not need not.`,
  bump: 'patch',
  examples: [
    {
      title: 'here to stay',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, deprecated: { sunset: 2027-01-01 }, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.1, producer: tickets, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => `${ownerText(change)} is not deprecated any more.`,
  judge: () => ({}),
  instead: () => undefined,
};
