import type { PostgresClient } from './databases.js';
import { leaseShards } from './leases.js';
import { rowOf } from './outbox-message.js';
import type {
  ChannelStatus,
  Outbox,
  OutboxStore,
  ParkedOutboxMessage,
  RelayStatus,
  WaitingRow,
} from './outbox-store.js';
import { postgresLeases } from './postgres-leases.js';
import { NOW, rowsOf } from './postgres-rows.js';
import { NEVER, outboxTables } from './schema.js';
import { migratePostgres, postgresScript } from './service-tables.js';
import { ALL_SHARDS, SHARD_OF } from './shards.js';
import { type StatusRow, statusOf } from './status-row.js';

/** An outbox in the tables of a PostgreSQL database, where the connection's `search_path` leads. Nothing of `pg` is loaded. */
export type PostgresOutbox = Outbox<PostgresClient, Promise<string>>;

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

/** The first part of each shard are those that never failed, the second those that are due again: neither can starve the other. */
const TAKE = `SELECT o.* FROM unnest($1::bigint[]) AS s (shard)
  CROSS JOIN (VALUES (0, 0), (1, ${NOW})) AS times (since, until)
  CROSS JOIN LATERAL (
    SELECT seq::float8 AS seq, s.shard::float8 AS shard, id, channel, message_key AS key, type, data, headers,
      attempts::float8 AS attempts, (${NOW} - failed_at)::float8 AS "failedAgoMs"
    FROM sagac_outbox c
    WHERE (${SHARD_OF.postgres}) = s.shard AND published_at IS NULL AND retry_at BETWEEN times.since AND times.until
      AND c.seq <> ALL ($3::bigint[]) AND NOT EXISTS (
        SELECT 1 FROM sagac_outbox f WHERE f.published_at IS NULL AND f.retry_at > 0
          AND f.channel = c.channel AND f.message_key = c.message_key AND f.seq < c.seq
      )
    ORDER BY c.retry_at, c.seq LIMIT $2
  ) o`;

const PUBLISHED = `UPDATE sagac_outbox SET published_at = ${NOW}, error = NULL WHERE seq = ANY($1::bigint[])`;

const FAILED = `UPDATE sagac_outbox o SET failed_at = ${NOW}, error = f.error, attempts = f.attempts,
    retry_at = CASE WHEN f.wait IS NULL THEN ${NEVER} ELSE ${NOW} + f.wait END
  FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[]) AS f (seq, error, attempts, wait)
  WHERE o.seq = f.seq AND o.published_at IS NULL`;

const RELEASE =
  "UPDATE sagac_outbox_shards SET ends_at = 0, token = '' WHERE token = $1 AND shard = ANY ($2::bigint[])";

const PURGE = `WITH old AS MATERIALIZED (
    SELECT seq FROM sagac_outbox WHERE published_at < ${NOW} - $1::bigint ORDER BY published_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )
  DELETE FROM sagac_outbox o USING old WHERE o.seq = old.seq RETURNING 1`;

const STATUS = `SELECT count(*)::float8 AS waiting,
    count(*) FILTER (WHERE retry_at > 0 AND retry_at < ${NEVER})::float8 AS retrying,
    count(*) FILTER (WHERE retry_at = ${NEVER})::float8 AS parked,
    (${NOW} - min(added_at))::float8 AS "oldestAgeMs"
  FROM sagac_outbox WHERE published_at IS NULL`;

const CHANNELS = `SELECT channel, count(*)::float8 AS waiting,
    count(*) FILTER (WHERE retry_at > 0 AND retry_at < ${NEVER})::float8 AS retrying,
    count(*) FILTER (WHERE retry_at = ${NEVER})::float8 AS parked,
    (${NOW} - min(added_at))::float8 AS "oldestAgeMs"
  FROM sagac_outbox WHERE published_at IS NULL GROUP BY channel ORDER BY channel`;

const RELAYS = `SELECT token, (ends_at - ${NOW})::float8 AS "endsInMs", ARRAY(
    SELECT shard::float8 FROM sagac_outbox_shards s WHERE s.token = r.token AND s.ends_at > ${NOW} ORDER BY shard
  ) AS shards
  FROM sagac_outbox_relays r ORDER BY token`;

const PARKED = `SELECT id, channel, message_key AS key, type, attempts::float8 AS attempts, error, (${NOW} - added_at)::float8 AS "ageMs"
  FROM sagac_outbox o WHERE published_at IS NULL AND retry_at > 0 AND retry_at = ${NEVER} ORDER BY o.seq LIMIT $1`;

const IS_PARKED = `id = $1 AND published_at IS NULL AND retry_at = ${NEVER}`;

/** The relay's side of an outbox in PostgreSQL; `client` is best a pool. */
export function createPostgresOutboxStore(client: PostgresClient): OutboxStore {
  const rows = <Row>(text: string, values: unknown[]) => rowsOf<Row>(client, text, values);
  const happened = async (text: string, values: unknown[]) => (await rows(text, values)).length > 0;
  const leases = postgresLeases(client);
  return {
    lease: (token, leaseMs) => leaseShards(leases, token, leaseMs),
    async release(token, shards) {
      await client.query(RELEASE, [token, shards ?? ALL_SHARDS]);
      if (shards === undefined) await client.query('DELETE FROM sagac_outbox_relays WHERE token = $1', [token]);
    },
    take: ({ shards, each, except }) => rows<WaitingRow>(TAKE, [shards, each, except.map(({ seq }) => seq)]),
    async settle(published, failed) {
      if (published.length > 0) await client.query(PUBLISHED, [published]);
      if (failed.length === 0) return;
      const waits = failed.map(({ retryInMs }) => (retryInMs === 'never' ? null : Math.ceil(retryInMs)));
      const column = (name: 'seq' | 'error' | 'attempts') => failed.map((row) => row[name]);
      await client.query(FAILED, [column('seq'), column('error').map(storable), column('attempts'), waits]);
    },
    purge: async (keepMs, limit) => (await rows(PURGE, [keepMs, limit])).length,
    status: async () => statusOf(await rows<StatusRow>(STATUS, [])),
    channels: () => rows<ChannelStatus>(CHANNELS, []),
    relays: () => rows<RelayStatus>(RELAYS, []),
    parked: (limit) => rows<ParkedOutboxMessage>(PARKED, [limit]),
    retry: (id) => happened(`UPDATE sagac_outbox SET retry_at = 1, attempts = 0 WHERE ${IS_PARKED} RETURNING 1`, [id]),
    discard: (id) => happened(`DELETE FROM sagac_outbox WHERE ${IS_PARKED} RETURNING 1`, [id]),
  };
}

/** PostgreSQL keeps no NUL in texts. */
function storable(text: string | number): string {
  return String(text).replaceAll('\u0000', '\ufffd');
}
