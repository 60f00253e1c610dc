import { SagaError } from '../errors.js';
import type { SqliteDatabase } from './databases.js';
import type { VersionedStep } from './migration-script.js';

/** A part of sagac's tables in the database of a service. */
export interface SqliteTables {
  /** Table with one row that says which version is there. */
  readonly versionTable: string;
  /** What the tables are, for errors. */
  readonly what: string;
}

/**
 * Makes tables and brings them up to date, any number of times, in a transaction of its own or in the caller's. Throws
 * `store-too-new` where a newer sagac made them.
 */
export function migrateSqlite(database: SqliteDatabase, tables: SqliteTables, steps: readonly VersionedStep[]): void {
  if (database.inTransaction === true) {
    bringUp(database, tables, steps);
    return;
  }
  // The write lock lets one in; the others then find nothing to do.
  database.exec('BEGIN IMMEDIATE');
  try {
    bringUp(database, tables, steps);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function bringUp(
  database: SqliteDatabase,
  { versionTable, what }: SqliteTables,
  steps: readonly VersionedStep[],
): void {
  database.exec(`CREATE TABLE IF NOT EXISTS ${versionTable} (version INTEGER NOT NULL) STRICT`);
  const found = database.prepare(`SELECT version FROM ${versionTable}`).get() as { version: number } | undefined;
  if (found === undefined) database.exec(`INSERT INTO ${versionTable} VALUES (0)`);
  const version = found?.version ?? 0;
  if (version > steps.length) throw tooNew(what);
  if (version === steps.length) return;
  for (const { sql } of steps.slice(version)) database.exec(sql);
  database.exec(`UPDATE ${versionTable} SET version = ${steps.length}`);
}

/** What is said of tables from the future. */
export function tooNew(what: string): SagaError {
  return new SagaError('store-too-new', `${what} was made by a newer version of sagac: update sagac`);
}
