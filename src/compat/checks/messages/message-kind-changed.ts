import { breaks, type CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** An event that has become a command, or the reverse. */
export const messageKindChanged: CompatCheck<'message-kind-changed'> = {
  id: 'message-kind-changed',
  group: 'messages',
  since: '0.1.0',
  summary: 'An event becomes a command, or a command an event.',
  why: `An event is told to all who want to know, a command is asked of one who must answer. Whoever subscribed to the event hears nothing of a command, and whoever sends the command gets no answer from those who listen to an event.`,
  examples: [
    {
      title: 'a command out of an event',
      before: `events:
  SeatRequest: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `commands:
  SeatRequest: { version: 2.0.0, handler: tickets, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward forward' },
    },
  ],
  describe: (change) => `${ownerText(change)} is ${NOUNS[change.to]} now and was ${NOUNS[change.from]} before.`,
  judge(change) {
    const name = ownerText(change);
    const [backward, forward] =
      change.to === 'command'
        ? [
            `The handler takes an old event ${name} for a command.`,
            `Who subscribed to ${name} hears nothing of a command.`,
          ]
        : [`Who still sends ${name} as a command gets no answer.`, `The old handler of ${name} is not asked any more.`];
    return { every: { backward: breaks(backward), forward: breaks(forward) } };
  },
  instead: ({ to, owner }) => `Keep \`${owner.id}\` as it is and add the ${to} under a name of its own.`,
};

const NOUNS = { event: 'an event', command: 'a command' } as const;
