import { type Clock, systemClock } from '../clock.js';
import type { SqliteDatabase } from './databases.js';
import { leaseShards } from './leases.js';
import { rowOf } from './outbox-message.js';
import type {
  ChannelStatus,
  FailedRow,
  Outbox,
  OutboxStore,
  ParkedOutboxMessage,
  RelayStatus,
  WaitingRow,
} from './outbox-store.js';
import { NEVER, outboxTables } from './schema.js';
import { migrateSqlite } from './service-tables.js';
import { ALL_SHARDS, SHARD_OF } from './shards.js';
import { sqliteLeases } from './sqlite-leases.js';
import { sqliteStatements } from './sqlite-statements.js';
import { type StatusRow, statusOf } from './status-row.js';

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

/** SQLite plans anew for each other value that it finds bare in a plan (`+ 0` hides it), which takes longer than the reading. */
const TAKE = `SELECT seq, @shard AS shard, id, channel, message_key AS key, type, data, headers, attempts,
    @now - failed_at AS failedAgoMs
  FROM sagac_outbox o
  WHERE ${SHARD_OF.sqlite} = @shard + 0 AND published_at IS NULL AND retry_at BETWEEN @since + 0 AND @until + 0
    AND seq NOT IN (SELECT value FROM json_each(@except)) AND NOT EXISTS (
      SELECT 1 FROM sagac_outbox f WHERE f.published_at IS NULL AND f.retry_at > 0
        AND f.channel = o.channel AND f.message_key = o.message_key AND f.seq < o.seq
    )
  ORDER BY retry_at, seq LIMIT @each + 0`;

const PUBLISHED = `UPDATE sagac_outbox SET published_at = ?, error = NULL WHERE seq IN (SELECT value FROM json_each(?))`;

const FAILED = `UPDATE sagac_outbox SET failed_at = ?, error = ?, attempts = ?, retry_at = ?
  WHERE seq = ? AND published_at IS NULL`;

const RELEASE = `UPDATE sagac_outbox_shards SET ends_at = 0, token = ''
  WHERE token = ? AND shard IN (SELECT value FROM json_each(?))`;

const PURGE = `DELETE FROM sagac_outbox WHERE seq IN (
    SELECT seq FROM sagac_outbox WHERE published_at < ? ORDER BY published_at LIMIT ?
  )`;

const STATUS = `SELECT count(*) AS waiting, count(*) FILTER (WHERE retry_at > 0 AND retry_at < ${NEVER}) AS retrying,
    count(*) FILTER (WHERE retry_at = ${NEVER}) AS parked, ? - min(added_at) AS oldestAgeMs
  FROM sagac_outbox WHERE published_at IS NULL`;

const CHANNELS = `SELECT channel, count(*) AS waiting, count(*) FILTER (WHERE retry_at > 0 AND retry_at < ${NEVER}) AS retrying,
    count(*) FILTER (WHERE retry_at = ${NEVER}) AS parked, ? - min(added_at) AS oldestAgeMs
  FROM sagac_outbox WHERE published_at IS NULL GROUP BY channel ORDER BY channel`;

const RELAYS = `SELECT token, ends_at - @now AS endsInMs, (
    SELECT json_group_array(shard) FROM sagac_outbox_shards s WHERE s.token = r.token AND s.ends_at > @now
  ) AS shards
  FROM sagac_outbox_relays r ORDER BY token`;

const PARKED = `SELECT id, channel, message_key AS key, type, attempts, error, ? - added_at AS ageMs
  FROM sagac_outbox WHERE published_at IS NULL AND retry_at > 0 AND retry_at = ${NEVER} ORDER BY seq LIMIT ?`;

const IS_PARKED = `id = ? AND published_at IS NULL AND retry_at = ${NEVER}`;

/** The relay's side of an outbox in SQLite. Relays on several machines cannot share a file, so their clocks are one. */
export function createSqliteOutboxStore(
  database: SqliteDatabase,
  clock: Pick<Clock, 'now'> = systemClock,
): OutboxStore {
  const now = () => Math.floor(clock.now());
  const statements = sqliteStatements(database);
  const { run, all } = statements;
  const leases = sqliteLeases(statements, now);
  return {
    lease: (token, leaseMs) => leaseShards(leases, token, leaseMs),
    async release(token, shards) {
      run(RELEASE, token, JSON.stringify(shards ?? ALL_SHARDS));
      if (shards === undefined) run('DELETE FROM sagac_outbox_relays WHERE token = ?', token);
    },
    async take({ shards, each, except }) {
      const fresh = { since: 0, until: 0 };
      const due = { since: 1, until: now() };
      return shards.flatMap((shard) => {
        const taken = except.flatMap((row) => (row.shard === shard ? [row.seq] : []));
        const request = { shard, each, except: JSON.stringify(taken), now: now() };
        return [fresh, due].flatMap((times) => all<WaitingRow>(TAKE, { ...request, ...times }));
      });
    },
    async settle(published, failed) {
      if (published.length > 0) run(PUBLISHED, now(), JSON.stringify(published));
      for (const row of failed) run(FAILED, now(), row.error, row.attempts, retryAt(row, now()), row.seq);
    },
    purge: async (keepMs, limit) => run(PURGE, now() - keepMs, limit),
    status: async () => statusOf(all<StatusRow>(STATUS, now())),
    channels: async () => all<ChannelStatus>(CHANNELS, now()),
    relays: async () => all<RelayRow>(RELAYS, { now: now() }).map(relayOf),
    parked: async (limit) => all<ParkedOutboxMessage>(PARKED, now(), limit),
    retry: async (id) => run(`UPDATE sagac_outbox SET retry_at = 1, attempts = 0 WHERE ${IS_PARKED}`, id) > 0,
    discard: async (id) => run(`DELETE FROM sagac_outbox WHERE ${IS_PARKED}`, id) > 0,
  };
}

interface RelayRow extends Omit<RelayStatus, 'shards'> {
  readonly shards: string;
}

function relayOf({ shards, ...row }: RelayRow): RelayStatus {
  const own = JSON.parse(shards) as number[];
  return { ...row, shards: own.sort((a, b) => a - b) };
}

function retryAt({ retryInMs }: FailedRow, now: number): number {
  return retryInMs === 'never' ? NEVER : now + Math.ceil(retryInMs);
}
