import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeLeftOut } from '../../testing/left-out.js';
import { dropSchema, freshSchema } from '../../testing/postgres-schema.js';
import { ownPostgresForTests } from '../../testing/postgres-server.js';
import { creation, following, stateOf } from '../contract/builders.js';
import { floatArray, intArray, textArray } from './binary-array.js';
import { claimStatement } from './claim.js';
import { toCommitRow } from './commit-row.js';
import { commitStatement, featuresOf } from './commit-statement.js';
import { HOT_SESSION } from './connections.js';
import type { Statement } from './database.js';
import { migrate } from './migrate.js';
import { createStatements } from './statements.js';

const server = await ownPostgresForTests();

if (server === undefined) describeLeftOut();
else {
  const name = freshSchema();
  const schema = `"${name}"`;
  const client = new pg.Client(server.url);

  beforeAll(async () => {
    await client.connect();
    await migrate(client, schema);
    await client.query(HOT_SESSION);
  });
  afterAll(async () => {
    await client.end();
    await dropSchema(server.url, name);
    await server.remove();
  });

  /** The plan of a statement whose parameters are not known yet. */
  async function planOf({ text }: Statement): Promise<string> {
    const { rows } = await client.query<{ readonly 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN, COSTS OFF) ${text}`);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  describe('the hot statements of a PostgreSQL store', () => {
    const start = creation(stateOf('o1', { ids: { a: 'b' } }), { nextOwner: 1, consumed: { inbox: 'i', mail: 'm' } });
    const rows = [start, following(start.state, { owner: 1 })].map((transition) => toCommitRow(transition, 1, 0));
    const { nextWakeAt, load, latestRun, find, takeNotices } = createStatements(schema);
    const commit = commitStatement(schema, 'channel', featuresOf(rows));
    const alone = commitStatement(schema, 'channel', featuresOf(rows.slice(1)));
    const hot = { commit, alone, claim: claimStatement(schema), nextWakeAt, load, latestRun, find, takeNotices };

    // Plans are made while the tables are empty, and stay in force when they are not.
    it.each(Object.entries(hot))(
      'go by indexes even when they were planned on empty tables: %s',
      async (_name, statement) => {
        const plan = await planOf(statement);
        expect(plan).toMatch(/Index|Function Scan/);
        expect(plan).not.toContain('Seq Scan');
      },
    );

    it('look free instances up by definition and time', async () => {
      expect(await planOf(hot.claim)).toMatch(/Index Scan using instances_free.*\n.*Index Cond: .*wake_at <= \$3/);
      expect(await planOf(nextWakeAt)).toMatch(/Index Only Scan using instances_free/);
    });
  });

  describe('lists in the binary form', () => {
    it('arrive as they are', async () => {
      const texts = [null, '', 'a"\\{}', '\u{1F600}é', 'NULL'];
      const numbers = [null, 0, -1, Number.MAX_SAFE_INTEGER, 1_700_000_000_000];
      const times = [null, 0, 1_700_000_000_000.25];
      const { rows } = await client.query(
        'SELECT $1::text[] AS texts, $2::int8[]::text[] AS numbers, $3::float8[] AS times',
        [textArray(texts), intArray(numbers), floatArray(times)],
      );
      const asText = numbers.map((number) => (number === null ? null : String(number)));
      expect(rows).toEqual([{ texts, numbers: asText, times }]);
    });

    it('may be empty', async () => {
      const values = [textArray([]), intArray([])];
      const { rows } = await client.query('SELECT cardinality($1::text[]) AS a, cardinality($2::int8[]) AS b', values);
      expect(rows).toEqual([{ a: 0, b: 0 }]);
    });
  });
}
