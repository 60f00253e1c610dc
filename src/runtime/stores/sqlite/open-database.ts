import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type Sqlite from 'better-sqlite3';
import { SagaError } from '../../errors.js';
import { loadDriver } from './driver.js';
import { APPLICATION_ID, migrations } from './schema.js';
import { toSagaError } from './sqlite-errors.js';

/** How long a writer waits for another process, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/**
 * Opens the file, makes its tables if it is new, and brings them up to date. Throws `SagaError` only, also where
 * `fileMustExist` and it does not.
 */
export async function openDatabase(path: string, { fileMustExist = false } = {}): Promise<Sqlite.Database> {
  const Database = await loadDriver();
  assertFolder(path);
  let database: Sqlite.Database | undefined;
  try {
    database = new Database(path, { timeout: BUSY_TIMEOUT, fileMustExist });
    assertOurs(database, path);
    tune(database);
    migrate(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw toSagaError(error, path);
  }
}

function tune(database: Sqlite.Database): void {
  database.pragma('synchronous = FULL');
  // Names of instances come in any order, so writes touch pages all over the indexes: 16 MiB of them stay at hand, and a
  // page is written back once for many changes (every 4,000 pages of the log).
  database.pragma('cache_size = -16384');
  database.pragma('wal_autocheckpoint = 4000');
}

function assertFolder(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder))
    throw new SagaError('store-failed', `the folder \`${folder}\` of \`${path}\` does not exist`);
}

/** Both are read in one transaction: between two, another process may have made the tables. */
function assertOurs(database: Sqlite.Database, path: string): void {
  const isOurs = database.transaction(() => {
    const id = database.pragma('application_id', { simple: true });
    const tables = database.prepare<[], { count: number }>('SELECT count(*) AS count FROM sqlite_master').get();
    return id === APPLICATION_ID || (id === 0 && tables?.count === 0);
  });
  if (isOurs()) return;
  throw new SagaError('store-not-a-database', `\`${path}\` is a database of another application`);
}

/** Several processes may do this at once: the write lock lets one in, the others then find nothing to do. */
function migrate(database: Sqlite.Database, path: string): void {
  const update = database.transaction(() => {
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version > migrations.length) {
      throw new SagaError('store-too-new', `\`${path}\` was written by a newer version of sagac`);
    }
    for (const statements of migrations.slice(version)) database.exec(statements);
    database.pragma(`application_id = ${APPLICATION_ID}`);
    database.pragma(`user_version = ${migrations.length}`);
  });
  if (database.pragma('user_version', { simple: true }) !== migrations.length) update.immediate();
  // After the tables exist: switching is refused while another process is inside its first transaction.
  if (database.pragma('journal_mode', { simple: true }) !== 'wal') database.pragma('journal_mode = WAL');
}
