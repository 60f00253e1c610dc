import { type Acknowledger, createAcknowledger } from './acknowledger.js';
import type { AmqpChannel } from './driver.js';
import { type Brought, numberIn, OWN_HEADERS, publishedAt } from './envelope.js';

/** A message that the server has given, and the line on which alone it may be acknowledged. */
export interface Taken {
  readonly line: AmqpChannel;
  readonly brought: Brought;
}

/** What a subscription has, and has not acknowledged. */
export interface Hand {
  readonly size: number;
  /** When the oldest of them was published, in milliseconds since 1970. */
  readonly oldest: number | undefined;
  has(taken: Taken): boolean;
  add(taken: Taken): void;
  /** It is done with. What the server has taken back it gives again, and hears nothing of here. */
  acknowledge(taken: Taken): void;
  /** Gives it to whoever is next. */
  giveBack(taken: Taken): void;
  /** Tells the server what it has not been told yet. */
  flush(line: AmqpChannel): void;
  /** The server has taken back everything. */
  empty(): void;
}

export function createHand(): Hand {
  const all = new Set<Taken>();
  const acknowledgers = new WeakMap<AmqpChannel, Acknowledger>();

  function answering(line: AmqpChannel): Acknowledger {
    const acknowledger = acknowledgers.get(line) ?? createAcknowledger(line);
    acknowledgers.set(line, acknowledger);
    return acknowledger;
  }

  return {
    get size() {
      return all.size;
    },
    get oldest() {
      const times = [...all].flatMap(({ brought }) => publishedAt(brought) ?? []);
      return times.length === 0 ? undefined : times.reduce((least, one) => Math.min(least, one));
    },
    has: (taken) => all.has(taken),
    add: (taken) => void all.add(taken),
    acknowledge(taken) {
      if (all.delete(taken)) answering(taken.line).acknowledge(taken.brought.deliveryTag);
    },
    giveBack(taken) {
      if (all.delete(taken)) answering(taken.line).giveBack(taken.brought.deliveryTag);
    },
    flush: (line) => answering(line).flush(),
    empty: () => all.clear(),
  };
}

/**
 * From 1: how often the group has been given the message, as far as it says so itself. The server's own count has every time that it was
 * fetched, also by a process that ended before its handler saw it: after some restarts a message would be given up at its first failure.
 */
export function deliveriesOf({ brought: { headers } }: Taken): number {
  return (numberIn(headers, OWN_HEADERS.attempts) ?? 0) + 1;
}

/** How much longer a message that comes from where it rested has to wait, in milliseconds. */
export function restLeft({ brought: { headers } }: Taken): number {
  return numberIn(headers, OWN_HEADERS.waitMs) ?? 0;
}
