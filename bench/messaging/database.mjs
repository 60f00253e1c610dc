import pg from 'pg';
import { migratePostgresInbox, migratePostgresOutbox } from 'sagac/runtime';

/** Messages that are handled at the same time, and as many connections. */
export const CONCURRENCY = 16;

/** A database with the tables of inbox and outbox and one for effects, and a pool on it. */
export async function withTables(postgres, use) {
  return postgres.withDatabase(async (url) => {
    const pool = new pg.Pool({ connectionString: url, max: CONCURRENCY + 4 });
    pool.on('error', () => undefined);
    try {
      await migratePostgresInbox(pool);
      await migratePostgresOutbox(pool);
      await pool.query('CREATE TABLE effects (id text NOT NULL, order_id text NOT NULL, total bigint NOT NULL)');
      return await use(pool, url);
    } finally {
      await pool.end();
    }
  });
}

/** The effect of one message, the same in both. */
export function writeEffect(client, id, { orderId, total }) {
  return client.query('INSERT INTO effects (id, order_id, total) VALUES ($1, $2, $3)', [id, orderId, total]);
}

/** What a careful developer writes by hand: the note and the effect in one transaction. */
export async function handleBare(pool, id, data) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const noted = await client.query(
      'INSERT INTO sagac_inbox (consumer, message_id, handled_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1',
      ['bench/Bare', id, Date.now()],
    );
    if (noted.rowCount === 1) await writeEffect(client, id, data);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** Throws where not every message had its effect once. */
export async function assertEffects(pool, count) {
  const { rows } = await pool.query('SELECT count(*)::int AS all, count(DISTINCT id)::int AS different FROM effects');
  const [{ all, different }] = rows;
  if (all !== count || different !== count)
    throw new Error(`${count} messages had ${all} effects, ${different} different ones`);
}
