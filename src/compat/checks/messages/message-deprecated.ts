import type { CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** A message that is going to go. */
export const messageDeprecated: CompatCheck<'message-deprecated'> = {
  id: 'message-deprecated',
  group: 'messages',
  since: '0.1.0',
  summary: 'A message is deprecated.',
  why: `It is announced and nothing more: everything is written and read as before. Its readers have until the sunset to move.`,
  examples: [
    {
      title: 'with a sunset and a successor',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
  SeatsSold: { version: 1.0.0, producer: tickets, payload: { seats: list<uuid> } }
`,
      after: `events:
  SeatSold:
    version: 1.1.0
    producer: tickets
    deprecated: { since: 2026-01-01, sunset: 2027-01-01, use: SeatsSold }
    payload: { seatId: uuid }
  SeatsSold: { version: 1.0.0, producer: tickets, payload: { seats: list<uuid> } }
`,
      verdicts: {},
    },
  ],
  describe(change) {
    const until = change.sunset === undefined ? '' : ` and goes after ${change.sunset}`;
    const use = change.use === undefined ? '' : `; \`${change.use}\` takes its place`;
    return `${ownerText(change)} is deprecated now${until}${use}.`;
  },
  judge: () => ({}),
  instead: () => undefined,
};
