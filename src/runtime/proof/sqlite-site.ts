import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { Leftovers } from './evidence.js';
import { askStore, readInstances, unfinishedStates } from './read-rows.js';
import type { Site, StoreEvidence } from './site.js';

const INSTANCES = `SELECT id, status, version, owner, wake_at AS wakeAt FROM instances ORDER BY row`;
const JOURNAL = `SELECT i.id AS instance, j.position, j.entries FROM journal j JOIN instances i ON i.row = j.instance
  ORDER BY j.instance, j.position`;
const NOTICES = 'SELECT count(*) AS count FROM outbox';
const MAIL = 'SELECT count(*) AS count FROM mail WHERE input IS NOT NULL';
const LEASES = 'SELECT count(*) AS count FROM leases';

type Rows = <Row>(sql: string) => readonly Row[];

/** Longer than a store waits for a lock. */
const LOCKED = 5_600;

/** A SQLite file in a folder of its own. With `locks`, somebody else holds it now and then for longer than anybody waits. */
export function createSqliteSite(locks = false): Site {
  const folder = mkdtempSync(join(tmpdir(), 'sagac-proof-store-'));
  const path = join(folder, 'store.db');
  const address = `sqlite:${path}`;

  /** Opened anew each time: nothing here is to hold a lock while the workers are at work. */
  function look<Result>(ask: (rows: Rows) => Result): Result {
    const database = new Database(path, { readonly: true, timeout: 30_000 });
    try {
      return database.transaction(() => ask(<Row>(sql: string) => database.prepare<[], Row>(sql).all()))();
    } finally {
      database.close();
    }
  }

  /** Never waits for a lock itself: somebody may hold it who was paused, and who is woken from here. */
  async function lock(): Promise<void> {
    const database = new Database(path, { timeout: 0 });
    try {
      while (!tryToLock(database)) await sleep(5);
      await sleep(LOCKED);
    } finally {
      database.close();
    }
  }

  return {
    name: 'SQLite',
    address,
    disturbances: locks ? [{ name: 'locks of the file', act: lock }] : [],
    unfinished: async () => ({ states: await unfinishedStates(address), ...look(countLeftovers) }),
    read: () =>
      askStore(address, async (store): Promise<StoreEvidence> => {
        const [definitions, states] = [await store.definitions(), await store.list()];
        return look((rows) => ({
          definitions,
          instances: readInstances({ instances: rows(INSTANCES), journal: rows(JOURNAL) }, states),
          leftovers: countLeftovers(rows),
        }));
      }),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

function countLeftovers(rows: Rows): Leftovers {
  const count = (sql: string): number => rows<{ readonly count: number }>(sql)[0]?.count ?? 0;
  return { notices: count(NOTICES), mail: count(MAIL), leases: count(LEASES) };
}

function tryToLock(database: Database.Database): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
    throw error;
  }
}
