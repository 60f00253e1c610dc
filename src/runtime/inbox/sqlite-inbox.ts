import type { SqliteDatabase, SqliteStatement } from '../outbox/databases.js';
import { migrateSqlite } from '../outbox/service-tables.js';
import type { Inbox } from './inbox.js';
import { inboxTables } from './schema.js';
import { createSqlSession, type SqlQuery, type SqlRow } from './sql-session.js';
import { createTurns } from './turns.js';

const GIVES_ROWS = /^SELECT| RETURNING /;

/**
 * An inbox in a SQLite database, given as a connection of `better-sqlite3` that nobody else writes on: its transactions stay open
 * while a handler awaits, one after the other. The tables are made by `migrateSqliteInbox`, or by your own migrations.
 */
export function createSqliteInbox<Database extends SqliteDatabase>(database: Database): Inbox<Database> {
  const statements = new Map<string, SqliteStatement>();
  const inTurn = createTurns();
  const query: SqlQuery = async (sql, values) => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    if (GIVES_ROWS.test(sql)) return statement.all(...values) as readonly SqlRow[];
    statement.run(...values);
    return [];
  };
  const session = createSqlSession(database, query, 'sqlite');
  return {
    transaction: (work) =>
      inTurn(async () => {
        database.exec('BEGIN IMMEDIATE');
        try {
          const result = await work(session);
          database.exec('COMMIT');
          return result;
        } catch (error) {
          // Some errors have ended the transaction already.
          if (database.inTransaction !== false) database.exec('ROLLBACK');
          throw error;
        }
      }),
  };
}

/** Makes the tables of an inbox and brings them up to date. Throws `store-too-new` where a newer sagac made them. */
export function migrateSqliteInbox(database: SqliteDatabase): void {
  migrateSqlite(database, inboxTables);
}
