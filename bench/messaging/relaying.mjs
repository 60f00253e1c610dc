import { createPostgresOutboxStore, createRelay, postgresOutbox } from 'sagac/runtime';
import { CONCURRENCY, withTables } from './database.mjs';
import { freshChannel, inTurns, makeMessages } from './messages.mjs';

const BATCH = 200;

/** Messages a second from a full outbox until all are confirmed by the broker and marked as published. */
export function measureRelaying({ broker, bare, postgres, sizes }) {
  const relay = (run) =>
    withTables(postgres, async (pool) => {
      const channel = freshChannel('relayed');
      await (await broker.subscribe(channel, 'bench', async () => undefined)).close();
      await fill(pool, channel, makeMessages(sizes.relayed));
      const began = performance.now();
      await run(pool, channel);
      const rate = (sizes.relayed * 1_000) / (performance.now() - began);
      const { rows } = await pool.query('SELECT count(*)::int AS left FROM sagac_outbox WHERE published_at IS NULL');
      if (rows[0].left !== 0) throw new Error(`${rows[0].left} messages are left in the outbox`);
      return rate;
    });
  return inTurns(sizes.rounds, {
    ours: () =>
      relay((pool) => createRelay({ store: createPostgresOutboxStore(pool), broker }).run({ untilIdle: true })),
    bare: () => relay((pool, channel) => relayBare(bare, pool, channel)),
  });
}

/** Through the outbox's own door, many to a transaction. */
async function fill(pool, channel, messages) {
  const client = await pool.connect();
  await client.query('BEGIN');
  for (const message of messages) await postgresOutbox.add(client, { ...message, channel });
  await client.query('COMMIT');
  client.release();
  await pool.query('VACUUM (ANALYZE) sagac_outbox');
}

/** What a careful developer writes by hand: batches, each key in order, marked when confirmed. */
async function relayBare(bare, pool, channel) {
  for (;;) {
    const { rows } = await pool.query(
      'SELECT seq, id, message_key AS key, type, data FROM sagac_outbox WHERE published_at IS NULL ORDER BY seq LIMIT $1',
      [BATCH],
    );
    if (rows.length === 0) return;
    const lines = new Map();
    for (const row of rows) lines.set(row.key, [...(lines.get(row.key) ?? []), row]);
    const queue = [...lines.values()];
    const work = async () => {
      for (let line = queue.shift(); line !== undefined; line = queue.shift()) {
        for (const row of line) await bare.publish(channel, row);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
    await pool.query('UPDATE sagac_outbox SET published_at = $1 WHERE seq = ANY($2::bigint[])', [
      Date.now(),
      rows.map(({ seq }) => seq),
    ]);
  }
}
