import type { SqliteDatabase, SqliteStatement } from './databases.js';

/** Runs statements on a database; each is prepared once. */
export interface SqliteStatements {
  /** Gives the number of rows that were changed. */
  run(sql: string, ...values: unknown[]): number;
  /** Gives rows, as the caller's SQL shapes them. */
  all<Row>(sql: string, ...values: unknown[]): readonly Row[];
}

export function sqliteStatements(database: SqliteDatabase): SqliteStatements {
  const prepared = new Map<string, SqliteStatement>();
  function prepare(sql: string): SqliteStatement {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  }
  return {
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    all: <Row>(sql: string, ...values: unknown[]) => prepare(sql).all(...values) as readonly Row[],
  };
}
