import { nodeAt } from '../../../language/node.js';
import { trafficOf } from '../../../model/facts/channel-traffic.js';
import type { Catalog, ChannelDef, Consumer } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** A channel that cannot be divided among as many instances as its load needs. */
export const tooFewPartitions: Rule = {
  id: 'too-few-partitions',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require as many partitions as the declared load needs consumers.',
  why: `A partition is read by one instance of a service at a time, so a channel with six partitions keeps six instances busy, whatever the number that is started. If these together handle less than what comes in at the peak, the service falls behind for as long as the peak lasts, and partitions cannot be added then without breaking the order of keys.

For each consumer that says \`perSecond\` on a channel with \`peakPerSecond\`, the number of instances needed is the peak divided by what one of them handles; where it is more than \`partitions\`, or where \`instances\` is, this is a finding. Queues are not divided by partitions.`,
  bad: `services:
  tracking: { owner: team-fleet }
  geofence: { owner: team-maps, inbox: { window: 8d } }
channels:
  fleet.position.events: { broker: kafka, key: vehicleId, partitions: 6, peakPerSecond: 1000 }
events:
  PositionReported:
    version: 1.0.0
    producer: tracking
    consumers: [{ service: geofence, perSecond: 80 }]
    channel: fleet.position.events
    payload: { vehicleId: uuid, latitude: double, longitude: double, reportedAt: timestamp }
`,
  good: `services:
  tracking: { owner: team-fleet }
  geofence: { owner: team-maps, inbox: { window: 8d } }
channels:
  fleet.position.events: { broker: kafka, key: vehicleId, partitions: 24, peakPerSecond: 1000 }
events:
  PositionReported:
    version: 1.0.0
    producer: tracking
    consumers: [{ service: geofence, perSecond: 80 }]
    channel: fleet.position.events
    payload: { vehicleId: uuid, latitude: double, longitude: double, reportedAt: timestamp }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      if (channel.shape === 'queue' || channel.partitions === undefined) continue;
      const finding = sized(catalog, channel, channel.partitions);
      if (finding) report(finding);
    }
  },
};

function sized(catalog: Catalog, channel: ChannelDef, partitions: number): Finding | undefined {
  const consumers = trafficOf(catalog, channel.id).messages.flatMap((message) =>
    message.kind === 'event' ? message.consumers : [],
  );
  const slowest = mostOf(consumers, (consumer) => neededBy(channel, consumer));
  if (slowest && neededBy(channel, slowest) > partitions) return tooSlow(channel, partitions, slowest);
  const largest = mostOf(consumers, ({ instances }) => instances ?? 0);
  return largest?.instances !== undefined && largest.instances > partitions
    ? tooMany(channel, partitions, largest, largest.instances)
    : undefined;
}

/** Instances that a consumer needs at the channel's peak; 0 where nothing is declared. */
function neededBy({ peakPerSecond }: ChannelDef, { perSecond }: Consumer): number {
  if (peakPerSecond === undefined || perSecond === undefined) return 0;
  return Math.ceil(peakPerSecond / perSecond);
}

function mostOf(consumers: readonly Consumer[], count: (consumer: Consumer) => number): Consumer | undefined {
  let most = consumers[0];
  for (const consumer of consumers) if (most && count(consumer) > count(most)) most = consumer;
  return most;
}

function tooSlow(channel: ChannelDef, partitions: number, consumer: Consumer): Finding {
  const { peakPerSecond = 0 } = channel;
  const { perSecond = 1, service } = consumer;
  const needed = neededBy(channel, consumer);
  const division = `${peakPerSecond} / ${perSecond} = ${Number((peakPerSecond / perSecond).toFixed(2))}`;
  return {
    ...placeOf(channel, consumer),
    message: `At its peak \`${channel.id}\` needs ${needed} instances of \`${service.name}\` (${division}), and ${partitionsText(partitions)} at most ${partitions} busy.`,
    help: `Give it at least ${needed} partitions before it is full, or make \`${service.name}\` faster.`,
  };
}

function tooMany(channel: ChannelDef, partitions: number, consumer: Consumer, instances: number): Finding {
  return {
    ...placeOf(channel, consumer),
    message: `\`${consumer.service.name}\` runs ${instances} instances on \`${channel.id}\`, and ${partitionsText(partitions)} at most ${partitions} busy.`,
    help: `Give it at least ${instances} partitions, or start fewer instances.`,
  };
}

function partitionsText(partitions: number): string {
  return partitions === 1 ? 'its 1 partition keeps' : `its ${partitions} partitions keep`;
}

/** Partitions of the defaults stand elsewhere: then the channel is where a person writes its own. */
function placeOf(channel: ChannelDef, { service }: Consumer): Omit<Finding, 'message'> {
  return {
    span: nodeAt(channel.node, 'partitions')?.span ?? channel.nameSpan,
    labels: [{ span: service.span, text: 'is what reads it' }],
    element: channel,
  };
}
