import { SagaError } from '../errors.js';
import type { PostgresClient, SqliteDatabase } from './databases.js';
import { postgresMigration } from './migration-script.js';

/** Databases of services that sagac has tables in. */
export type ServiceDialect = 'postgres' | 'sqlite';

/** One step from a version of some tables to the next, in each dialect. */
export interface TablesMigration {
  /** From 1, without gaps. */
  readonly version: number;
  /** What it does, in a few words, for the name of a migration's file. */
  readonly name: string;
  readonly sql: Readonly<Record<ServiceDialect, string>>;
}

/** A part of sagac's tables in the database of a service. */
export interface ServiceTables {
  /** Table with one row that says which version is there. */
  readonly versionTable: string;
  /** What the tables are, for errors. */
  readonly what: string;
  readonly migrations: readonly TablesMigration[];
}

/** SQL that makes the tables in PostgreSQL or brings them up to date, any number of times. */
export function postgresScript({ versionTable, migrations }: ServiceTables): string {
  const tables = { versionTable, versionTableName: versionTable, lock: versionTable };
  return postgresMigration(
    tables,
    migrations.map(({ version, sql }) => ({ version, sql: sql.postgres })),
  );
}

/** Runs that SQL. Rejects with `store-too-new` where a newer sagac made the tables. */
export async function migratePostgres(client: PostgresClient, tables: ServiceTables): Promise<void> {
  await client.query(postgresScript(tables));
  const { rows } = await client.query(`SELECT version FROM ${tables.versionTable}`);
  const [row] = rows as readonly { readonly version: number }[];
  if (Number(row?.version ?? 0) > tables.migrations.length) throw tooNew(tables);
}

/**
 * Makes the tables in SQLite or brings them up to date, any number of times, in a transaction of its own or in the caller's.
 * Throws `store-too-new` where a newer sagac made them.
 */
export function migrateSqlite(database: SqliteDatabase, tables: ServiceTables): void {
  if (database.inTransaction === true) {
    bringUp(database, tables);
    return;
  }
  // The write lock lets one in; the others then find nothing to do.
  database.exec('BEGIN IMMEDIATE');
  try {
    bringUp(database, tables);
    database.exec('COMMIT');
  } catch (error) {
    // Some errors have ended the transaction already.
    if (database.inTransaction !== false) database.exec('ROLLBACK');
    throw error;
  }
}

function bringUp(database: SqliteDatabase, tables: ServiceTables): void {
  const { versionTable, migrations } = tables;
  database.exec(`CREATE TABLE IF NOT EXISTS ${versionTable} (version INTEGER NOT NULL) STRICT`);
  const found = database.prepare(`SELECT version FROM ${versionTable}`).get() as { version: number } | undefined;
  if (found === undefined) database.exec(`INSERT INTO ${versionTable} VALUES (0)`);
  const version = found?.version ?? 0;
  if (version > migrations.length) throw tooNew(tables);
  if (version === migrations.length) return;
  for (const { sql } of migrations.slice(version)) database.exec(sql.sqlite);
  database.exec(`UPDATE ${versionTable} SET version = ${migrations.length}`);
}

function tooNew({ what }: ServiceTables): SagaError {
  return new SagaError('store-too-new', `${what} was made by a newer version of sagac: update sagac`);
}
