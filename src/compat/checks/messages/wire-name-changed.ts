import { breaks, type CompatCheck } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another type on the wire. */
export const wireNameChanged: CompatCheck<'wire-name-changed'> = {
  id: 'wire-name-changed',
  group: 'messages',
  since: '0.1.0',
  summary: 'The name of a message on the wire changes.',
  why: `The type in the envelope is what readers tell messages apart by. Under another type a message is one that they do not know, in either direction, however much its fields are the same.`,
  examples: [
    {
      title: 'another type in the envelope',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.1.0, producer: tickets, wire: Seat.Sold, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward forward' },
    },
  ],
  describe: (change) => changedText(`The name of ${ownerText(change)} on the wire`, change.from, change.to),
  judge: ({ from, to }) => ({
    every: {
      backward: breaks(`What was written as \`${from}\` is of a type that new readers do not know.`),
      forward: breaks(`What is written as \`${to}\` is of a type that old readers do not know.`),
    },
  }),
  instead: ({ from, owner }) =>
    `Keep \`wire: ${from}\`, or add the new name as a message of its own and write both until nobody reads \`${owner.id}\`.`,
};
