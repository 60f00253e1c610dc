import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { describeOutboxContract, messageOf } from './contract/outbox-contract.js';
import { takeAll } from './contract/take-all.js';
import type { SqliteDatabase } from './databases.js';
import { outboxTables } from './schema.js';
import { migrateSqlite } from './service-tables.js';
import { ALL_SHARDS } from './shards.js';
import { createSqliteOutbox, createSqliteOutboxStore, migrateSqliteOutbox } from './sqlite-outbox.js';

describeOutboxContract('SQLite', async () => {
  const database = new Database(':memory:');
  migrateSqliteOutbox(database);
  const outbox = createSqliteOutbox();
  return {
    store: createSqliteOutboxStore(database),
    async add(messages, end = 'COMMIT') {
      database.exec('BEGIN IMMEDIATE');
      try {
        const ids = messages.map((message) => outbox.add(database, message));
        database.exec(end);
        return ids;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    execute: async (sql) => void database.exec(sql),
    migrate: async () => migrateSqliteOutbox(database),
    cleanUp: async () => void database.close(),
  };
});

it('adds within a transaction function of the driver, and makes its tables within one', () => {
  const database = new Database(':memory:');
  const outbox = createSqliteOutbox({ now: () => 5.9 });
  database.transaction(() => {
    migrateSqliteOutbox(database);
    outbox.add(database, { channel: 'c', type: 'T', data: {} });
  })();
  expect(() =>
    database.transaction(() => {
      outbox.add(database, { channel: 'c', type: 'T', data: {} });
      throw new Error('no');
    })(),
  ).toThrow('no');
  expect(database.prepare('SELECT count(*) AS count, max(added_at) AS at FROM sagac_outbox').get()).toEqual({
    count: 1,
    at: 5,
  });
  database.close();
});

it('brings tables of the first version up to date, with what waits in them', async () => {
  const database = new Database(':memory:');
  const outbox = createSqliteOutbox();
  migrateSqlite(database, { ...outboxTables, migrations: outboxTables.migrations.slice(0, 1) });
  outbox.add(database, messageOf('before'));
  migrateSqliteOutbox(database);
  outbox.add(database, messageOf('after'));
  const rows = await takeAll(createSqliteOutboxStore(database));
  expect(rows.map(({ id }) => id)).toEqual(['before', 'after']);
  expect(new Set(rows.map(({ shard }) => shard)).size).toBe(1);
  database.close();
});

it('does not read what was published long ago to find what waits, or what is to be deleted', async () => {
  const database = new Database(':memory:');
  migrateSqliteOutbox(database);
  const plans: string[] = [];
  const explaining: SqliteDatabase = {
    exec: (sql) => database.exec(sql),
    prepare(sql) {
      const statement = database.prepare(sql);
      const explain = database.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      const told = (values: unknown[]) =>
        void plans.push(
          explain
            .all(...values)
            .map(({ detail }) => detail)
            .join('\n'),
        );
      return {
        run: (...values) => {
          told(values);
          return statement.run(...values);
        },
        get: (...values) => statement.get(...values),
        all: (...values) => {
          told(values);
          return statement.all(...values);
        },
      };
    },
  };
  const store = createSqliteOutboxStore(explaining);
  await store.take({ shards: ALL_SHARDS, each: 5, except: [] });
  expect(plans).toHaveLength(32);
  for (const plan of plans.splice(0)) {
    expect(plan).toContain(
      'SEARCH o USING INDEX sagac_outbox_waiting_by_shard (<expr>=? AND retry_at>? AND retry_at<?)',
    );
    expect(plan).not.toMatch(/SCAN (o|f)\b|TEMP B-TREE/);
  }
  await store.purge(1, 5);
  expect(plans.join()).not.toContain('SCAN sagac_outbox');
  database.close();
});
