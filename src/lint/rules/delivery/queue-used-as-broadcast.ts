import { setValue } from '../../../edit/index.js';
import { nodeAt } from '../../../language/node.js';
import { trafficOf } from '../../../model/facts/channel-traffic.js';
import type { Catalog, ChannelDef } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

const MOST_LABELS = 4;

/** A queue from which several services expect every message. */
export const queueUsedAsBroadcast: Rule = {
  id: 'queue-used-as-broadcast',
  group: 'delivery',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow several services on one queue.',
  why: `A queue gives each message to one of those who read it. Two services on one queue take turns: each gets about half of the messages, which ones is chance, and in a test with three messages it looks right. What several services want to know belongs on a topic, or on a queue for each of them.

The fix turns the channel into a topic. The broker's set-up has to change with it.`,
  fixable: 'unsafe',
  bad: `services:
  auction: { owner: team-auctions }
  payments: { owner: team-payments, inbox: { window: 8d } }
  shipping: { owner: team-shipping, inbox: { window: 8d } }
channels:
  auctions.lot.events: { broker: rabbitmq, kind: queue, key: lotId }
events:
  LotSold:
    version: 1.0.0
    producer: auction
    consumers: [payments, shipping]
    channel: auctions.lot.events
    payload: { lotId: uuid, soldAt: timestamp }
`,
  good: `services:
  auction: { owner: team-auctions }
  payments: { owner: team-payments, inbox: { window: 8d } }
  shipping: { owner: team-shipping, inbox: { window: 8d } }
channels:
  auctions.lot.events: { broker: rabbitmq, kind: topic, key: lotId }
events:
  LotSold:
    version: 1.0.0
    producer: auction
    consumers: [payments, shipping]
    channel: auctions.lot.events
    payload: { lotId: uuid, soldAt: timestamp }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      const finding = channel.shape === 'queue' ? sharedQueue(catalog, channel) : undefined;
      if (finding) report(finding);
    }
  },
};

function sharedQueue(catalog: Catalog, channel: ChannelDef): Finding | undefined {
  const places = new Map(
    trafficOf(catalog, channel.id)
      .readers.toReversed()
      .map(({ service, span }) => [service, span]),
  );
  const services = [...places.keys()].sort();
  const [first, second] = services;
  if (first === undefined || second === undefined) return undefined;
  const more = services.length > 2 ? ` and ${services.length - 2} more` : '';
  const kind = nodeAt(channel.node, 'kind');
  const fix = topicFix(catalog, channel);
  return {
    span: kind?.span ?? channel.nameSpan,
    message: `\`${channel.id}\` is a queue, and \`${first}\`, \`${second}\`${more} read it: each message reaches only one of them.`,
    help: 'Make it a topic (`kind: topic`), or give each service a queue of its own.',
    labels: services.slice(0, MOST_LABELS).flatMap((service) => {
      const span = places.get(service);
      return span ? [{ span, text: `\`${service}\` reads it` }] : [];
    }),
    element: channel,
    ...(fix && { fix }),
  };
}

/** As a topic it would need keys for its order, and groups and sizes would mean something: those are for a person. */
function topicFix(catalog: Catalog, channel: ChannelDef): Finding['fix'] {
  const { messages } = trafficOf(catalog, channel.id);
  const consumers = messages.flatMap((message) => (message.kind === 'event' ? message.consumers : []));
  const isSized = consumers.some(({ group, perSecond, instances }) => group ?? perSecond ?? instances);
  const isOrdered = channel.ordering === 'none' || messages.every(({ key }) => key !== undefined);
  if (isSized || !isOrdered || channel.node.kind !== 'map') return undefined;
  const edits = setValue(catalog.texts, channel.node, 'kind', 'topic');
  return edits && { title: 'Write `kind: topic`', safety: 'unsafe', edits };
}
