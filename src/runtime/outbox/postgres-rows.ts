import type { PostgresClient } from './databases.js';

/** Milliseconds since 1970 by the server's clock, so that relays need not agree about the time. Within a statement it stands still, as an index needs. */
export const NOW = 'floor(extract(epoch FROM statement_timestamp()) * 1000)::bigint';

/** The rows that a statement gives, as the caller's SQL shapes them. */
export async function rowsOf<Row>(
  client: PostgresClient,
  text: string,
  values: unknown[] = [],
): Promise<readonly Row[]> {
  const { rows } = await client.query(text, values);
  return rows as readonly Row[];
}
