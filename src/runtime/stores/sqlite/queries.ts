import type Sqlite from 'better-sqlite3';
import type { InstanceFilter, InstanceNames } from '../../store.js';
import type { Statements } from './statements.js';

/** Latest runs that answer to one of the names. */
export function findByNames(statements: Statements, saga: string, names: InstanceNames): readonly string[] {
  const { correlation, ids } = names;
  const rows = ids.flatMap((id) => statements.byId.all(saga, JSON.stringify(id)));
  if (correlation !== undefined) rows.push(...statements.byCorrelation.all(saga, JSON.stringify(correlation)));
  return [...new Set(rows.map(({ id }) => id))];
}

/** Texts of the states that a filter lets through, in order of their start. */
export function listStates(database: Sqlite.Database, filter: InstanceFilter): readonly string[] {
  const conditions = conditionsOf(filter);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
  const values = conditions.map(([, value]) => value);
  // Prepared each time, so that the planner sees which filters there are.
  const statement = database.prepare<unknown[], { readonly state: string }>(
    `SELECT state FROM instances ${where} ORDER BY started_at, row LIMIT ?`,
  );
  return statement.all(...values, filter.limit ?? -1).map(({ state }) => state);
}

function conditionsOf(filter: InstanceFilter): readonly (readonly [string, string | number])[] {
  const { saga, status, correlation, definition, untouchedSince } = filter;
  const statuses = typeof status === 'string' ? [status] : status;
  const conditions: (readonly [string, string | number | undefined])[] = [
    ['saga = ?', saga],
    ['status IN (SELECT value FROM json_each(?))', statuses && JSON.stringify(statuses)],
    ['correlation = ?', correlation === undefined ? undefined : JSON.stringify(correlation)],
    ['definition = ?', definition],
    ['updated_at <= ?', untouchedSince],
  ];
  return conditions.flatMap(([sql, value]) => (value === undefined ? [] : [[sql, value] as const]));
}
