import { breaks, type CompatCheck, risks } from '../../check.js';
import { changedText, ownerText } from '../change-text.js';

/** Another field that decides what stays in order. */
export const keyChanged: CompatCheck<'key-changed'> = {
  id: 'key-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A message is keyed by another field.',
  why: `The key decides which messages stay in order, and of which a compacted channel keeps the latest. Old readers count on the order of the old key, which is gone for good. Readers of the new one find no order in what was written before the change. Where the channel keeps no order, a key is only a field.`,
  bump: 'patch',
  examples: [
    {
      title: 'another key',
      before: `channels:
  box.events: { broker: kafka, partitions: 12 }
events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, key: seatId, payload: { seatId: uuid, showId: uuid } }
`,
      after: `channels:
  box.events: { broker: kafka, partitions: 12 }
events:
  SeatSold: { version: 2.0.0, producer: tickets, channel: box.events, key: showId, payload: { seatId: uuid, showId: uuid } }
`,
      verdicts: { every: 'backward? forward' },
    },
    {
      title: 'a first key',
      before: `channels:
  box.events: { broker: kafka, partitions: 12 }
events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, payload: { seatId: uuid } }
`,
      after: `channels:
  box.events: { broker: kafka, partitions: 12 }
events:
  SeatSold: { version: 1.1.0, producer: tickets, channel: box.events, key: seatId, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward?' },
    },
    {
      title: 'where no order is kept',
      before: `channels:
  box.events: { broker: kafka, partitions: 12, ordering: none }
events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, key: seatId, payload: { seatId: uuid, showId: uuid } }
`,
      after: `channels:
  box.events: { broker: kafka, partitions: 12, ordering: none }
events:
  SeatSold: { version: 1.1.0, producer: tickets, channel: box.events, key: showId, payload: { seatId: uuid, showId: uuid } }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The key of ${ownerText(change)}`, change.from, change.to),
  judge(change, { old, new: next }) {
    const { channel: id, from, to } = change;
    const [before, after] = [old.channels.get(id ?? ''), next.channels.get(id ?? '')];
    if (!before || !after || before.shape === 'queue') return {};
    const forward = breaks(
      `Old readers count on the order of the messages of one \`${from}\`, which is not kept any more.`,
    );
    const backward = risks(`What was written before is not in the order of \`${to}\` that new readers count on.`);
    return {
      every: {
        ...(from !== undefined && before.ordering === 'key' && before.partitions !== 1 && { forward }),
        ...(to !== undefined && after.ordering === 'key' && before.partitions !== 1 && { backward }),
      },
    };
  },
  instead: ({ from, to }) =>
    from === undefined
      ? `Let readers wait for messages with \`${to}\` as their key before they count on the order.`
      : `Keep \`${from}\` as the key, and write to a new channel what is to be in another order.`,
};
