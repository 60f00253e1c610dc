import { type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** A reader that begins anew. */
export const consumerGroupChanged: CompatCheck<'consumer-group-changed'> = {
  id: 'consumer-group-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A service reads a message in another group.',
  why: `A broker remembers by group how far a service has read. Under another name it begins anew: at the beginning, and everything comes a second time, or at the end, and what lies between is never read.`,
  bump: 'none',
  examples: [
    {
      title: 'another group',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [{ service: ledger, group: ledger }], payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.0.0, producer: tickets, consumers: [{ service: ledger, group: ledger-2 }], payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward?' },
    },
  ],
  describe: (change) =>
    changedText(`The group in which \`${change.service}\` reads ${ownerText(change)}`, change.from, change.to),
  judge: (change) => ({
    every: {
      backward: risks(`\`${change.service}\` begins anew: what was written before comes again, or is never read.`),
    },
  }),
  instead: ({ from, to }) =>
    from === undefined
      ? `Let \`${to}\` begin where the service has read to.`
      : `Keep the group \`${from}\`, or let the new one begin where it has read to.`,
};
