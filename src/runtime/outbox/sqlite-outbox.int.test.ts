import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { describeOutboxContract } from './contract/outbox-contract.js';
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
