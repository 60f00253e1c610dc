import type { ChannelCreation } from '../network-broker-options.js';

/** Where the processes of a group agree on which of them reads a channel in order. */
export const LEASE_BUCKET = 'sagac_leases';
/** How long that holds without a sign of life, in milliseconds. */
export const LEASE_MS = 10_000;

const NANOSECONDS = 1_000_000;
/** How long a message may be away without a sign of life before it is given to somebody else, where order does not count. */
const ACK_WAIT_MS = 30_000;
/** What is away at once, among it all that waits for another try; JetStream's own 1000 would hold up everything behind it. */
const MAX_ACK_PENDING = 100_000;

/** What NATS has against a channel's name as a subject. */
export function subjectProblem(channel: string): string | undefined {
  const parts = channel.split('.');
  if (parts.includes('')) {
    return channel === '' ? 'is empty' : 'has an empty part between or beside its dots, which no subject of NATS has';
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what NATS refuses.
  if (/[\s\u0000-\u001f\u007f]/.test(channel))
    return 'has white space or control characters, which no subject of NATS has';
  if (parts.some((part) => part === '*' || part === '>')) return 'has a wildcard of NATS among its parts';
  if (channel.startsWith('$')) return 'begins with `$`, as the subjects of NATS itself do';
  return channel.length > 240 ? 'is too long for the name of a stream in NATS' : undefined;
}

/** The name of a channel's stream, where no other stream has it; such names have no dots. */
export function streamName(channel: string): string {
  return plainName(channel);
}

/** The name of the durable consumer of a group; all who read a queue share one. */
export function consumerName(group: string, kind: 'topic' | 'queue' = 'topic'): string {
  return kind === 'queue' ? 'queue' : plainName(group);
}

function plainName(name: string): string {
  return name.replaceAll(/[.\s*>/\\]/g, '_');
}

/** A stream as JetStream's own API has it: times in nanoseconds, 0 and -1 for no limit. */
export function streamSettings(channel: string, name: string, { retentionMs, maxBytes, replicas }: ChannelCreation) {
  return {
    name,
    subjects: [channel],
    retention: 'limits',
    storage: 'file',
    discard: 'old',
    max_age: (retentionMs ?? 0) * NANOSECONDS,
    max_msg_size: maxBytes ?? -1,
    max_msgs: -1,
    max_bytes: -1,
    max_consumers: -1,
    num_replicas: replicas ?? 1,
  } as const;
}

/** Whose consumer it is. */
export interface ConsumerOf {
  readonly group: string;
  readonly kind: 'topic' | 'queue';
  readonly ordering: 'key' | 'none';
}

/**
 * A durable consumer as JetStream's API has it. How often and when a message comes again, the service says itself. Where one process
 * reads for its group, what it had in hand comes to the next one as soon as that one may read.
 */
export function consumerSettings({ group, kind, ordering }: ConsumerOf, leaseMs = LEASE_MS) {
  return {
    durable_name: consumerName(group, kind),
    // Names of groups may have dots: the group that the consumer belongs to.
    ...(kind === 'topic' && { description: group }),
    deliver_policy: 'all',
    ack_policy: 'explicit',
    ack_wait: (ordering === 'key' ? leaseMs : ACK_WAIT_MS) * NANOSECONDS,
    max_deliver: -1,
    max_ack_pending: MAX_ACK_PENDING,
    replay_policy: 'instant',
  } as const;
}

/** The stream of the key-value bucket with the leases. */
export function leaseSettings(bucket: string, leaseMs: number, replicas = 1) {
  return {
    name: `KV_${bucket}`,
    subjects: [`$KV.${bucket}.>`],
    retention: 'limits',
    storage: 'file',
    discard: 'new',
    max_age: leaseMs * NANOSECONDS,
    duplicate_window: Math.min(leaseMs, 120_000) * NANOSECONDS,
    max_msgs_per_subject: 1,
    max_msg_size: -1,
    max_msgs: -1,
    max_bytes: -1,
    max_consumers: -1,
    num_replicas: replicas,
    allow_rollup_hdrs: true,
    deny_delete: true,
  } as const;
}
