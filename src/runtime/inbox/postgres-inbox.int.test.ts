import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dropSchema, freshSchema, runSql } from '../testing/postgres-schema.js';
import { postgresForTests } from '../testing/postgres-server.js';
import type { Inbox } from './inbox.js';
import { describeInboxContract } from './inbox-contract.js';
import { createPostgresInbox, migratePostgresInbox } from './postgres-inbox.js';

const server = await postgresForTests();

afterAll(() => server?.remove());

describe.runIf(server !== undefined)('on a server', () => {
  const url = server?.url ?? '';
  const schema = freshSchema();
  const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}`, max: 4 });

  beforeAll(async () => {
    await runSql(url, `CREATE SCHEMA "${schema}"`);
    await Promise.all([migratePostgresInbox(pool), migratePostgresInbox(pool)]);
  });
  afterAll(async () => {
    await pool.end();
    await dropSchema(url, schema);
  });

  describeInboxContract('PostgreSQL', async () => ({
    inbox: createPostgresInbox(pool),
    other: createPostgresInbox(pool),
    cleanUp: async () => undefined,
  }));

  it('keeps two that lock the same text apart', async () => {
    const order: string[] = [];
    const inbox: Inbox<pg.PoolClient> = createPostgresInbox<pg.PoolClient>(pool);
    const work = (name: string) =>
      inbox.transaction(async (session) => {
        await session.lock('o1');
        order.push(`${name} in`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        order.push(`${name} out`);
      });
    await Promise.all([work('a'), work('b')]);
    expect(order.map((entry) => entry.slice(2))).toEqual(['in', 'out', 'in', 'out']);
  });

  it('lets only one process take a parked message, and others not wait for it', async () => {
    const inbox = createPostgresInbox(pool);
    const message = { id: 'm', key: 'k', type: 'T', data: {}, headers: {} };
    const times = { dueAt: 1, giveUpAt: 1, parkedAt: 1, attempts: 0, reason: 'time' as const };
    const parked = { consumer: 'c', messageId: 'm', service: 's', correlation: 'x', channel: 'ch', message, ...times };
    await inbox.transaction((session) => session.park(parked));
    await inbox.transaction(async (session) => {
      expect(await session.take('c', 'm')).toEqual(parked);
      expect(await inbox.transaction((other) => other.take('c', 'm'))).toBeUndefined();
    });
  });

  it('outlives a connection that breaks while a handler awaits something else', async () => {
    const inbox = createPostgresInbox<pg.PoolClient>(pool);
    const work = inbox.transaction(async ({ tx }) => {
      const { rows } = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const broken = new Promise((resolve) => tx.once('end', resolve));
      await runSql(url, `SELECT pg_terminate_backend(${rows[0]?.pid})`);
      await broken;
      // Nobody but the inbox may have listened for its error.
      await tx.query('SELECT 1');
    });
    await expect(work).rejects.toThrow();
    expect(await inbox.transaction((session) => session.record('c', 'after the break', 1))).toBe(true);
  });

  it('leaves tables of a newer version alone', async () => {
    await pool.query('UPDATE sagac_inbox_version SET version = 99');
    await expect(migratePostgresInbox(pool)).rejects.toThrow('the inbox was made by a newer version of sagac');
    await pool.query('UPDATE sagac_inbox_version SET version = 1');
  });
});
