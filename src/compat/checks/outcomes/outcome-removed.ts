import { nameList } from '../../../model/facts/name-list.js';
import { breaks, type CompatCheck } from '../../check.js';
import { senderNames } from '../../readers/sender-names.js';
import { ownerText } from '../change-text.js';

/** One answer less. */
export const outcomeRemoved: CompatCheck<'outcome-removed'> = {
  id: 'outcome-removed',
  group: 'outcomes',
  since: '0.1.0',
  summary: 'A command is not answered with some event any more.',
  why: `A sender that waits for an answer which never comes loses nothing as long as another one does. The other way round it breaks: an old handler, and every answer that is on its way, still speaks of the removed outcome to a new sender that does not know it.`,
  examples: [
    {
      title: 'one failure less',
      before: `commands:
  HoldSeat: { version: 1.0.0, handler: tickets, senders: [desk], payload: { seatId: uuid }, success: SeatHeld, failure: [SeatTaken, SeatBroken] }
`,
      after: `commands:
  HoldSeat: { version: 2.0.0, handler: tickets, senders: [desk], payload: { seatId: uuid }, success: SeatHeld, failure: [SeatTaken] }
`,
      verdicts: { every: 'backward' },
    },
  ],
  describe: (change) => `${ownerText(change)} is not answered with the ${change.outcome} \`${change.event}\` any more.`,
  judge(change, { new: next }) {
    const senders = senderNames(next, change.owner.id);
    const who = senders.length === 0 ? `A new sender of ${ownerText(change)}` : nameList(senders, 4);
    const verb = senders.length > 1 ? 'do' : 'does';
    return {
      every: {
        backward: breaks(
          `${who} ${verb} not know the ${change.outcome} \`${change.event}\` any more, with which an old handler still answers.`,
        ),
      },
    };
  },
  instead: ({ event }) =>
    `Let the handler stop answering with \`${event}\` first, and remove the outcome when no such answer is on its way.`,
};
