import { breaks, type CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** The opposite meaning of the same answer. */
export const outcomeRoleChanged: CompatCheck<'outcome-role-changed'> = {
  id: 'outcome-role-changed',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'An answer to a command becomes a failure, or a success.',
  why: `An old sender takes for done what has failed, or takes back what was done. No worse change can be made to a command: nothing is missing and nothing stops, so nobody notices.`,
  examples: [
    {
      title: 'a failure out of a success',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid }, success: [SeatHeld, SeatQueued] }
`,
      after: `commands:
  HoldSeat: { version: 2.0.0, handler: tickets, payload: { seatId: uuid }, success: SeatHeld, failure: [SeatQueued] }
`,
      verdicts: { every: 'backward forward' },
    },
  ],
  describe: (change) =>
    `\`${change.event}\` is a ${change.to} of ${ownerText(change)} now and was a ${change.from} before.`,
  judge: ({ event, from, to }) => ({
    every: {
      backward: breaks(`A new sender takes \`${event}\` for a ${to}, which an old handler means as a ${from}.`),
      forward: breaks(`An old sender takes \`${event}\` for a ${from}, which the handler means as a ${to} now.`),
    },
  }),
  instead: ({ event, to }) => `Leave \`${event}\` as it is and add the ${to} as an event of its own.`,
};
