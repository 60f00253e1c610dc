import { type CompatCheck, risks } from '../../check.js';
import { ownerText } from '../change-text.js';

/** A failure that is worth another attempt, or not. */
export const retryableChanged: CompatCheck<'retryable-changed'> = {
  id: 'retryable-changed',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'A failure becomes one that is tried again, or one that is final.',
  why: `Whether a failure is final is agreed between sender and handler. A sender that tries again what the other means as final spends all its attempts on the same answer and then treats the step as one that may have happened. Giving up on what could have been tried again is safe.`,
  bump: 'minor',
  examples: [
    {
      title: 'worth another attempt',
      before: `events:
  SeatBusy: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `events:
  SeatBusy: { version: 1.1.0, producer: tickets, retryable: true, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward?' },
    },
    {
      title: 'final',
      before: `events:
  SeatBusy: { version: 1.0.0, producer: tickets, retryable: true, payload: { seatId: uuid } }
`,
      after: `events:
  SeatBusy: { version: 1.1.0, producer: tickets, payload: { seatId: uuid } }
`,
      verdicts: { every: 'forward?' },
    },
  ],
  describe: (change) => `The failure ${ownerText(change)} is ${change.to ? 'worth another attempt' : 'final'} now.`,
  judge(change) {
    const name = ownerText(change);
    return change.to
      ? { every: { backward: risks(`New senders try again after a ${name} that an old handler means as final.`) } }
      : { every: { forward: risks(`Old senders try again after ${name}, which is final now.`) } };
  },
  instead: ({ owner }) => `Add another failure for the other case, and leave \`${owner.id}\` as it is.`,
};
