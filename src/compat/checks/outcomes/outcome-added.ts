import { nameList } from '../../../model/facts/name-list.js';
import { breaks, type CompatCheck } from '../../check.js';
import { senderNames } from '../../readers/sender-names.js';
import { ownerText } from '../change-text.js';

/** One more answer to a command. */
export const outcomeAdded: CompatCheck<'outcome-added'> = {
  id: 'outcome-added',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'A command may be answered with one more event.',
  why: `The sender decides by the answer: it goes on after a success and takes back after a failure. An old sender that gets an answer which it does not know does neither. It waits until its time is up, and code that tells all outcomes apart does not compile any more.`,
  examples: [
    {
      title: 'one more failure',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, senders: [desk], payload: { seatId: uuid }, success: SeatHeld, failure: [SeatTaken] }
`,
      after: `commands:
  HoldSeat: { version: 2.0.0, handler: tickets, senders: [desk], payload: { seatId: uuid }, success: SeatHeld, failure: [SeatTaken, SeatBroken] }
`,
      verdicts: { every: 'forward' },
    },
  ],
  describe: (change) => `${ownerText(change)} may be answered with the ${change.outcome} \`${change.event}\` now.`,
  judge(change, { old }) {
    const senders = senderNames(old, change.owner.id);
    const who = senders.length === 0 ? `An old sender of ${ownerText(change)}` : nameList(senders, 4);
    const verb = senders.length > 1 ? 'do' : 'does';
    return {
      every: { forward: breaks(`${who} ${verb} not know the ${change.outcome} \`${change.event}\` as an answer.`) },
    };
  },
  instead: ({ event, owner }) =>
    `Answer old senders with an outcome that they know, and \`${event}\` only to a new major version of \`${owner.id}\`; or let every sender know \`${event}\` before a handler answers with it.`,
};
