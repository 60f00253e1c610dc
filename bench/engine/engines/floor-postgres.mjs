import pg from 'pg';
import { createFloor } from './floor-saga.mjs';

const TABLES = `
  CREATE TABLE IF NOT EXISTS sagas
    (id text PRIMARY KEY, saga text, status text, version int, input jsonb, updated_at timestamptz);
  CREATE TABLE IF NOT EXISTS journal
    (saga text, position int, entry text, data jsonb, at timestamptz, PRIMARY KEY (saga, position));
`;

/** One statement, so one transaction and one trip to the server, for all transitions of a commit. */
const COMMIT = `
  WITH rows AS (
    SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::jsonb[]) AS r (id, position, entry, status, input)
  ), begun AS (
    INSERT INTO sagas SELECT id, 'order', status, 0, input, now() FROM rows WHERE position = 0
  ), moved AS (
    UPDATE sagas SET status = rows.status, version = rows.position, updated_at = now()
    FROM rows WHERE sagas.id = rows.id AND rows.position > 0
  )
  INSERT INTO journal SELECT id, position, entry, input, now() FROM rows
`;

/** The bare writes of an engine on PostgreSQL, through one connection. */
export async function openEngine({ url }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(TABLES);
  const floor = createFloor((rows) => client.query({ name: 'commit', text: COMMIT, values: columnsOf(rows) }));
  return {
    ...floor,
    async stored() {
      const { rows } = await client.query('SELECT status, count(*)::int AS count FROM sagas GROUP BY status');
      return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
    },
    close: () => client.end(),
  };
}

function columnsOf(rows) {
  return ['id', 'position', 'entry', 'status', 'input'].map((name) => rows.map((row) => row[name]));
}
