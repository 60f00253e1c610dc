/** The longest name that AMQP can carry, in bytes. */
const NAME_BYTES = 255;

/** Stands in no name of a channel: dots stand in all of them, and `a.b.c` could be a queue of `a` or of `a.b`. */
const BETWEEN = ':';

/** The queue from which a group takes what comes on a channel; all groups of a `queue` share one. */
export function groupQueue(channel: string, group: string, kind: 'topic' | 'queue' = 'topic'): string {
  return kind === 'queue' ? channel : `${channel}${BETWEEN}${group}`;
}

/** The queue in which what is published on a retry channel rests. */
export function delayQueue(channel: string): string {
  return ownedBy(channel, 'delay');
}

/** The queue in which messages rest that were given back to another queue, for so many milliseconds. */
export function waitQueue(queue: string, ms: number): string {
  return ownedBy(queue, `wait.${ms / 1_000}s`);
}

/** The queue that keeps others away from the letters of a queue. */
export function lockQueue(queue: string): string {
  return ownedBy(queue, 'lock');
}

/** No group is called so: its name would be empty. */
function ownedBy(queue: string, purpose: string): string {
  return `${queue}${BETWEEN}${BETWEEN}${purpose}`;
}

/** What RabbitMQ has against the name of an exchange or queue, or nothing. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.startsWith('amq.')) return 'begins with `amq.`, which RabbitMQ keeps for itself';
  const bytes = Buffer.byteLength(name);
  return bytes > NAME_BYTES ? `has ${bytes} bytes, and RabbitMQ allows ${NAME_BYTES}` : undefined;
}

/** What there is against a name for a channel or a group, or nothing. */
export function partProblem(name: string): string | undefined {
  if (!name.includes(BETWEEN)) return nameProblem(name);
  return `has a \`${BETWEEN}\`, which stands between channel and group in the names of queues`;
}

/** Settings with which a queue is made. */
export type QueueArguments = Readonly<Record<string, string | number | boolean>>;

/**
 * How often a message may come back to its queue. RabbitMQ 4 drops what comes back more than 20 times where a queue does not say
 * otherwise, and 3 does not know the -1 that stands for no limit.
 */
const DELIVERY_LIMIT = 2_000_000_000;

const KEPT_SAFELY = { 'x-queue-type': 'quorum' } as const;

/** The queue of dead letters, which operators look through without taking them. */
export const DEAD_LETTER_ARGUMENTS = { ...KEPT_SAFELY, 'x-delivery-limit': DELIVERY_LIMIT } as const;

/** The queue of a group. Where order counts, one process reads and the others stand by: two at once would mix up messages of one key. */
export function groupArguments(ordering: 'key' | 'none'): QueueArguments {
  return { ...DEAD_LETTER_ARGUMENTS, ...(ordering === 'key' && { 'x-single-active-consumer': true }) };
}

/** A queue whose messages go to another one after a while. Only what has arrived there leaves it. */
export function restArguments(ms: number, queue: string): QueueArguments {
  return {
    ...KEPT_SAFELY,
    'x-message-ttl': ms,
    // The nameless exchange leads to the queue of that name.
    'x-dead-letter-exchange': '',
    'x-dead-letter-routing-key': queue,
    'x-dead-letter-strategy': 'at-least-once',
    'x-overflow': 'reject-publish',
  };
}
