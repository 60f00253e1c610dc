import { randomInt } from 'node:crypto';
import type pg from 'pg';
import type { CommitResult, Transition } from '../../store.js';
import { createBatcher } from './batcher.js';
import { type CommitRow, toCommitRow } from './commit-row.js';
import { commitStatement, commitValues, type Features, featuresOf, type Refusal } from './commit-statement.js';
import type { Database, Statement } from './database.js';

/** Transitions of one batch: more make it slower for all of them. */
const LIMIT = 500;
const MAX_BYTES = 4_000_000;

/** How commits are gathered. */
export interface CommitOptions {
  readonly schema: string;
  readonly channel: string;
  /** Connections for commits alone. */
  readonly pool: pg.Pool;
  /** Batches that may be on their way at once. */
  readonly parallel: number;
  readonly now: () => number;
}

export interface Committer {
  commit(transition: Transition): Promise<CommitResult>;
  drained(): Promise<void>;
}

/** Makes what writes transitions: those that arrive while a batch is on its way form the next one. */
export function createCommitter(database: Database, options: CommitOptions): Committer {
  const nextTag = createTags();
  const statementFor = rememberStatements(options.schema, options.channel);
  const batcher = createBatcher<CommitRow, CommitResult>({
    limit: LIMIT,
    maxBytes: MAX_BYTES,
    parallel: options.parallel,
    bytesOf: ({ state, entries }) => (state?.length ?? 0) + (entries?.length ?? 0),
    keysOf: ({ instance, inbox }) => (inbox === null ? [instance] : [instance, `inbox ${inbox}`]),
    run: (rows) => database.run(options.pool, (client, uncertain) => send(client, rows, uncertain)),
  });

  async function send(
    client: pg.ClientBase,
    rows: readonly CommitRow[],
    uncertain: boolean,
  ): Promise<readonly CommitResult[]> {
    const features = featuresOf(rows);
    const result = await client.query<Refusal>({
      ...statementFor(features),
      values: [...commitValues(rows, features)],
    });
    const refusals = new Map(result.rows.map(({ n, duplicate }) => [n, duplicate]));
    const results = rows.map((_, index) => toResult(refusals.get(index + 1)));
    if (!uncertain || result.rows.length === 0) return results;
    const written = await findWritten(client, options.schema, rows);
    return results.map((refused, index) => (written.has(index + 1) ? 'committed' : refused));
  }

  return {
    commit: (transition) => batcher.add(toCommitRow(transition, nextTag(), options.now())),
    drained: () => batcher.drained(),
  };
}

/** Makes each statement once: the driver compares texts with what it has prepared, and the same text is soon compared. */
function rememberStatements(schema: string, channel: string): (features: Features) => Statement {
  const known = new Map<string, Statement>();
  return (features) => {
    const key = [...features].join(' ');
    const statement = known.get(key) ?? commitStatement(schema, channel, features);
    known.set(key, statement);
    return statement;
  };
}

function toResult(duplicate: boolean | undefined): CommitResult {
  if (duplicate === undefined) return 'committed';
  return duplicate ? 'duplicate' : 'conflict';
}

/**
 * Which transitions of a batch stand, although they were refused: an earlier attempt wrote them, and the connection
 * broke before it could say so. The tag in the journal tells. One without entries stands if things are as it wanted them.
 */
async function findWritten(
  client: pg.ClientBase,
  schema: string,
  rows: readonly CommitRow[],
): Promise<ReadonlySet<number>> {
  const { rows: found } = await client.query<{ readonly n: number }>(
    `SELECT t.n::float8 AS n
     FROM unnest($1::text[], $2::int8[], $3::int8[], $4::int8[]) WITH ORDINALITY AS t(instance, version, tag, owner, n)
     JOIN ${schema}.instances i ON i.id = t.instance
     WHERE EXISTS (
         SELECT 1 FROM ${schema}.journal j
         WHERE j.instance = t.instance AND j.position = t.version + 1 AND j.tag = t.tag
       ) OR (t.tag IS NULL AND i.version = t.version AND i.owner IS NOT DISTINCT FROM t.owner)`,
    [
      rows.map(({ instance }) => instance),
      rows.map(({ expected }) => expected),
      rows.map(({ entries, tag }) => (entries === null ? null : tag)),
      rows.map(({ nextOwner }) => nextOwner),
    ],
  );
  return new Set(found.map(({ n }) => n));
}

/** Numbers that no other store gives: half of each is chance, half is counted. */
function createTags(): () => number {
  const first = randomInt(2 ** 31) * 2 ** 22;
  let count = 0;
  return () => first + (count++ % 2 ** 22);
}
