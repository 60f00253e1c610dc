import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { describeLeftOut } from '../testing/left-out.js';
import { dropSchema, freshSchema, runSql } from '../testing/postgres-schema.js';
import { postgresForTests } from '../testing/postgres-server.js';
import { describeOutboxContract, messageOf } from './contract/outbox-contract.js';
import { takeAll } from './contract/take-all.js';
import type { PostgresClient } from './databases.js';
import { createPostgresOutboxStore, migratePostgresOutbox, postgresOutbox } from './postgres-outbox.js';
import { outboxTables } from './schema.js';
import { postgresScript } from './service-tables.js';
import { ALL_SHARDS } from './shards.js';

const server = await postgresForTests();
afterAll(() => server?.remove());

if (server === undefined) describeLeftOut();
else {
  const { url } = server;

  /** A pool whose tables are in a schema of its own. */
  async function open() {
    const schema = freshSchema();
    await runSql(url, `CREATE SCHEMA ${schema}`);
    const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}` });
    const close = async () => {
      await pool.end();
      await dropSchema(url, schema);
    };
    return { pool, close };
  }

  describeOutboxContract('PostgreSQL', async () => {
    const { pool, close } = await open();
    await migratePostgresOutbox(pool);
    return {
      store: createPostgresOutboxStore(pool),
      async add(messages, end = 'COMMIT') {
        const client = await pool.connect();
        try {
          await client.query('BEGIN');
          const ids: string[] = [];
          for (const message of messages) ids.push(await postgresOutbox.add(client, message));
          await client.query(end);
          return ids;
        } catch (error) {
          await client.query('ROLLBACK');
          throw error;
        } finally {
          client.release();
        }
      },
      execute: async (sql) => void (await pool.query(sql)),
      migrate: () => migratePostgresOutbox(pool),
      cleanUp: close,
    };
  });

  describe('several users of one outbox in PostgreSQL', () => {
    it('make the tables at the same moment', async () => {
      const { pool, close } = await open();
      await Promise.all(Array.from({ length: 8 }, () => migratePostgresOutbox(pool)));
      expect((await pool.query('SELECT version FROM sagac_outbox_version')).rows).toEqual([{ version: 2 }]);
      await close();
    });

    it('do not lease what another is just leasing, and do not wait for it either', async () => {
      const { pool, close } = await open();
      await migratePostgresOutbox(pool);
      const client = await pool.connect();
      const [first, second] = [createPostgresOutboxStore(client), createPostgresOutboxStore(pool)];
      for (const store of [first, second]) {
        await store.lease('before', 60_000);
        await store.release('before');
      }
      await client.query('BEGIN');
      expect((await first.lease('first', 60_000)).shards).toEqual(ALL_SHARDS);
      expect((await second.lease('second', 60_000)).shards).toEqual([]);
      await client.query('COMMIT');
      expect((await second.lease('second', 60_000)).shards).toEqual([]);
      client.release();
      await close();
    });

    it('lose no message whose transaction ends after a later one', async () => {
      const { pool, close } = await open();
      await migratePostgresOutbox(pool);
      const store = createPostgresOutboxStore(pool);
      const slow = await pool.connect();
      await slow.query('BEGIN');
      await postgresOutbox.add(slow, messageOf('slow'));
      await postgresOutbox.add(pool, messageOf('fast'));
      const first = await takeAll(store);
      await store.settle(
        first.map(({ seq }) => seq),
        [],
      );
      await slow.query('COMMIT');
      slow.release();
      expect(first.map(({ id }) => id)).toEqual(['fast']);
      expect((await takeAll(store)).map(({ id }) => id)).toEqual(['slow']);
      await close();
    });

    it('bring tables of the first version up to date, with what waits in them', async () => {
      const { pool, close } = await open();
      await pool.query(postgresScript({ ...outboxTables, migrations: outboxTables.migrations.slice(0, 1) }));
      await postgresOutbox.add(pool, messageOf('before'));
      await migratePostgresOutbox(pool);
      await postgresOutbox.add(pool, messageOf('after'));
      const rows = await takeAll(createPostgresOutboxStore(pool));
      expect(rows.map(({ id }) => id)).toEqual(['before', 'after']);
      expect(new Set(rows.map(({ shard }) => shard)).size).toBe(1);
      await close();
    });
  });

  describe('a long history in PostgreSQL', () => {
    it('is not read to find what waits, nor what is to be deleted', async () => {
      const { pool, close } = await open();
      await migratePostgresOutbox(pool);
      await pool.query(`INSERT INTO sagac_outbox (id, channel, message_key, type, data, headers, added_at, published_at)
        SELECT g::text, 'orders', 'k' || g % 1000, 'T', '{}', '{}', 1, CASE WHEN g <= 30000 THEN g END FROM generate_series(1, 31000) g`);
      const plans: string[] = [];
      const explaining: PostgresClient = {
        async query(text, values) {
          const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, values);
          plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
          return pool.query(text, values);
        },
      };
      const store = createPostgresOutboxStore(explaining);
      // Before the server has looked at the table, and afterwards.
      for (let time = 0; time < 2; time += 1) {
        expect(await store.take({ shards: ALL_SHARDS, each: 5, except: [] })).toHaveLength(80);
        expect(await store.purge(1, 5)).toBe(5);
        const [take, purge] = plans.splice(0);
        expect(take).toContain('Index Scan using sagac_outbox_waiting_by_shard');
        expect(purge).toContain('sagac_outbox_published');
        for (const plan of [take, purge]) expect(plan).not.toContain('Seq Scan on sagac_outbox');
        await pool.query('VACUUM ANALYZE sagac_outbox');
      }
      await close();
    });
  });
}
