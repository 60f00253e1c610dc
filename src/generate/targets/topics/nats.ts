import type { JsonValue } from '../../../model/index.js';
import type { Topic } from './plan-topics.js';

/** What NATS says of a name, where it does not take it as a subject. */
export function natsProblem(name: string): string | undefined {
  if (name.split('.').includes('')) return 'has an empty part between two dots, which no subject of NATS has';
  return name.length > 240 ? 'is too long for the name of a stream in NATS' : undefined;
}

/** A stream of JetStream with the consumers that read it. */
export interface NatsStream {
  readonly topic: Topic;
  readonly name: string;
  readonly config: JsonValue;
  readonly consumers: readonly { readonly name: string; readonly config: JsonValue }[];
}

const NANOSECONDS = 1_000_000;

/** One stream for each channel; names of streams have no dots, so the later of two equal ones gets an underscore. */
export function natsStreams(topics: readonly Topic[], replicas: number): readonly NatsStream[] {
  const taken = new Set<string>();
  return topics.map((topic) => {
    let name = topic.name.replaceAll('.', '_');
    while (taken.has(name)) name += '_';
    taken.add(name);
    const consumers = consumersOf(topic).map((consumer) => ({ name: consumer, config: consumerConfig(consumer) }));
    return { topic, name, config: streamConfig(topic, name, replicas), consumers };
  });
}

/** Each group has one; those who read a queue share one. */
function consumersOf({ kind, groups }: Topic): readonly string[] {
  return kind === 'queue' && groups.length > 0 ? ['queue'] : groups;
}

/** As JetStream's own API has it: times in nanoseconds, 0 and -1 for no limit. */
function streamConfig({ name: subject, retentionMs, maxBytes }: Topic, name: string, replicas: number): JsonValue {
  return {
    name,
    subjects: [subject],
    retention: 'limits',
    storage: 'file',
    discard: 'old',
    max_age: (retentionMs ?? 0) * NANOSECONDS,
    max_msg_size: maxBytes ?? -1,
    max_msgs: -1,
    max_bytes: -1,
    max_consumers: -1,
    num_replicas: replicas,
  };
}

/** How often and when a message comes again, the service says itself. */
function consumerConfig(group: string): JsonValue {
  return {
    durable_name: group,
    deliver_policy: 'all',
    ack_policy: 'explicit',
    ack_wait: 30_000 * NANOSECONDS,
    max_deliver: -1,
    replay_policy: 'instant',
  };
}
