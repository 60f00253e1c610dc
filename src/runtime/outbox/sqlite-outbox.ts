import { type Clock, systemClock } from '../clock.js';
import type { SqliteDatabase } from './databases.js';
import { rowOf } from './outbox-message.js';
import type { FailedRow, Outbox, OutboxStatus, OutboxStore, ParkedOutboxMessage, WaitingRow } from './outbox-store.js';
import { NEVER, outboxTables } from './schema.js';
import { migrateSqlite } from './service-tables.js';

/** An outbox in a SQLite database. `add` is done when it returns. Nothing of `better-sqlite3` is loaded. */
export type SqliteOutbox = Outbox<SqliteDatabase, string>;

const ADD = `INSERT INTO sagac_outbox (id, channel, message_key, type, data, headers, added_at)
  VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;

/** The outbox of a service whose database is SQLite, by a clock; the machine's by default. Adding throws what the driver says. */
export function createSqliteOutbox(clock: Pick<Clock, 'now'> = systemClock): SqliteOutbox {
  return {
    add(database, message) {
      const { id, channel, key, type, data, headers } = rowOf(message);
      database.prepare(ADD).run(id, channel, key, type, data, headers, Math.floor(clock.now()));
      return id;
    },
  };
}

/** Makes the tables of an outbox and brings them up to date. Throws `store-too-new` where a newer sagac made them. */
export function migrateSqliteOutbox(database: SqliteDatabase): void {
  migrateSqlite(database, outboxTables);
}

const LEASE = `INSERT INTO sagac_outbox_leases (name, token, ends_at) VALUES ('relay', @token, @now + @leaseMs)
  ON CONFLICT (name) DO UPDATE SET token = excluded.token, ends_at = excluded.ends_at
  WHERE token = excluded.token OR ends_at <= @now`;

const TAKE = `SELECT seq, id, channel, message_key AS key, type, data, headers, attempts, @now - failed_at AS failedAgoMs
  FROM sagac_outbox o
  WHERE published_at IS NULL AND retry_at <= @now AND NOT EXISTS (
    SELECT 1 FROM sagac_outbox f WHERE f.published_at IS NULL AND f.retry_at > 0
      AND f.channel = o.channel AND f.message_key = o.message_key AND f.seq < o.seq
  )
  ORDER BY retry_at, seq LIMIT @limit`;

const PUBLISHED = `UPDATE sagac_outbox SET published_at = ?, error = NULL WHERE seq IN (SELECT value FROM json_each(?))`;

const FAILED = `UPDATE sagac_outbox SET failed_at = ?, error = ?, attempts = ?, retry_at = ?
  WHERE seq = ? AND published_at IS NULL`;

const PURGE = `DELETE FROM sagac_outbox WHERE seq IN (
    SELECT seq FROM sagac_outbox WHERE published_at < ? ORDER BY published_at LIMIT ?
  )`;

const STATUS = `SELECT count(*) AS waiting, count(*) FILTER (WHERE retry_at > 0 AND retry_at < ${NEVER}) AS retrying,
    count(*) FILTER (WHERE retry_at = ${NEVER}) AS parked, ? - min(added_at) AS oldestAgeMs
  FROM sagac_outbox WHERE published_at IS NULL`;

const PARKED = `SELECT id, channel, message_key AS key, type, attempts, error, ? - added_at AS ageMs
  FROM sagac_outbox WHERE published_at IS NULL AND retry_at = ${NEVER} ORDER BY seq LIMIT ?`;

const IS_PARKED = `id = ? AND published_at IS NULL AND retry_at = ${NEVER}`;

/** The relay's side of an outbox in SQLite. Relays on several machines cannot share a file, so their clocks are one. */
export function createSqliteOutboxStore(
  database: SqliteDatabase,
  clock: Pick<Clock, 'now'> = systemClock,
): OutboxStore {
  const now = () => Math.floor(clock.now());
  const changes = (sql: string, ...values: unknown[]) => Number(database.prepare(sql).run(...values).changes);
  return {
    lease: async (token, leaseMs) => changes(LEASE, { token, leaseMs, now: now() }) > 0,
    async release(token) {
      changes("DELETE FROM sagac_outbox_leases WHERE name = 'relay' AND token = ?", token);
    },
    take: async (limit) => database.prepare(TAKE).all({ now: now(), limit }) as readonly WaitingRow[],
    async settle(published, failed) {
      if (published.length > 0) changes(PUBLISHED, now(), JSON.stringify(published));
      for (const row of failed) changes(FAILED, now(), row.error, row.attempts, retryAt(row, now()), row.seq);
    },
    purge: async (keepMs, limit) => changes(PURGE, now() - keepMs, limit),
    async status() {
      const row = database.prepare(STATUS).get(now()) as Omit<OutboxStatus, 'oldestAgeMs'> & {
        readonly oldestAgeMs: number | null;
      };
      const { oldestAgeMs, ...counts } = row;
      return { ...counts, ...(oldestAgeMs !== null && { oldestAgeMs }) };
    },
    parked: async (limit) => database.prepare(PARKED).all(now(), limit) as readonly ParkedOutboxMessage[],
    retry: async (id) => changes(`UPDATE sagac_outbox SET retry_at = 1, attempts = 0 WHERE ${IS_PARKED}`, id) > 0,
    discard: async (id) => changes(`DELETE FROM sagac_outbox WHERE ${IS_PARKED}`, id) > 0,
  };
}

function retryAt({ retryInMs }: FailedRow, now: number): number {
  return retryInMs === 'never' ? NEVER : now + Math.ceil(retryInMs);
}
