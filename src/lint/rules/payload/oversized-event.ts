import { channelOf } from '../../../model/graph.js';
import { type Catalog, type ChannelDef, type MessageDef, messagesIn } from '../../../model/index.js';
import { isCurrent } from '../../facts/message-standing.js';
import { type FieldSize, fieldSizes } from '../../facts/payload-size.js';
import type { Finding, Rule } from '../../rule.js';

const MIB = 1024 * 1024;

/**
 * The largest message that a broker takes as it comes out of the box, in bytes:
 * - Kafka: `message.max.bytes` of the broker and `max.request.size` of the producer, both about 1 MiB (kafka.apache.org/documentation).
 * - NATS: `max_payload`, 1 MiB (docs.nats.io, server limits).
 * - SQS and EventBridge: 1 MiB for the whole message or entry since January 2026 (AWS Compute Blog, "More room to build"); queues
 *   that were set up before may still have 256 KiB: `maxBytes` says so.
 * - RabbitMQ: `max_message_size`, 16 MiB since 4.0 (rabbitmq.com/docs/configure; 128 MiB before).
 */
const LIMITS: Readonly<Record<string, number>> = {
  kafka: MIB,
  nats: MIB,
  sqs: MIB,
  eventbridge: MIB,
  rabbitmq: 16 * MIB,
};

/** Fields that are named in the sum; the others are added up. */
const MOST_NAMED = 3;

/** A message that the broker may refuse. */
export const oversizedEvent: Rule = {
  id: 'oversized-event',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow payloads that may be larger than the broker takes.',
  why: `A message above the limit is refused when it is published, which with an outbox means that it stays there for ever and may stop what is behind it. It happens for the first time with the largest customer, in production. Large things belong in a store of their own, and their address into the message.

The largest JSON of the payload is added up from types, \`maxLength\` of texts, bytes and lists, and names: four bytes a character, base64 for bytes. What has no bound counts as empty, except \`bytes\` without \`maxLength\`, which is a file. The limit is the channel's \`maxBytes\`, or else what its broker takes when nothing is set: kafka, nats, sqs and eventbridge 1 MiB, rabbitmq 16 MiB. A queue with an older, lower limit says so with \`maxBytes: 262144\`.`,
  bad: `channels:
  claims.photo.events: { key: claimId, broker: sqs }
events:
  DamagePhotographed:
    version: 1.0.0
    channel: claims.photo.events
    payload: { claimId: uuid, photo: { type: bytes, maxLength: 3000000 }, caption: { type: string, maxLength: 500 }, takenAt: timestamp }
`,
  good: `channels:
  claims.photo.events: { key: claimId, broker: sqs }
events:
  DamagePhotographed:
    version: 1.0.0
    channel: claims.photo.events
    payload: { claimId: uuid, photo: uri, caption: { type: string, maxLength: 500 }, takenAt: timestamp }
`,
  check({ catalog, report }) {
    for (const message of messagesIn(catalog)) {
      const channel = channelOf(catalog, message);
      if (channel === undefined || !isCurrent(message)) continue;
      const limit = limitOf(channel);
      const finding = limit && findingFor(catalog, message, channel, limit);
      if (finding) report(finding);
    }
  },
};

interface Limit {
  readonly bytes: number;
  readonly from: string;
}

function limitOf({ maxBytes, broker }: ChannelDef): Limit | undefined {
  if (maxBytes !== undefined) return { bytes: maxBytes, from: '`maxBytes`' };
  const bytes = broker !== undefined && Object.hasOwn(LIMITS, broker) ? LIMITS[broker] : undefined;
  return bytes === undefined ? undefined : { bytes, from: `the limit of ${broker}` };
}

function findingFor(catalog: Catalog, message: MessageDef, channel: ChannelDef, limit: Limit): Finding | undefined {
  const inOrder = fieldSizes(catalog, message);
  const total = inOrder.reduce((sum, { bytes }) => sum + bytes, '{}'.length);
  if (total <= limit.bytes && inOrder.every(({ endless }) => endless === undefined)) return undefined;
  const sizes = [...inOrder].sort((a, b) => b.bytes - a.bytes);
  const endless = sizes.find((size) => size.endless !== undefined);
  const most = `\`${channel.id}\` takes ${grouped(limit.bytes)} bytes (${limit.from})`;
  if (endless)
    return finding(message, endless, `\`${endless.endless}\` of \`${message.id}\` may have any size, and ${most}.`);
  const [biggest] = sizes;
  if (biggest === undefined || total <= limit.bytes) return undefined;
  return finding(message, biggest, `\`${message.id}\` may have ${sumOf(sizes, total)} bytes, and ${most}.`);
}

function finding(message: MessageDef, { field }: FieldSize, text: string): Finding {
  return {
    span: field.typeSpan,
    message: text,
    element: message,
    help: 'Keep what is large in a store and send its address, or bound it with `maxLength`; if the broker is set to take more, say so with `maxBytes` on the channel.',
  };
}

/** The biggest fields, what the others and the braces have together, and the sum: `a 600 + b 300 + 2 others 40 = 940`. */
function sumOf(sizes: readonly FieldSize[], total: number): string {
  const named = sizes.slice(0, MOST_NAMED);
  const rest = total - named.reduce((sum, { bytes }) => sum + bytes, 0);
  const parts = named.map(({ field, bytes }) => `\`${field.name}\` ${grouped(bytes)}`);
  return `${parts.join(' + ')} + the rest ${grouped(rest)} = ${grouped(total)}`;
}

function grouped(number: number): string {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',');
}
