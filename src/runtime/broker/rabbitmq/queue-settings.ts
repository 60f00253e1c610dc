/** Settings with which a queue is made. */
export type QueueArguments = Readonly<Record<string, string | number | boolean>>;

/**
 * How often a message may come back to its queue. RabbitMQ 4 drops what comes back more than 20 times where a queue does not say
 * otherwise, and 3 does not know the -1 that stands for no limit.
 */
const DELIVERY_LIMIT = 2_000_000_000;

const KEPT_SAFELY = { 'x-queue-type': 'quorum' } as const;

/** The queue of a group. Where order counts, one process reads and the others stand by. */
export function groupArguments(ordering: 'key' | 'none'): QueueArguments {
  return {
    ...KEPT_SAFELY,
    'x-delivery-limit': DELIVERY_LIMIT,
    ...(ordering === 'key' && { 'x-single-active-consumer': true }),
  };
}

/** The queue of dead letters, which operators look through without taking them. */
export const DEAD_LETTER_ARGUMENTS: QueueArguments = { ...KEPT_SAFELY, 'x-delivery-limit': DELIVERY_LIMIT };

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
