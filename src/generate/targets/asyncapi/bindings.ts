import type { ChannelDef } from '../../../model/index.js';
import { protocolOf } from './brokers.js';
import { filled, type Json } from './json.js';

/** Versions of the bindings that this follows; validators know these. */
const VERSIONS = { kafka: '0.5.0', amqp: '0.3.0', nats: '0.1.0', sqs: '0.2.0' } as const;

type Protocol = keyof typeof VERSIONS;

/** Fourteen days, the longest that SQS keeps a message. */
const SQS_SECONDS = 1_209_600;

/** The bindings object of one protocol; undefined where there is nothing to bind. */
export function bindings(protocol: Protocol, content: Readonly<Record<string, unknown>>): Json | undefined {
  const own = filled(content);
  if (Object.keys(own).length === 0) return undefined;
  return { [protocol]: { ...own, bindingVersion: VERSIONS[protocol] } };
}

/** How the broker has a channel: its size and life for Kafka, exchange or queue for AMQP, queue for SQS. */
export function channelBindings(
  broker: string,
  address: string | undefined,
  shape: ChannelDef['shape'],
  channel: ChannelDef | undefined,
): Json | undefined {
  if (address === undefined || address.length > 255) return undefined;
  switch (protocolOf(broker)) {
    case 'kafka':
      return channel && kafkaChannel(channel);
    case 'amqp':
      return amqpChannel(address, shape);
    case 'sqs':
      return channel && sqsChannel(address, channel);
    default:
      return undefined;
  }
}

function kafkaChannel({ partitions, retention, maxBytes }: ChannelDef): Json | undefined {
  const topicConfiguration = filled({ 'retention.ms': retention?.ms, 'max.message.bytes': maxBytes });
  return bindings('kafka', { partitions, topicConfiguration });
}

/** A topic is an exchange that each consumer group binds a queue of its own to, as the target `topics` makes them. */
function amqpChannel(name: string, shape: ChannelDef['shape']): Json | undefined {
  const durable = { durable: true, autoDelete: false };
  if (shape === 'queue') return bindings('amqp', { is: 'queue', queue: { name, ...durable, exclusive: false } });
  return bindings('amqp', { is: 'routingKey', exchange: { name, type: 'fanout', ...durable } });
}

function sqsChannel(name: string, { ordering, key, retention, retryDelays, deadLetter }: ChannelDef): Json | undefined {
  const isFifo = ordering === 'key' && key !== undefined;
  const seconds = retention && Math.min(Math.max(60, Math.round(retention.ms / 1000)), SQS_SECONDS);
  const dead = deadLetter === undefined || deadLetter === 'none' ? undefined : deadLetter.channel;
  const redrivePolicy = dead && { deadLetterQueue: { name: dead }, maxReceiveCount: retryDelays.length + 1 };
  return bindings('sqs', {
    queue: filled({ name, fifoQueue: isFifo, messageRetentionPeriod: seconds, redrivePolicy }),
    deadLetterQueue: dead && { name: dead, fifoQueue: isFifo },
  });
}

/** The consumer groups of a receiver. Kafka's is a schema, and so can name several; NATS has one queue group. */
export function receiverBindings(
  broker: string,
  groups: readonly string[],
  delivery: ChannelDef['delivery'],
): Json | undefined {
  const [first = ''] = groups;
  switch (protocolOf(broker)) {
    case 'kafka':
      return bindings('kafka', { groupId: { type: 'string', enum: groups } });
    case 'nats':
      return bindings('nats', { queue: first });
    case 'amqp':
      return bindings('amqp', { ack: delivery !== 'at-most-once' });
    default:
      return undefined;
  }
}

/** The partition key as a schema, which only Kafka's binding has a place for. */
export function messageBindings(broker: string, key: Json | undefined): Json | undefined {
  return protocolOf(broker) === 'kafka' ? bindings('kafka', { key }) : undefined;
}
