import { trafficOf } from '../../../model/facts/channel-traffic.js';
import type { Catalog } from '../../../model/index.js';
import { breaks, type CompatCheck, risks } from '../../check.js';
import { channelOf } from '../../diff/channel-of.js';
import { changedText, ownerText } from '../change-text.js';

/** Another spread of keys. */
export const partitionsChanged: CompatCheck<'partitions-changed'> = {
  id: 'partitions-changed',
  group: 'delivery',
  since: '0.1.0',
  summary: 'A channel gets more or fewer partitions.',
  why: `With another number of partitions most keys move to another one. Around the change a message may be read before an earlier one of the same key, which still waits where the key was before, and so it is whenever the channel is read again from the beginning. Fewer partitions are not to be had: the channel has to be made anew, without what lies in it.`,
  examples: [
    {
      title: 'more of them',
      before: `channels:
  box.events: { broker: kafka, partitions: 12 }
events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, key: seatId, payload: { seatId: uuid } }
`,
      after: `channels:
  box.events: { broker: kafka, partitions: 24 }
events:
  SeatSold: { version: 1.0.0, producer: tickets, channel: box.events, key: seatId, payload: { seatId: uuid } }
`,
      verdicts: { every: 'backward? forward?' },
    },
    {
      title: 'fewer of them',
      before: `channels:
  box.events: { broker: kafka, partitions: 24, ordering: none }
`,
      after: `channels:
  box.events: { broker: kafka, partitions: 12, ordering: none }
`,
      verdicts: { every: 'backward' },
    },
    {
      title: 'more of them where no order is kept',
      before: `channels:
  box.events: { broker: kafka, partitions: 12, ordering: none }
`,
      after: `channels:
  box.events: { broker: kafka, partitions: 24, ordering: none }
`,
      verdicts: {},
    },
  ],
  describe: (change) => changedText(`The number of partitions of ${ownerText(change)}`, change.from, change.to),
  judge(change, { old, new: next }) {
    const { from, to, owner } = change;
    if (from === undefined || to === undefined) return {};
    const name = ownerText(change);
    const isOrdered = keepsOrderByKey(old, owner.id);
    const moved = risks(`Around the change, readers of ${name} may get messages of one key in the wrong order.`);
    const isKafka = (channelOf(next, owner.id)?.broker ?? 'kafka') === 'kafka';
    const isLost = to < from && isKafka;
    const lost = breaks(
      `Kafka takes no partition away, so ${name} has to be made anew without what was written before.`,
    );
    return {
      every: {
        ...(isLost ? { backward: lost } : isOrdered && { backward: moved }),
        ...(isOrdered && { forward: moved }),
      },
    };
  },
  instead({ from, to }) {
    if (from === undefined || to === undefined) return undefined;
    return to < from
      ? `Keep ${from} partitions: unused ones cost little.`
      : 'Let readers empty the channel before writers go on with the new partitions, or write to a new channel.';
  },
};

/** Whether readers of a channel can count on the order of the messages of one key. */
function keepsOrderByKey(catalog: Catalog, channel: string): boolean {
  const found = channelOf(catalog, channel);
  if (found === undefined || found.ordering === 'none' || found.shape === 'queue') return false;
  return trafficOf(catalog, channel).messages.some(({ key }) => key !== undefined);
}
