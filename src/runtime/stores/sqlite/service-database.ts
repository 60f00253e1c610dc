import type Sqlite from 'better-sqlite3';
import { loadDriver } from './driver.js';
import { toSagaError } from './sqlite-errors.js';

/** How long to wait for another process that writes, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/** A SQLite database of a service, that sagac has tables in. */
export interface SqliteServiceDatabase {
  readonly kind: 'sqlite';
  /** The file, for people. */
  readonly place: string;
  readonly database: Sqlite.Database;
  /** What the driver has thrown, as an error that says what to do. */
  explain(error: unknown): Error;
  close(): Promise<void>;
}

/** Opens the file of a service and makes nothing. Rejects with `SagaError`. */
export async function openSqliteService(
  path: string,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): Promise<SqliteServiceDatabase> {
  const Database = await loadDriver();
  try {
    const database = new Database(path, { readonly: readOnly, fileMustExist: true, timeout: BUSY_TIMEOUT });
    return {
      kind: 'sqlite',
      place: `\`${path}\``,
      database,
      explain: (error) => toSagaError(error, path),
      close: async () => void database.close(),
    };
  } catch (error) {
    throw toSagaError(error, path);
  }
}
