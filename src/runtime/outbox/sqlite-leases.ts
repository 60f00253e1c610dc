import { FIRST_VERSION, KEPT_RELAY_MS, type LeaseTables } from './leases.js';
import { NEVER } from './schema.js';
import type { SqliteStatements } from './sqlite-statements.js';

const CLOSE = `INSERT INTO sagac_outbox_leases (name, token, ends_at)
  VALUES ('${FIRST_VERSION.name}', '${FIRST_VERSION.closedBy}', ${NEVER})
  ON CONFLICT (name) DO UPDATE SET token = excluded.token, ends_at = excluded.ends_at
  WHERE token = excluded.token OR ends_at <= ?`;

const ANNOUNCE = `INSERT INTO sagac_outbox_relays (token, ends_at) VALUES (?, ?)
  ON CONFLICT (token) DO UPDATE SET ends_at = excluded.ends_at`;

const COUNT = `SELECT count(*) + 1 AS relays, count(*) FILTER (WHERE token < @token) AS before
  FROM sagac_outbox_relays WHERE token <> @token AND ends_at > @now`;

const PROLONG = 'UPDATE sagac_outbox_shards SET ends_at = ? WHERE token = ? RETURNING shard';

const CLAIM = `UPDATE sagac_outbox_shards SET token = ?, ends_at = ? WHERE shard IN (
    SELECT shard FROM sagac_outbox_shards WHERE ends_at <= ? ORDER BY shard LIMIT ?
  ) RETURNING shard`;

/** The leases of an outbox in SQLite, by the clock of the one machine that its relays run on. */
export function sqliteLeases({ run, all }: SqliteStatements, now: () => number): LeaseTables {
  const shards = (sql: string, ...values: unknown[]) =>
    all<{ readonly shard: number }>(sql, ...values).map(({ shard }) => shard);
  let isClosed = false;
  return {
    async closeFirstVersion() {
      isClosed ||= run(CLOSE, now()) > 0;
      return isClosed;
    },
    async announce(token, leaseMs) {
      run(ANNOUNCE, token, now() + leaseMs);
      run('DELETE FROM sagac_outbox_relays WHERE ends_at < ?', now() - KEPT_RELAY_MS);
      const rows = all<{ relays: number; before: number }>(COUNT, { token, now: now() });
      return rows[0] ?? { relays: 1, before: 0 };
    },
    prolong: async (token, leaseMs) => shards(PROLONG, now() + leaseMs, token),
    claim: async (token, leaseMs, limit) => shards(CLAIM, token, now() + leaseMs, now(), limit),
  };
}
