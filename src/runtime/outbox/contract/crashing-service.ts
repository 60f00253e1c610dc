import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Broker } from '../../broker/broker.js';
import { createRelay } from '../create-relay.js';
import type { OutboxMessage, OutboxStore } from '../index.js';

/** A database with a table `orders (id)` and an outbox. */
export interface ServiceDatabase {
  readonly store: OutboxStore;
  /** Notes an order and adds its message, in one transaction; rolls both back where it is told so. */
  place(order: number, message: OutboxMessage, end: 'COMMIT' | 'ROLLBACK'): Promise<void>;
}

/**
 * A service that places orders from `first` on, every fifth in vain, and publishes their messages by appending a line to a
 * file, until it is killed; without `first` it only publishes what is left.
 */
export async function runService({ store, place }: ServiceDatabase, file: string, first?: number): Promise<void> {
  const broker: Broker = {
    publish: async (_channel, { id }) => {
      appendFileSync(file, `${id}\n`);
      await sleep(0);
    },
    subscribe: () => Promise.reject(new Error('nobody reads')),
    close: async () => undefined,
  };
  const relay = createRelay({ store, broker, pollMs: 5, batch: 7, leaseMs: 200 });
  if (first === undefined) return relay.run({ untilIdle: true });
  const running = relay.run();
  for (let order = first; ; order += 1) {
    const message = {
      id: String(order),
      channel: 'orders',
      key: `k${order % 3}`,
      type: 'OrderPlaced',
      data: { order },
    };
    await place(order, message, order % 5 === 0 ? 'ROLLBACK' : 'COMMIT');
    await Promise.race([sleep(1), running]);
  }
}
