import type pg from 'pg';
import { SagaError } from '../../errors.js';
import { type Migration, migrations } from './schema.js';

/**
 * Brings the tables of a schema up to date and makes what is missing. Many workers may do this at once: a lock of the
 * database lets one in, the others then find nothing to do. Throws `store-too-new` and what the driver throws.
 */
export async function migrate(
  client: pg.ClientBase,
  schema: string,
  steps: readonly Migration[] = migrations,
): Promise<void> {
  if ((await readVersion(client, schema)) === steps.length) return;
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sagac ${schema}`]);
    await update(client, schema, steps);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Throws `store-missing` where the schema holds no store. */
export async function assertSchema(client: pg.ClientBase, schema: string, place: string): Promise<void> {
  if ((await readVersion(client, schema)) > 0) return;
  throw new SagaError('store-missing', `there is no saga store in the schema ${schema} at ${place}`);
}

async function update(client: pg.ClientBase, schema: string, steps: readonly Migration[]): Promise<void> {
  const version = await readVersion(client, schema);
  if (version > steps.length) {
    const message = `the schema ${schema} was written by a newer version of sagac (${version} > ${steps.length})`;
    throw new SagaError('store-too-new', `${message}: update sagac, or name another schema`);
  }
  if (version === 0) await createVersions(client, schema);
  for (const step of steps.slice(version)) await client.query(step(schema));
  await client.query(`UPDATE ${schema}.store_version SET version = ${steps.length}`);
}

/**
 * 0 where there is nothing yet. The catalog is read as a table: `to_regclass` answers from a cache that does not know what
 * others have made while this session waited for the lock.
 */
async function readVersion(client: pg.ClientBase, schema: string): Promise<number> {
  const found = await client.query(
    `SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = 'store_version'`,
    [unquoted(schema)],
  );
  if (found.rowCount === 0) return 0;
  const { rows } = await client.query<{ readonly version: number }>(`SELECT version FROM ${schema}.store_version`);
  return rows[0]?.version ?? 0;
}

/** An administrator may have made the schema for a user who may not: then it is not made again. */
async function createVersions(client: pg.ClientBase, schema: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1', [unquoted(schema)]);
  if (found.rowCount === 0) await client.query(`CREATE SCHEMA ${schema}`);
  await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.store_version (version integer NOT NULL)`);
  await client.query(`DELETE FROM ${schema}.store_version`);
  await client.query(`INSERT INTO ${schema}.store_version VALUES (0)`);
}

function unquoted(schema: string): string {
  return schema.slice(1, -1);
}
