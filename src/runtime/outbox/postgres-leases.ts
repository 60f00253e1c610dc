import type { PostgresClient } from './databases.js';
import { FIRST_VERSION, KEPT_RELAY_MS, type LeaseTables } from './leases.js';
import { NOW, rowsOf } from './postgres-rows.js';
import { NEVER } from './schema.js';

const CLOSE = `INSERT INTO sagac_outbox_leases AS l (name, token, ends_at)
  VALUES ('${FIRST_VERSION.name}', '${FIRST_VERSION.closedBy}', ${NEVER})
  ON CONFLICT (name) DO UPDATE SET token = excluded.token, ends_at = excluded.ends_at
  WHERE l.token = excluded.token OR l.ends_at <= ${NOW}
  RETURNING 1`;

/** The statement does not see the row that it writes, so it counts the others. */
const ANNOUNCE = `WITH own AS (
    INSERT INTO sagac_outbox_relays (token, ends_at) VALUES ($1, ${NOW} + $2::bigint)
    ON CONFLICT (token) DO UPDATE SET ends_at = excluded.ends_at
  ), gone AS (
    DELETE FROM sagac_outbox_relays WHERE ends_at < ${NOW} - ${KEPT_RELAY_MS} AND token <> $1
  )
  SELECT 1 + count(*)::float8 AS relays, count(*) FILTER (WHERE token < $1)::float8 AS before
  FROM sagac_outbox_relays WHERE token <> $1 AND ends_at > ${NOW}`;

const PROLONG = `UPDATE sagac_outbox_shards SET ends_at = ${NOW} + $2::bigint WHERE token = $1 RETURNING shard::float8 AS shard`;

/** A shard that another is just taking is passed over, so nobody waits for anybody. */
const CLAIM = `WITH free AS MATERIALIZED (
    SELECT shard FROM sagac_outbox_shards WHERE ends_at <= ${NOW} ORDER BY shard LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE sagac_outbox_shards s SET token = $1, ends_at = ${NOW} + $2::bigint FROM free WHERE s.shard = free.shard
  RETURNING s.shard::float8 AS shard`;

/** The leases of an outbox in PostgreSQL, by the server's clock. */
export function postgresLeases(client: PostgresClient): LeaseTables {
  const shards = async (text: string, values: unknown[]) =>
    (await rowsOf<{ readonly shard: number }>(client, text, values)).map(({ shard }) => shard);
  let isClosed = false;
  return {
    async closeFirstVersion() {
      isClosed ||= (await rowsOf(client, CLOSE)).length > 0;
      return isClosed;
    },
    async announce(token, leaseMs) {
      const rows = await rowsOf<{ relays: number; before: number }>(client, ANNOUNCE, [token, leaseMs]);
      return rows[0] ?? { relays: 1, before: 0 };
    },
    prolong: (token, leaseMs) => shards(PROLONG, [token, leaseMs]),
    claim: (token, leaseMs, limit) => shards(CLAIM, [token, leaseMs, limit]),
  };
}
