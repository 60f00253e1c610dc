import { nameList } from '../../../model/facts/name-list.js';
import { messageById } from '../../../model/index.js';
import { breaks, type CompatCheck } from '../../check.js';
import { ownerText } from '../change-text.js';

/** A channel that is gone. */
export const channelRemoved: CompatCheck<'channel-removed'> = {
  id: 'channel-removed',
  group: 'topology',
  since: '0.1.0',
  summary: 'A channel is removed.',
  why: `Its messages have moved to another channel or are gone with it, and either is told with the message. One that still names the channel goes nowhere.`,
  examples: [
    {
      title: 'and nothing went over it',
      before: `channels:
  box.events: { broker: kafka }
  seat.events: { broker: kafka }
`,
      after: `channels:
  box.events: { broker: kafka }
`,
      verdicts: {},
    },
    {
      title: 'and a message still names it',
      before: `channels:
  box.events: { summary: What is sold }
events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      after: `channels: {}
events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward forward' },
    },
  ],
  describe(change) {
    const over = change.messages.length === 0 ? '' : ` of ${nameList(change.messages, 4)}`;
    return `The channel ${ownerText(change)}${over} is gone.`;
  },
  judge(change, { new: next }) {
    const name = ownerText(change);
    const left = change.messages.filter((id) => messageById(next, id)?.channel?.name === change.owner.id);
    if (left.length === 0) return {};
    return {
      every: {
        backward: breaks(`What was written to ${name} as ${nameList(left, 4)} is gone with it.`),
        forward: breaks(`Who still reads ${nameList(left, 4)} from ${name} hears nothing more.`),
      },
    };
  },
  instead: () => 'Give its messages another channel, and keep this one until nobody reads it.',
};
