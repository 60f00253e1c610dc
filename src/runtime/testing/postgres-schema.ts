import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A name for a schema that no other test has. */
export function freshSchema(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}

/** Runs SQL on a connection of its own, and gives the rows of the last statement. */
export async function runSql<Row>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const results: unknown = await client.query(sql);
    const last: unknown = Array.isArray(results) ? results.at(-1) : results;
    return (last as pg.QueryResult).rows as readonly Row[];
  } finally {
    await client.end();
  }
}

/** Deletes a schema with everything in it. */
export async function dropSchema(url: string, schema: string): Promise<void> {
  await runSql(url, `SET client_min_messages = warning; DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
}
