import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Broker } from '../../broker/broker.js';
import { createPostgresOutboxStore, createRelay } from '../index.js';

/**
 * A process that relays the outbox of a schema to a file, a line `id` for each message, until it is told to end by SIGTERM or is
 * killed. Messages take up to 4 ms, one in 50 is refused once more, and the answer to one in 50 is lost.
 */
export async function relayToFile(url: string, schema: string, file: string, leaseMs: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}`, max: 2 });
  const broker: Broker = {
    publish: async (_channel, { id }) => {
      await sleep(Math.random() * 4);
      if (Math.random() < 0.02) throw new Error('not taken');
      appendFileSync(file, `${id}\n`);
      await sleep(0);
      if (Math.random() < 0.02) throw new Error('the answer was lost');
    },
    subscribe: () => Promise.reject(new Error('nobody reads')),
    close: async () => undefined,
  };
  const store = createPostgresOutboxStore(pool);
  const relay = createRelay({ store, broker, pollMs: 20, batch: 40, leaseMs, attempts: 1_000_000 });
  process.once('SIGTERM', () => void relay.stop());
  await relay.run();
  await pool.end();
}
