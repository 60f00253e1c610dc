import type { InstanceFilter } from '../../store.js';
import { correlationKey } from './commit-row.js';
import { stateColumns } from './read-state.js';

/** Selects states in order of their start; a parameter that is null narrows nothing. */
export function listText(schema: string): string {
  return `SELECT ${stateColumns(schema)} FROM ${schema}.instances i
    WHERE ($1::text IS NULL OR saga = $1) AND ($2::text[] IS NULL OR status = ANY($2))
      AND ($3::text IS NULL OR correlation = $3) AND ($4::text IS NULL OR definition = $4)
      AND ($5::float8 IS NULL OR updated_at <= $5)
    ORDER BY started_at, id LIMIT $6`;
}

/** The parameters of `listText`. */
export function listValues({
  saga,
  status,
  correlation,
  definition,
  untouchedSince,
  limit,
}: InstanceFilter): unknown[] {
  const statuses = typeof status === 'string' ? [status] : status;
  const key = correlation === undefined ? null : correlationKey(correlation);
  return [saga ?? null, statuses ?? null, key, definition ?? null, untouchedSince ?? null, limit ?? null];
}

/** Counts by saga and status. */
export function countText(schema: string): string {
  return `SELECT saga, status, count(*)::float8 AS count, min(started_at)::float8 AS "oldestStartedAt"
    FROM ${schema}.instances GROUP BY saga, status ORDER BY saga, status`;
}
