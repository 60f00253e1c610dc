import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { describeLeftOut } from '../testing/left-out.js';
import { dropSchema, freshSchema, runSql } from '../testing/postgres-schema.js';
import { postgresForTests } from '../testing/postgres-server.js';
import { describeOutboxContract, messageOf } from './contract/outbox-contract.js';
import { createPostgresOutboxStore, migratePostgresOutbox, postgresOutbox } from './postgres-outbox.js';

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
      expect((await pool.query('SELECT version FROM sagac_outbox_version')).rows).toEqual([{ version: 1 }]);
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
      const first = await store.take(9);
      await store.settle(
        first.map(({ seq }) => seq),
        [],
      );
      await slow.query('COMMIT');
      slow.release();
      expect(first.map(({ id }) => id)).toEqual(['fast']);
      expect((await store.take(9)).map(({ id }) => id)).toEqual(['slow']);
      await close();
    });
  });
}
