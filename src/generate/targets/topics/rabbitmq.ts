import type { JsonValue } from '../../../model/index.js';
import type { Topic } from './plan-topics.js';

/** What RabbitMQ says of a name, where it does not take it. */
export function rabbitmqProblem(name: string): string | undefined {
  if (name.startsWith('amq.')) return 'begins with `amq.`, which RabbitMQ keeps for itself';
  return name.length > 200 ? 'leaves no room for the name of a queue in the 255 bytes that RabbitMQ allows' : undefined;
}

interface Definitions {
  readonly exchanges: JsonValue[];
  readonly queues: JsonValue[];
  readonly bindings: JsonValue[];
}

/**
 * RabbitMQ 4 drops what comes back to its queue more than 20 times where the queue does not say otherwise, and 3 does not know the -1
 * that stands for no limit.
 */
const NO_LIMIT = { 'x-delivery-limit': 2_000_000_000 } as const;
/** One process of the group reads, and the others stand by: two at once would get messages of one key out of order. */
const IN_ORDER = { 'x-single-active-consumer': true } as const;

/**
 * Definitions as `rabbitmqctl import_definitions` reads them. A channel is an exchange; each group that reads it has a durable
 * queue `<channel>.<group>`, and a channel of the kind `queue` one for all of its own name. What comes to a retry channel rests
 * in a queue `<channel>.delay` until its time is up, and goes to the group's queue then. The broker of `sagac/runtime/rabbitmq`
 * makes the same, and refuses queues with other arguments.
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
  const addQueue = (queue: string, more: Readonly<Record<string, JsonValue>> = {}) =>
    definitions.queues.push({
      name: queue,
      vhost,
      durable: true,
      auto_delete: false,
      arguments: { 'x-queue-type': 'quorum', ...more },
    });
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
  for (const queue of queues) addQueue(queue, argumentsOf(topic, queue));
  if (delayMs === undefined) {
    queues.forEach(bind);
    return;
  }
  // The nameless exchange leads to the queue of that name.
  const back = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': queues[0] ?? '' };
  addQueue(`${name}.delay`, {
    'x-message-ttl': delayMs,
    ...back,
    'x-dead-letter-strategy': 'at-least-once',
    'x-overflow': 'reject-publish',
  });
  bind(`${name}.delay`);
}

/** Dead letters have a queue although no service reads them: without one they would be gone. */
function queuesOf({ name, kind, use, groups }: Topic): readonly string[] {
  if (kind === 'queue') return [name];
  const read = groups.map((group) => `${name}.${group}`);
  return use === 'dead-letters' ? [name, ...read] : read;
}

/** People look through all the dead letters of a channel, in whatever order its groups read it. */
function argumentsOf({ name, use, ordering }: Topic, queue: string): Readonly<Record<string, JsonValue>> {
  const isForPeople = use === 'dead-letters' && queue === name;
  return { ...NO_LIMIT, ...(ordering === 'key' && !isForPeople && IN_ORDER) };
}
