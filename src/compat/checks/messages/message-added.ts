import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** A message that was not there. */
export const messageAdded: CompatCheck<'message-added'> = {
  id: 'message-added',
  group: 'messages',
  since: '0.1.0',
  summary: 'An event or a command is added.',
  why: `Nobody reads it yet, so nobody can break. A command is different only in order: its handler has to be there before anyone sends it.`,
  bump: 'none',
  examples: [
    {
      title: 'one more event',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
  SeatReturned: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => `The ${change.message} ${ownerText(change)} is new.`,
  judge: () => ({}),
  instead: () => undefined,
};
