import type { JsonValue } from '../../../model/index.js';
import {
  consumerName,
  consumerSettings,
  LEASE_BUCKET,
  LEASE_MS,
  leaseSettings,
  streamName,
  streamSettings,
  subjectProblem,
} from '../../../runtime/broker/nats/settings.js';
import type { Topic } from './plan-topics.js';

/** What NATS says of a name, where it does not take it as a subject. */
export const natsProblem = subjectProblem;

/** A stream of JetStream with the consumers that read it. */
export interface NatsStream {
  readonly topic: Topic;
  readonly name: string;
  readonly config: JsonValue;
  readonly consumers: readonly { readonly name: string; readonly config: JsonValue }[];
}

/** One stream for each channel; names of streams have no dots, so the later of two equal ones gets an underscore. */
export function natsStreams(topics: readonly Topic[], replicas: number): readonly NatsStream[] {
  const taken = new Set<string>();
  return topics.map((topic) => {
    let name = streamName(topic.name);
    while (taken.has(name)) name += '_';
    taken.add(name);
    return {
      topic,
      name,
      config: streamSettings(topic.name, name, { ...topic, replicas }),
      consumers: consumersOf(topic),
    };
  });
}

/** Each group has one; those who read a queue share one. */
function consumersOf({ kind, ordering, groups }: Topic): NatsStream['consumers'] {
  const own = kind === 'queue' ? groups.slice(0, 1) : groups;
  return own.map((group) => ({
    name: consumerName(group, kind),
    config: consumerSettings({ group, kind, ordering }),
  }));
}

/** The bucket in which the processes of a group agree on who reads in order; none where there are no such groups. */
export function natsLeases(
  topics: readonly Topic[],
  replicas: number,
): readonly Omit<NatsStream, 'topic' | 'consumers'>[] {
  if (!topics.some(({ ordering, groups }) => ordering === 'key' && groups.length > 0)) return [];
  const config = leaseSettings(LEASE_BUCKET, LEASE_MS, replicas);
  return [{ name: config.name, config }];
}
