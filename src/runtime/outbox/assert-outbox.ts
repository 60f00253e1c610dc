import { SagaError } from '../errors.js';
import type { PostgresClient, SqliteDatabase } from './databases.js';
import { outboxTables } from './schema.js';

const { versionTable, migrations } = outboxTables;

/** Rejects where the database has no outbox, or one of another version: whoever only looks migrates nothing. */
export async function assertPostgresOutbox(client: PostgresClient, place: string): Promise<void> {
  const { rows } = await client.query('SELECT to_regclass($1) IS NOT NULL AS "isThere"', [versionTable]);
  const [found] = rows as readonly { readonly isThere: boolean }[];
  if (found?.isThere !== true) throw noOutbox(place);
  const { rows: versions } = await client.query(`SELECT version FROM ${versionTable}`);
  assertVersion(versions[0], place);
}

/** The same in SQLite; throws. */
export function assertSqliteOutbox(database: SqliteDatabase, place: string): void {
  const found = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(versionTable);
  if (found === undefined) throw noOutbox(place);
  assertVersion(database.prepare(`SELECT version FROM ${versionTable}`).get(), place);
}

function noOutbox(place: string): SagaError {
  return new SagaError('store-missing', `there are no tables of an outbox in ${place}`);
}

function assertVersion(row: unknown, place: string): void {
  const version = Number((row as { readonly version?: unknown } | undefined)?.version ?? 0);
  if (version > migrations.length) {
    throw new SagaError('store-too-new', `the outbox in ${place} was made by a newer version of sagac`);
  }
  if (version < migrations.length) {
    const why = `the outbox in ${place} was made by an older version of sagac (${version} of ${migrations.length})`;
    throw new SagaError('store-failed', `${why}: its service brings it up to date when it migrates`);
  }
}
