import type { Statement } from './database.js';
import { stateColumns } from './read-state.js';

/** The short statements of a store, for a schema whose name is already quoted. */
export interface Statements {
  readonly addDefinition: Statement;
  readonly definitions: Statement;
  readonly load: Statement;
  readonly latestRun: Statement;
  readonly find: Statement;
  readonly inboxEntry: Statement;
  readonly journal: Statement;
  readonly nextWakeAt: Statement;
  readonly takeNotices: Statement;
  readonly removeNotices: Statement;
}

/** Writes the statements of a schema. */
export function createStatements(schema: string): Statements {
  const texts: Readonly<Record<keyof Statements, string>> = {
    addDefinition: `INSERT INTO ${schema}.definitions (hash, saga, version, body) VALUES ($1, $2, $3, $4)
      ON CONFLICT DO NOTHING`,
    definitions: `SELECT hash, body FROM ${schema}.definitions`,
    load: `SELECT ${stateColumns(schema)} FROM ${schema}.instances i WHERE id = $1`,
    latestRun: `SELECT ${stateColumns(schema)} FROM ${schema}.instances i
      WHERE saga = $1 AND correlation = $2 ORDER BY run DESC LIMIT 1`,
    find: findText(schema),
    inboxEntry: `SELECT instance FROM ${schema}.inbox WHERE id = $1`,
    journal: `SELECT entries FROM ${schema}.journal WHERE instance = $1 ORDER BY position`,
    nextWakeAt: nextWakeAtText(schema),
    takeNotices: takeNoticesText(schema),
    removeNotices: `DELETE FROM ${schema}.notices WHERE id = ANY($1::text[])`,
  };
  const named = Object.entries(texts).map(([name, text]) => [name, { name, text }]);
  return Object.fromEntries(named) as unknown as Statements;
}

/** A run that was followed by another is not found any more. */
function findText(schema: string): string {
  return `SELECT DISTINCT id FROM (
      SELECT id, correlation, run FROM ${schema}.instances WHERE saga = $1 AND correlation = $2
      UNION ALL
      SELECT i.id, i.correlation, i.run FROM ${schema}.instance_ids n
        JOIN ${schema}.instances i ON i.id = n.instance
        WHERE n.saga = $1 AND n.value = ANY($3::text[])
    ) AS found
    WHERE NOT EXISTS (
      SELECT 1 FROM ${schema}.instances later
      WHERE later.saga = $1 AND later.correlation = found.correlation AND later.run > found.run
    )`;
}

function nextWakeAtText(schema: string): string {
  return `SELECT min(at)::float8 AS at FROM (
      SELECT (
        SELECT wake_at FROM ${schema}.instances
        WHERE owner IS NULL AND wake_at IS NOT NULL AND definition = d.hash ORDER BY wake_at LIMIT 1
      ) AS at FROM unnest($2::text[]) AS d(hash)
      UNION ALL
      (SELECT wake_at FROM ${schema}.instances
       WHERE owner = $1 AND wake_at IS NOT NULL AND definition = ANY($2::text[]) ORDER BY wake_at LIMIT 1)
    ) AS next`;
}

/** What was taken under the same tag before is given again: its answer was lost. */
function takeNoticesText(schema: string): string {
  return `WITH live AS MATERIALIZED (SELECT token FROM ${schema}.workers WHERE token = $1 FOR KEY SHARE),
    free AS MATERIALIZED (
      SELECT id FROM ${schema}.notices WHERE owner IS NULL ORDER BY seq LIMIT $2 FOR UPDATE SKIP LOCKED
    ),
    lost AS MATERIALIZED (SELECT id FROM ${schema}.notices WHERE owner = $1 AND taken = $3)
    UPDATE ${schema}.notices SET owner = $1, taken = $3
    WHERE EXISTS (SELECT 1 FROM live)
      AND id = ANY(ARRAY(SELECT id FROM lost UNION ALL SELECT id FROM free LIMIT $2))
    RETURNING seq::float8 AS seq, body`;
}
