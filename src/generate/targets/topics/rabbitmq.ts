import type { JsonValue } from '../../../model/index.js';
import {
  DEAD_LETTER_ARGUMENTS,
  delayQueue,
  groupArguments,
  groupQueue,
  partProblem,
  type QueueArguments,
  restArguments,
} from '../../../runtime/broker/rabbitmq/settings.js';
import type { Topic } from './plan-topics.js';

/** What RabbitMQ says of a name, where it does not take it. */
export function rabbitmqProblem(name: string): string | undefined {
  const isLong = name.length > 200;
  return isLong ? 'leaves no room for the name of a queue in the 255 bytes that RabbitMQ allows' : partProblem(name);
}

interface Definitions {
  readonly exchanges: JsonValue[];
  readonly queues: JsonValue[];
  readonly bindings: JsonValue[];
}

/**
 * Definitions as `rabbitmqctl import_definitions` reads them: what the broker of `sagac/runtime/rabbitmq` makes itself where it may. A
 * channel is an exchange; each group that reads it has a durable queue, and a channel of the kind `queue` one for all of its own
 * name. What comes to a retry channel rests in a queue until its time is up, and goes to the group's queue then.
 */
export function rabbitmqDefinitions(topics: readonly Topic[], vhost: string): JsonValue {
  const definitions: Definitions = { exchanges: [], queues: [], bindings: [] };
  for (const topic of topics) addTopic(definitions, topic, vhost);
  return { vhosts: [{ name: vhost }], ...definitions };
}

function addTopic(definitions: Definitions, topic: Topic, vhost: string): void {
  const { name, delayMs } = topic;
  const exchange = { name, vhost, type: 'fanout', durable: true, auto_delete: false, internal: false, arguments: {} };
  definitions.exchanges.push(exchange);
  const addQueue = (queue: string, settings: QueueArguments) =>
    definitions.queues.push({ name: queue, vhost, durable: true, auto_delete: false, arguments: settings });
  const bind = (queue: string) =>
    definitions.bindings.push({
      source: name,
      vhost,
      destination: queue,
      destination_type: 'queue',
      routing_key: '',
      arguments: {},
    });
  const queues = queuesOf(topic);
  for (const [queue, settings] of queues) addQueue(queue, settings);
  if (delayMs === undefined) {
    for (const [queue] of queues) bind(queue);
    return;
  }
  addQueue(delayQueue(name), restArguments(delayMs, queues[0]?.[0] ?? ''));
  bind(delayQueue(name));
}

/** Dead letters have a queue although no service reads them: without one they would be gone. */
function queuesOf({ name, kind, use, ordering, groups }: Topic): readonly (readonly [string, QueueArguments])[] {
  const own = [name, use === 'dead-letters' ? DEAD_LETTER_ARGUMENTS : groupArguments(ordering)] as const;
  if (kind === 'queue') return [own];
  const read = groups.map((group) => [groupQueue(name, group), groupArguments(ordering)] as const);
  return use === 'dead-letters' ? [own, ...read] : read;
}
