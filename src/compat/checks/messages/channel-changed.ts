import { breaks, type CompatCheck, type Rulings } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** A message that goes another way. */
export const channelChanged: CompatCheck<'channel-changed'> = {
  id: 'channel-changed',
  group: 'messages',
  since: '0.1.0',
  summary: 'A message goes over another channel.',
  why: `Readers listen to a channel and not to a message. Who still listens to the old one hears nothing more, and who listens to the new one never sees what was written to the old one before or is still being written there. An event that was only an answer and now goes over a channel too reaches all that it reached.`,
  examples: [
    {
      title: 'moved to another channel',
      before: `events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      after: `events:
  SeatSold: { version: 1.1.0, producer: tickets, channel: seat.events, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward forward' },
    },
    {
      title: 'an answer that others may hear now',
      before: `commands:
  SellSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid }, success: SeatSold }
events:
  SeatSold: { version: 1.0.0, producer: tickets, payload: { seatId: uuid } }
`,
      after: `commands:
  SellSeat: { version: 1.0.0, handler: tickets, payload: { seatId: uuid }, success: SeatSold }
events:
  SeatSold: { version: 1.1.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The channel of ${ownerText(change)}`, change.from, change.to),
  judge(change): Rulings {
    const { from, to, message } = change;
    const name = ownerText(change);
    const [here, there] = [from, to].map((id) => (id === undefined ? 'without a channel' : `over \`${id}\``));
    if (message === 'command') {
      return {
        every: {
          backward: breaks(`Who still sends ${name} ${here} does not reach a handler that takes it ${there}.`),
          forward: breaks(`A handler that still takes ${name} ${here} is not reached by what is sent ${there}.`),
        },
      };
    }
    if (from === undefined) return {};
    return {
      every: {
        backward: breaks(`What was written to \`${from}\` is not seen by who reads ${name} ${there}.`),
        forward: breaks(`Who still reads ${name} from \`${from}\` hears nothing more there.`),
      },
    };
  },
  instead({ message, from, to }) {
    if (message === 'command') return 'Let the handler take it both ways until nobody sends it the old way.';
    if (from === undefined) return undefined;
    if (to === undefined) return `Keep it on \`${from}\` until nobody reads it there.`;
    return `Write to both channels until all readers have moved to \`${to}\` and \`${from}\` is empty.`;
  },
};
