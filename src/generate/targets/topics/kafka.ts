import type { Topic } from './plan-topics.js';
import { shellWord } from './shell-word.js';

/** What Kafka says of a name, where it does not take it. */
export function kafkaProblem(name: string): string | undefined {
  return name.length > 249 ? 'is longer than the 249 characters that Kafka allows' : undefined;
}

/** The name under which Kafka counts a topic: two topics that differ only so cannot be. */
export function kafkaMetricName(name: string): string {
  return name.replaceAll('.', '_');
}

/** The command that makes a topic, without what is the same for all. */
export function kafkaArguments({ name, partitions, retentionMs, maxBytes }: Topic, replicas?: number): string {
  const configs = [
    ...(retentionMs === undefined ? [] : [`retention.ms=${retentionMs}`]),
    ...(maxBytes === undefined ? [] : [`max.message.bytes=${maxBytes}`]),
  ];
  const words = [
    shellWord(name),
    ...(partitions === undefined ? [] : ['--partitions', String(partitions)]),
    ...(replicas === undefined ? [] : ['--replication-factor', String(replicas)]),
    ...configs.flatMap((config) => ['--config', shellWord(config)]),
  ];
  return words.join(' ');
}
