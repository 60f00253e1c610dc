import type Sqlite from 'better-sqlite3';
import type { InstanceFilter, InstanceNames } from '../../store.js';
import type { Statements, StateRow } from './statements.js';

/** Latest runs that answer to one of the names. */
export function findByNames(statements: Statements, saga: string, names: InstanceNames): readonly string[] {
  const { correlation, ids } = names;
  const rows = ids.flatMap((id) => statements.byId.all(saga, JSON.stringify(id)));
  if (correlation !== undefined) rows.push(...statements.byCorrelation.all(saga, JSON.stringify(correlation)));
  return [...new Set(rows.map(({ id }) => id))];
}

/** Where the states are that a filter lets through, in order of their start. */
export function findStates(database: Sqlite.Database, filter: InstanceFilter): readonly StateRow[] {
  const conditions = conditionsOf(filter);
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
  const values = conditions.map(([, value]) => value);
  // Prepared each time, so that the planner sees which filters there are.
  const statement = database.prepare<unknown[], StateRow>(
    `SELECT row, version, state FROM instances LEFT JOIN states ON instance = row
     ${where} ORDER BY started_at, row LIMIT ?`,
  );
  return statement.all(...values, filter.limit ?? -1);
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
