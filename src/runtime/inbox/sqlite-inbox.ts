import { SagaError } from '../errors.js';
import type { SqliteDatabase, SqliteStatement } from '../outbox/databases.js';
import type { Inbox } from './inbox.js';
import { INBOX_VERSION_TABLE, inboxMigrations } from './schema.js';
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
  // The write lock lets one in; the others then find nothing to do.
  database.exec('BEGIN IMMEDIATE');
  try {
    database.exec(`CREATE TABLE IF NOT EXISTS ${INBOX_VERSION_TABLE} (version INTEGER NOT NULL) STRICT`);
    const found = database.prepare(`SELECT version FROM ${INBOX_VERSION_TABLE}`).get() as SqlRow | undefined;
    if (found === undefined) database.exec(`INSERT INTO ${INBOX_VERSION_TABLE} VALUES (0)`);
    const version = Number(found?.version ?? 0);
    if (version > inboxMigrations.length) throw tooNew();
    for (const { sql } of inboxMigrations.slice(version)) database.exec(sql.sqlite);
    database.exec(`UPDATE ${INBOX_VERSION_TABLE} SET version = ${inboxMigrations.length}`);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** What both databases say of tables from the future. */
export function tooNew(): SagaError {
  return new SagaError('store-too-new', 'the inbox was made by a newer version of sagac: update sagac');
}
