import { setValue } from '../../../edit/index.js';
import { nodeAt } from '../../../language/node.js';
import { sentBy } from '../../../model/facts/channel-traffic.js';
import { redeliveryTimes, retryTimes } from '../../../model/facts/redelivery.js';
import { printSum, printTime, roundedUp, sumOf } from '../../../model/facts/time-sums.js';
import type { Catalog, ChannelDef, ServiceDef } from '../../../model/index.js';
import type { OptionValues, Rule } from '../../rule.js';

/** An outbox that forgets events whose delivery is not over yet. */
export const outboxPurgedEarly: Rule = {
  id: 'outbox-purged-early',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an outbox that keeps events until their delivery is over.',
  why: `What was sent is not yet delivered: consumers try again for as long as the retries of the channel last, and what a broker loses in that time, or a queue has already handed out, can only be sent again from the outbox. If it was purged before, the event is gone and the data of two services differ for good.

\`keep\` must be at least the sum of the \`retryDelays\` of each channel that the service publishes to; for a queue, which cannot be read twice, its \`retention\` comes on top. The option \`cover: retention\` asks for that on every channel, for teams that replay from the outbox and not from the broker. The fix writes the sum, rounded up.`,
  fixable: 'safe',
  options: {
    schema: {
      type: 'object',
      properties: { cover: { enum: ['retries', 'retention'] } },
      additionalProperties: false,
    },
    defaults: { cover: 'retries' },
  },
  bad: `services:
  fleet: { owner: team-fleet, store: postgres, outbox: { keep: 10m } }
  tolls: { owner: team-roads, inbox: { window: 8d } }
channels:
  roads.trip.events: { broker: kafka, key: tripId, retention: 7d, retryDelays: [1m, 5m, 30m] }
events:
  TripEnded:
    version: 1.0.0
    producer: fleet
    consumers: [tolls]
    channel: roads.trip.events
    payload: { tripId: uuid, kilometres: int, endedAt: timestamp }
`,
  good: `services:
  fleet: { owner: team-fleet, store: postgres, outbox: { keep: 36m } }
  tolls: { owner: team-roads, inbox: { window: 8d } }
channels:
  roads.trip.events: { broker: kafka, key: tripId, retention: 7d, retryDelays: [1m, 5m, 30m] }
events:
  TripEnded:
    version: 1.0.0
    producer: fleet
    consumers: [tolls]
    channel: roads.trip.events
    payload: { tripId: uuid, kilometres: int, endedAt: timestamp }
`,
  check({ catalog, options, report }) {
    for (const service of catalog.services.values()) {
      const { outboxKeep: keep } = service;
      if (keep === undefined || service.external) continue;
      const [channel, times] = longest(catalog, service, options) ?? [];
      if (channel === undefined || times === undefined || sumOf(times) <= keep.ms) continue;
      const wanted = roundedUp(sumOf(times));
      const outbox = nodeAt(service.node, 'outbox');
      const edits = outbox?.kind === 'map' ? setValue(catalog.texts, outbox, 'keep', wanted) : undefined;
      report({
        span: keep.span,
        message: `The outbox of \`${service.id}\` keeps events for ${printTime(keep.ms)}, while \`${channel.id}\` may still be delivering them for ${printSum(times)}.`,
        help: `Keep what was sent for at least ${wanted}.`,
        labels: [{ span: channel.nameSpan, text: 'delivers for that long' }],
        element: service,
        ...(edits && { fix: { title: `Write \`keep: ${wanted}\``, safety: 'safe', edits } }),
      });
    }
  },
};

function longest(
  catalog: Catalog,
  service: ServiceDef,
  options: OptionValues,
): readonly [ChannelDef, readonly number[]] | undefined {
  let found: readonly [ChannelDef, readonly number[]] | undefined;
  for (const name of new Set(sentBy(catalog, service.id).map(({ message }) => message.channel?.name ?? ''))) {
    const channel = catalog.channels.get(name);
    if (channel === undefined) continue;
    const isKept = options['cover'] === 'retention' || channel.shape === 'queue';
    const times = isKept ? redeliveryTimes(channel) : retryTimes(channel);
    if (found === undefined || sumOf(times) > sumOf(found[1])) found = [channel, times];
  }
  return found;
}
