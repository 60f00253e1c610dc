import type { Claim, ClaimRequest, Mail } from '../../store.js';
import type { Connections } from './connections.js';
import type { Database, Statement } from './database.js';
import { readState, type StateRow, stateColumns } from './read-state.js';
import { createStatements } from './statements.js';

interface ClaimRow extends StateRow {
  readonly instance: string;
  readonly version: number;
  /** A JSON list, or null. */
  readonly mail: string | null;
}

/** Makes what claims instances. */
export function createClaimer(database: Database, { pool }: Connections, schema: string) {
  const statement = claimStatement(schema);
  const again = claimedStatement(schema);
  const { load } = createStatements(schema);
  let calls = 0;

  return async ({ owner, definitions, now, limit }: ClaimRequest): Promise<readonly Claim[]> => {
    const tag = calls++;
    const rows = await database.run(pool, async (client, uncertain) => {
      // What an attempt has claimed whose answer was lost is no longer free, so it is looked for first.
      const lost = uncertain ? await client.query<ClaimRow>({ ...again, values: [owner, tag] }) : undefined;
      if (lost !== undefined && lost.rows.length > 0) return lost.rows;
      const values = [owner, [...definitions], now, limit, tag];
      return (await client.query<ClaimRow>({ ...statement, values })).rows;
    });
    return Promise.all(rows.map(toClaim));
  };

  /** A row may be newer than what the statement saw of its journal; as it is ours by now, a second look is right. */
  async function toClaim(row: ClaimRow): Promise<Claim> {
    const seen = readState(row);
    const [newer] = seen.version < row.version ? await database.rows<StateRow>(load, [row.instance]) : [];
    const mail = row.mail === null ? [] : (JSON.parse(row.mail) as readonly Mail[]);
    return { state: newer === undefined ? seen : readState(newer), mail };
  }
}

/** All mail of an instance as one JSON list, oldest first. */
function mailOf(schema: string, instance: string): string {
  return `(SELECT '[' || string_agg(m.body, ',' ORDER BY m.seq) || ']' FROM ${schema}.mail m WHERE m.instance = ${instance})`;
}

/**
 * The statement that claims. $1 owner, $2 definitions, $3 now, $4 limit, $5 tag. Free instances are locked, and passed over where somebody else has
 * locked them; own ones need no lock, since nobody else writes them. Both searches for mail go from the mail to the
 * instance, because there is little mail and there are many instances. After a wake time of 0 the next timer counts.
 */
export function claimStatement(schema: string): Statement {
  const instances = `${schema}.instances`;
  const text = `
    WITH live AS MATERIALIZED (SELECT token FROM ${schema}.workers WHERE token = $1 FOR KEY SHARE),
    free AS MATERIALIZED (
      SELECT f.id, f.wake_at AS at, 0 AS seq FROM unnest($2::text[]) AS d(hash) CROSS JOIN LATERAL (
        SELECT id, wake_at FROM ${instances}
        WHERE owner IS NULL AND wake_at IS NOT NULL AND definition = d.hash AND wake_at <= $3::float8
        ORDER BY wake_at LIMIT $4 FOR UPDATE SKIP LOCKED
      ) AS f
    ),
    own AS MATERIALIZED (
      SELECT id, wake_at AS at, 0 AS seq FROM ${instances}
      WHERE owner = $1 AND definition = ANY($2) AND wake_at <= $3 ORDER BY wake_at LIMIT $4
    ),
    mailed AS MATERIALIZED (
      SELECT i.id, $3::float8 AS at, m.seq FROM ${schema}.mail m CROSS JOIN LATERAL (
        SELECT id FROM ${instances} WHERE id = m.instance AND owner IS NULL AND definition = ANY($2)
        FOR UPDATE SKIP LOCKED
      ) AS i ORDER BY m.seq LIMIT $4
    ),
    own_mailed AS MATERIALIZED (
      SELECT i.id, $3::float8 AS at, m.seq FROM ${schema}.mail m CROSS JOIN LATERAL (
        SELECT id FROM ${instances} WHERE id = m.instance AND owner = $1 AND definition = ANY($2) OFFSET 0
      ) AS i ORDER BY m.seq LIMIT $4
    ),
    chosen AS MATERIALIZED (
      SELECT id, min(at) AS at, min(seq) AS seq FROM (
        SELECT * FROM free UNION ALL SELECT * FROM own UNION ALL SELECT * FROM mailed UNION ALL SELECT * FROM own_mailed
      ) AS found
      GROUP BY id ORDER BY 2, 3 LIMIT $4
    ),
    taken AS (
      UPDATE ${instances} i SET owner = $1, claim = $5,
        wake_at = CASE WHEN i.wake_at = 0 THEN i.timer_at ELSE i.wake_at END
      FROM chosen WHERE i.id = chosen.id AND EXISTS (SELECT 1 FROM live)
        AND (i.owner IS NULL OR (i.owner = $1 AND i.wake_at = 0))
      RETURNING i.id, i.version, ${stateColumns(schema)}
    ),
    held AS MATERIALIZED (
      SELECT * FROM taken UNION ALL
      SELECT i.id, i.version, ${stateColumns(schema)} FROM chosen JOIN ${instances} i ON i.id = chosen.id
      WHERE i.owner = $1 AND i.id NOT IN (SELECT id FROM taken)
    )
    SELECT held.id AS instance, held.version, held.state, held.since, ${mailOf(schema, 'chosen.id')} AS mail
    FROM chosen JOIN held ON held.id = chosen.id
    ORDER BY chosen.at, chosen.seq`;
  return { name: 'claim', text };
}

function claimedStatement(schema: string): Statement {
  const text = `SELECT i.id AS instance, i.version, ${stateColumns(schema)}, ${mailOf(schema, 'i.id')} AS mail FROM ${schema}.instances i
    WHERE i.owner = $1 AND i.claim = $2`;
  return { name: 'claimed', text };
}
