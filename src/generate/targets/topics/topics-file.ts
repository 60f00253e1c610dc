import { yamlText } from '../../yaml-text.js';
import type { Topic } from './plan-topics.js';

/** `topics.yaml`: every channel with all that is known of it, for people and for tools that no script is written for. */
export function topicsText(topics: readonly Topic[]): string {
  return yamlText({
    topics: topics.map((topic) => ({
      name: topic.name,
      use: topic.use,
      declared: topic.declared,
      broker: topic.broker,
      kind: topic.kind,
      ordering: topic.ordering,
      partitions: topic.partitions,
      retentionMs: topic.retentionMs,
      maxBytes: topic.maxBytes,
      delayMs: topic.delayMs,
      of: listOrNothing(topic.of),
      groups: listOrNothing(topic.groups),
      writers: listOrNothing(topic.writers),
      notSaid: listOrNothing(topic.notSaid),
    })),
  });
}

function listOrNothing<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
