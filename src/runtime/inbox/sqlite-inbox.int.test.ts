import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { describeInboxContract } from './inbox-contract.js';
import { createSqliteInbox, migrateSqliteInbox } from './sqlite-inbox.js';

describeInboxContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagac-inbox-'));
  const database = new Database(join(folder, 'service.sqlite'));
  database.pragma('journal_mode = WAL');
  migrateSqliteInbox(database);
  const inbox = createSqliteInbox(database);
  return {
    inbox,
    // Two connections of one process would block each other's thread: the driver waits for locks without letting go of it.
    other: inbox,
    cleanUp: async () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

it('makes its tables once, and leaves those of a newer version alone', () => {
  const database = new Database(':memory:');
  migrateSqliteInbox(database);
  migrateSqliteInbox(database);
  expect(database.prepare('SELECT version FROM sagac_inbox_version').all()).toEqual([{ version: 1 }]);
  database.exec('UPDATE sagac_inbox_version SET version = 99');
  expect(() => migrateSqliteInbox(database)).toThrow('the inbox was made by a newer version of sagac');
  expect(database.inTransaction).toBe(false);
  database.close();
});
