import { insertEntriesAfter } from '../../../edit/index.js';
import { entryOf, nodeAt } from '../../../language/node.js';
import { trafficOf } from '../../../model/facts/channel-traffic.js';
import type { Catalog, ChannelDef, MessageDef } from '../../../model/index.js';
import { isIdName } from '../../facts/identity-fields.js';
import type { Finding, Rule } from '../../rule.js';

const MOST_LABELS = 3;

/** A channel that promises order by key, with messages that have none. */
export const orderingWithoutKey: Rule = {
  id: 'ordering-without-key',
  group: 'delivery',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a key wherever messages of one key keep their order.',
  why: `A channel keeps the order of messages that have the same key, and of no others: without a key they are spread over the partitions, and \`OrderCancelled\` is handled before \`OrderPlaced\` on the first busy day. A channel keeps order by key unless it says \`ordering: none\`.

Channels with one partition keep the order of everything and need no key. On brokers without partitions (RabbitMQ, NATS, SQS, EventBridge, memory) and on queues only a written \`ordering: key\` is taken at its word. The fix gives a message the key that all others on its channel have.`,
  fixable: 'unsafe',
  bad: `services:
  rental: { owner: team-rental }
channels:
  rental.contract.events: { broker: kafka, partitions: 6 }
events:
  ContractSigned:
    version: 1.0.0
    producer: rental
    channel: rental.contract.events
    key: contractId
    payload: { contractId: uuid, signedAt: timestamp }
  ContractTerminated:
    version: 1.0.0
    producer: rental
    channel: rental.contract.events
    payload: { contractId: uuid, terminatedAt: timestamp }
`,
  good: `services:
  rental: { owner: team-rental }
channels:
  rental.contract.events: { broker: kafka, partitions: 6 }
events:
  ContractSigned:
    version: 1.0.0
    producer: rental
    channel: rental.contract.events
    key: contractId
    payload: { contractId: uuid, signedAt: timestamp }
  ContractTerminated:
    version: 1.0.0
    producer: rental
    channel: rental.contract.events
    key: contractId
    payload: { contractId: uuid, terminatedAt: timestamp }
`,
  check({ catalog, report }) {
    for (const channel of catalog.channels.values()) {
      if (!keepsOrder(channel)) continue;
      const { messages } = trafficOf(catalog, channel.id);
      const keyless = messages.filter((message) => message.key === undefined && message.oldMajor === undefined);
      if (keyless.length === 0) continue;
      const keyed = messages.filter((message) => message.key !== undefined);
      if (keyed.length === 0) report(noKeyAtAll(channel, keyless));
      else for (const message of keyless) report(noKey(catalog, channel, message, keyed));
    }
  },
};

/** What only follows from the default is judged where it means something: on a log that is divided. */
function keepsOrder(channel: ChannelDef): boolean {
  const { ordering, partitions, broker, shape } = channel;
  if (ordering === 'none' || partitions === 1) return false;
  if (entryOf(channel.node, 'ordering')) return true;
  return shape === 'topic' && (broker === 'kafka' || (broker === undefined && partitions !== undefined));
}

function noKeyAtAll(channel: ChannelDef, messages: readonly MessageDef[]): Finding {
  const [first, ...others] = messages;
  const who =
    others.length === 0 ? `\`${first?.id}\` on it has no key` : `none of its ${messages.length} messages has one`;
  return {
    span: nodeAt(channel.node, 'ordering')?.span ?? channel.nameSpan,
    message: `\`${channel.id}\` keeps order by key, and ${who}.`,
    help: 'Give the channel a `key`, the field that identifies what its messages are about, or say `ordering: none`.',
    labels: messages.slice(0, MOST_LABELS).map(({ nameSpan }) => ({ span: nameSpan, text: 'has no key' })),
    element: channel,
  };
}

function noKey(catalog: Catalog, channel: ChannelDef, message: MessageDef, keyed: readonly MessageDef[]): Finding {
  const [other] = keyed;
  const keys = new Set(keyed.map(({ key }) => key?.name ?? ''));
  const [key = ''] = keys;
  const fix = keys.size === 1 ? keyFix(catalog, message, key) : undefined;
  return {
    span: message.nameSpan,
    message: `\`${message.id}\` has no key, while \`${channel.id}\` keeps order by key.`,
    help: 'Say with `key` which field identifies what it is about.',
    ...(other?.key && { labels: [{ span: other.key.span, text: `\`${other.id}\` has one` }] }),
    element: message,
    ...(fix && { fix }),
  };
}

/** Only an id that is always there is sure to be the key. */
function keyFix(catalog: Catalog, message: MessageDef, key: string): Finding['fix'] {
  const field = message.payload.fields.find(({ name }) => name === key);
  if (field === undefined || field.optional || field.nullable || !isIdName(key)) return undefined;
  const edits = insertEntriesAfter(catalog.texts, message.node, 'channel', { key });
  return edits && { title: `Write \`key: ${key}\``, safety: 'unsafe', edits };
}
