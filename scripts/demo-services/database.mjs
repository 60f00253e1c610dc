import pg from 'pg';

/** What a snapshot reads, by service. Amounts of money are whole cents. */
const QUERIES = {
  order: {
    orders: `SELECT order_id AS order, customer, lines, round(total * 100)::float8 AS total, status, confirmations, reason,
      shipment_id AS shipment, placed_at AS "placedAt", ended_at AS "endedAt" FROM orders ORDER BY placed_at, order_id`,
  },
  payment: {
    accounts: `SELECT customer, round(balance * 100)::float8 AS balance, round(start_balance * 100)::float8 AS start FROM accounts`,
    payments:
      'SELECT order_id AS order, customer, kind, round(amount * 100)::float8 AS amount, at FROM movements ORDER BY at',
  },
  inventory: {
    stock: 'SELECT sku, free, start FROM stock',
    stockMoves: 'SELECT order_id AS order, sku, kind, quantity, at FROM movements ORDER BY at',
  },
  shipping: {
    parcels:
      'SELECT order_id AS order, shipment_id AS shipment, is_cancelled AS "isCancelled", at FROM parcels ORDER BY at',
  },
  loyalty: { points: 'SELECT order_id AS order, points, at FROM points ORDER BY at' },
  notification: { mails: 'SELECT order_id AS order, kind, is_bounced AS "isBounced", at FROM mails ORDER BY at' },
  support: { heard: 'SELECT order_id AS order, event, at FROM heard ORDER BY at' },
};

/** Schemas of a world, each for one service, and the one of the sagas. */
export async function createDatabase(url, world, services) {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  // The server may go away and come back.
  pool.on('error', () => undefined);
  const schemas = Object.fromEntries(services.map((name) => [name, `${world}_${name}`]));
  const checkout = `${world}_checkout`;
  const all = [...Object.values(schemas), checkout];
  try {
    for (const schema of Object.values(schemas)) await pool.query(`CREATE SCHEMA "${schema}"`);
  } catch (error) {
    await pool.end();
    throw new Error(`PostgreSQL at ${withoutPassword(url)} cannot be used: ${describe(error)}`);
  }

  async function read(queries, schema) {
    const client = await pool.connect();
    try {
      await client.query(`SET search_path TO "${schema}"`);
      const entries = [];
      for (const [name, sql] of Object.entries(queries)) entries.push([name, (await client.query(sql)).rows]);
      return Object.fromEntries(entries);
    } finally {
      client.release();
    }
  }

  return {
    schemas,
    checkout,
    /** Rows of one query in the schema of a service. */
    rows: async (service, sql) => (await read({ rows: sql }, schemas[service])).rows,
    /** Everything that the services have written: `{ orders, accounts, payments, stock, ... }`. */
    async snapshot() {
      const parts = await Promise.all(services.map((name) => read(QUERIES[name], schemas[name])));
      return Object.assign({}, ...parts);
    },
    async close({ drop }) {
      if (drop) {
        for (const schema of all) {
          await pool
            .query(`SET client_min_messages = warning; DROP SCHEMA IF EXISTS "${schema}" CASCADE`)
            .catch(() => undefined);
        }
      }
      await pool.end();
    },
  };
}

function describe(error) {
  if (error instanceof AggregateError) return error.errors.map(({ message }) => message).join(', ');
  return error.message;
}

function withoutPassword(url) {
  if (!URL.canParse(url)) return url;
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
