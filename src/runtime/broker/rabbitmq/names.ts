/** The longest name that AMQP can carry, in bytes. */
const NAME_BYTES = 255;

/** The queue from which a group takes what comes on a channel; all groups of a `queue` share one. */
export function groupQueue(channel: string, group: string, kind: 'topic' | 'queue' = 'topic'): string {
  return kind === 'queue' ? channel : `${channel}.${group}`;
}

/** The queue in which what is published on a retry channel rests. */
export function delayQueue(channel: string): string {
  return `${channel}.delay`;
}

/** The queue in which messages rest that were given back to another queue, for so many milliseconds. */
export function waitQueue(queue: string, ms: number): string {
  return `${queue}.wait.${ms / 1_000}s`;
}

/** What RabbitMQ has against a name, or nothing. */
export function nameProblem(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (name.startsWith('amq.')) return 'begins with `amq.`, which RabbitMQ keeps for itself';
  const bytes = Buffer.byteLength(name);
  return bytes > NAME_BYTES ? `has ${bytes} bytes, and RabbitMQ allows ${NAME_BYTES}` : undefined;
}
