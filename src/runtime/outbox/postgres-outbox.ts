import type { PostgresClient } from './databases.js';
import { rowOf } from './outbox-message.js';
import type { Outbox, OutboxStatus, OutboxStore, ParkedOutboxMessage, WaitingRow } from './outbox-store.js';
import { NEVER, outboxTables } from './schema.js';
import { migratePostgres, postgresScript } from './service-tables.js';

/** An outbox in the tables of a PostgreSQL database, where the connection's `search_path` leads. Nothing of `pg` is loaded. */
export type PostgresOutbox = Outbox<PostgresClient, Promise<string>>;

/** Milliseconds since 1970 by the server's clock, so that relays need not agree about the time. Within a statement it stands still, as an index needs. */
const NOW = 'floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint';

const ADD = `INSERT INTO sagac_outbox (id, channel, message_key, type, data, headers, added_at)
  VALUES ($1, $2, $3, $4, $5, $6, ${NOW}) ON CONFLICT (id) DO NOTHING`;

/** The outbox of a service whose database is PostgreSQL. Adding rejects with what the driver says. */
export const postgresOutbox: PostgresOutbox = {
  async add(tx, message) {
    const { id, channel, key, type, data, headers } = rowOf(message);
    await tx.query(ADD, [id, channel, key, type, data, headers]);
    return id;
  },
};

/** SQL that makes the tables of an outbox in PostgreSQL or brings them up to date, any number of times. */
export function postgresOutboxMigration(): string {
  return postgresScript(outboxTables);
}

/** Makes the tables of an outbox and brings them up to date. Rejects with `store-too-new` where a newer sagac made them. */
export function migratePostgresOutbox(client: PostgresClient): Promise<void> {
  return migratePostgres(client, outboxTables);
}

const LEASE = `INSERT INTO sagac_outbox_leases AS l (name, token, ends_at) VALUES ('relay', $1, ${NOW} + $2::bigint)
  ON CONFLICT (name) DO UPDATE SET token = excluded.token, ends_at = excluded.ends_at
  WHERE l.token = excluded.token OR l.ends_at <= ${NOW}
  RETURNING 1`;

const TAKE = `SELECT seq::float8 AS seq, id, channel, message_key AS key, type, data, headers, attempts::float8 AS attempts,
    (${NOW} - failed_at)::float8 AS "failedAgoMs"
  FROM sagac_outbox o
  WHERE published_at IS NULL AND retry_at <= ${NOW} AND NOT EXISTS (
    SELECT 1 FROM sagac_outbox f WHERE f.published_at IS NULL AND f.retry_at > 0
      AND f.channel = o.channel AND f.message_key = o.message_key AND f.seq < o.seq
  )
  ORDER BY o.retry_at, o.seq LIMIT $1`;

const PUBLISHED = `UPDATE sagac_outbox SET published_at = ${NOW}, error = NULL WHERE seq = ANY($1::bigint[])`;

const FAILED = `UPDATE sagac_outbox o SET failed_at = ${NOW}, error = f.error, attempts = f.attempts,
    retry_at = CASE WHEN f.wait IS NULL THEN ${NEVER} ELSE ${NOW} + f.wait END
  FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) AS f (seq, error, attempts, wait)
  WHERE o.seq = f.seq AND o.published_at IS NULL`;

const PURGE = `DELETE FROM sagac_outbox WHERE seq IN (
    SELECT seq FROM sagac_outbox WHERE published_at < ${NOW} - $1::bigint ORDER BY published_at LIMIT $2
  ) RETURNING 1`;

const STATUS = `SELECT count(*)::float8 AS waiting,
    count(*) FILTER (WHERE retry_at > 0 AND retry_at < ${NEVER})::float8 AS retrying,
    count(*) FILTER (WHERE retry_at = ${NEVER})::float8 AS parked,
    (${NOW} - min(added_at))::float8 AS "oldestAgeMs"
  FROM sagac_outbox WHERE published_at IS NULL`;

const PARKED = `SELECT id, channel, message_key AS key, type, attempts::float8 AS attempts, error, (${NOW} - added_at)::float8 AS "ageMs"
  FROM sagac_outbox o WHERE published_at IS NULL AND retry_at = ${NEVER} ORDER BY o.seq LIMIT $1`;

const IS_PARKED = `id = $1 AND published_at IS NULL AND retry_at = ${NEVER}`;

/** The relay's side of an outbox in PostgreSQL; `client` is best a pool. */
export function createPostgresOutboxStore(client: PostgresClient): OutboxStore {
  const rows = <Row>(text: string, values: unknown[]) => rowsOf<Row>(client, text, values);
  const happened = async (text: string, values: unknown[]) => (await rows(text, values)).length > 0;
  return {
    lease: (token, leaseMs) => happened(LEASE, [token, leaseMs]),
    async release(token) {
      await client.query("DELETE FROM sagac_outbox_leases WHERE name = 'relay' AND token = $1", [token]);
    },
    take: (limit) => rows<WaitingRow>(TAKE, [limit]),
    async settle(published, failed) {
      if (published.length > 0) await client.query(PUBLISHED, [published]);
      if (failed.length === 0) return;
      const waits = failed.map(({ retryInMs }) => (retryInMs === 'never' ? null : Math.ceil(retryInMs)));
      const column = (name: 'seq' | 'error' | 'attempts') => failed.map((row) => row[name]);
      await client.query(FAILED, [column('seq'), column('error').map(storable), column('attempts'), waits]);
    },
    purge: async (keepMs, limit) => (await rows(PURGE, [keepMs, limit])).length,
    async status() {
      const [row] = await rows<Omit<OutboxStatus, 'oldestAgeMs'> & { readonly oldestAgeMs: number | null }>(STATUS, []);
      const { oldestAgeMs = null, ...counts } = row ?? { waiting: 0, retrying: 0, parked: 0 };
      return { ...counts, ...(oldestAgeMs !== null && { oldestAgeMs }) };
    },
    parked: (limit) => rows<ParkedOutboxMessage>(PARKED, [limit]),
    retry: (id) => happened(`UPDATE sagac_outbox SET retry_at = 1, attempts = 0 WHERE ${IS_PARKED} RETURNING 1`, [id]),
    discard: (id) => happened(`DELETE FROM sagac_outbox WHERE ${IS_PARKED} RETURNING 1`, [id]),
  };
}

async function rowsOf<Row>(client: PostgresClient, text: string, values: unknown[] = []): Promise<readonly Row[]> {
  const { rows } = await client.query(text, values);
  return rows as readonly Row[];
}

/** PostgreSQL keeps no NUL in texts. */
function storable(text: string | number): string {
  return String(text).replaceAll('\u0000', '\ufffd');
}
