import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryBroker } from '../broker/memory-broker.js';
import { createPostgresInbox, migratePostgresInbox } from '../inbox/postgres-inbox.js';
import { dropSchema, freshSchema, runSql } from '../testing/postgres-schema.js';
import { postgresForTests } from '../testing/postgres-server.js';
import { startConsumer } from './start-consumer.js';
import { definitionOf, handlerOf, messageOf } from './testing/set-up.js';
import type { ConsumerEvent } from './types.js';

const server = await postgresForTests();

afterAll(() => server?.remove());

describe.runIf(server !== undefined)('several consumers on one PostgreSQL database', () => {
  const url = server?.url ?? '';
  const schema = freshSchema();
  const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}`, max: 8 });

  beforeAll(async () => {
    await runSql(url, `CREATE SCHEMA "${schema}"`);
    await migratePostgresInbox(pool);
    await pool.query('CREATE TABLE effects (id text NOT NULL)');
  });
  afterAll(async () => {
    await pool.end();
    await dropSchema(url, schema);
  });

  it('divide messages, duplicates and parked ones among them, and each has its effect once', async () => {
    const ship = handlerOf({
      name: 'Ship',
      on: ['OrderPaid'],
      needs: ['OrderPlaced'],
      asks: ['OrderPlaced'],
      onMissing: 'park',
    });
    const definition = definitionOf([handlerOf(), ship]);
    const events: ConsumerEvent[] = [];
    const effect = async (_data: unknown, { tx, messageId }: { tx: pg.PoolClient; messageId: string }) => {
      await tx.query('INSERT INTO effects VALUES ($1)', [messageId]);
    };
    // Two brokers: as if each message had come to both, one of them too often.
    const brokers = [createMemoryBroker(), createMemoryBroker()];
    const consumers = await Promise.all(
      brokers.map((broker) =>
        startConsumer<pg.PoolClient>({
          definition,
          broker,
          inbox: createPostgresInbox(pool),
          handlers: { Mail: effect, Ship: effect },
          pollMs: 20,
          observer: { onEvent: (event) => void events.push(event) },
        }),
      ),
    );
    const keys = Array.from({ length: 20 }, (_, index) => `o${index}`);
    await Promise.all(
      keys.flatMap((key) => [
        ...brokers.map((broker) => broker.publish('orders', messageOf(`paid-${key}`, { key, type: 'Order.Paid' }))),
        ...brokers.map((broker) => broker.publish('orders', messageOf(`placed-${key}`, { key }))),
      ]),
    );
    const effects = async () => (await pool.query<{ id: string }>('SELECT id FROM effects ORDER BY id')).rows;
    await expect.poll(async () => (await effects()).length, { timeout: 15_000 }).toBe(2 * keys.length);
    await expect.poll(() => events.length, { timeout: 15_000 }).toBeGreaterThanOrEqual(4 * keys.length);
    await Promise.all(consumers.map((consumer) => consumer.close()));
    await Promise.all(brokers.map((broker) => broker.close()));
    expect(new Set((await effects()).map(({ id }) => id)).size).toBe(2 * keys.length);
    expect((await pool.query('SELECT 1 FROM sagac_parked')).rows).toEqual([]);
    expect(events.filter(({ kind }) => !['handled', 'duplicate', 'parked'].includes(kind))).toEqual([]);
  }, 40_000);
});
