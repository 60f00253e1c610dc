import type pg from 'pg';
import type { Owner } from '../../store.js';
import type { Connections } from './connections.js';
import type { Database, Statement } from './database.js';
import type { ServerClock } from './server-clock.js';

/** Leases by the server's clock: who owns what can never depend on the clocks of workers. */
export interface Leases {
  register(leaseMs: number): Promise<Owner>;
  renew(owner: Owner, leaseMs: number): Promise<boolean>;
  /** When the first lease of another owner that holds anything ends. */
  firstEnd(except: Owner): Promise<number | undefined>;
  resign(owner: Owner): Promise<void>;
}

interface Renewal {
  readonly alive: boolean;
  /** Some lease has ended, and what it held is not free yet. */
  readonly ended: boolean;
  readonly now: number;
}

const NOW_MS = 'extract(epoch FROM clock_timestamp())::float8 * 1000';
const ENDED = 'lease_until <= clock_timestamp()';

/** Makes leases, and keeps the clock in step with each renewal. */
export function createLeases(
  database: Database,
  { pool }: Connections,
  { schema, channel, clock }: { readonly schema: string; readonly channel: string; readonly clock: ServerClock },
): Leases {
  const until = "clock_timestamp() + $1 * interval '1 millisecond'";
  const register: Statement = {
    name: 'register',
    text: `INSERT INTO ${schema}.workers (lease_until) VALUES (${until}) RETURNING token::float8 AS token`,
  };
  const renew: Statement = {
    name: 'renew',
    text: `WITH mine AS (
        UPDATE ${schema}.workers SET lease_until = ${until} WHERE token = $2 AND NOT ${ENDED} RETURNING token
      )
      SELECT EXISTS (SELECT 1 FROM mine) AS alive, ${NOW_MS} AS now,
        EXISTS (SELECT 1 FROM ${schema}.workers WHERE ${ENDED}) AS ended`,
  };

  const firstEnd: Statement = {
    name: 'first-lease-end',
    text: `SELECT (extract(epoch FROM min(lease_until)) * 1000)::float8 AS at FROM ${schema}.workers w
      WHERE token <> $1 AND (
        EXISTS (SELECT 1 FROM ${schema}.instances i WHERE i.owner = w.token)
        OR EXISTS (SELECT 1 FROM ${schema}.notices n WHERE n.owner = w.token)
      )`,
  };

  const free = (condition: string, values: readonly unknown[]) =>
    database.run(pool, (client) => freeHeld(client, { schema, channel, condition, values }));

  return {
    async register(leaseMs) {
      const [row] = await database.rows<{ readonly token: number }>(register, [leaseMs]);
      await free(ENDED, []);
      return row?.token ?? 0;
    },
    async renew(owner, leaseMs) {
      const began = clock.machine();
      const [row] = await database.rows<Renewal>(renew, [leaseMs, owner]);
      if (row !== undefined) clock.measured(row.now, began);
      if (row?.ended === true) await free(ENDED, []);
      return row?.alive === true;
    },
    async firstEnd(except) {
      const [row] = await database.rows<{ readonly at: number | null }>(firstEnd, [except]);
      return row?.at ?? undefined;
    },
    resign: (owner) => free('token = $1', [owner]),
  };
}

interface Freeing {
  readonly schema: string;
  readonly channel: string;
  readonly condition: string;
  readonly values: readonly unknown[];
}

/**
 * Ends leases and frees what they held. Deleting a lease waits for commits under way in its name; only the next
 * statement sees what they wrote.
 */
async function freeHeld(client: pg.ClientBase, { schema, channel, condition, values }: Freeing): Promise<void> {
  await client.query('BEGIN');
  try {
    const remove = `DELETE FROM ${schema}.workers WHERE ${condition} RETURNING token`;
    const { rows } = await client.query<{ readonly token: string }>(remove, [...values]);
    const tokens = rows.map(({ token }) => token);
    if (tokens.length > 0) {
      const held = 'WHERE owner = ANY($1::int8[])';
      // A command may be undelivered, so each is due at once.
      await client.query(`UPDATE ${schema}.instances SET owner = NULL, wake_at = 0 ${held}`, [tokens]);
      await client.query(`UPDATE ${schema}.notices SET owner = NULL ${held}`, [tokens]);
      await client.query("SELECT pg_notify($1, '')", [channel]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
