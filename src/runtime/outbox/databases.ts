/** What is used of `pg`: a `Client` or `PoolClient` in the caller's transaction, or a `Pool`. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>;
}

/** What is used of a statement of `better-sqlite3`. */
export interface SqliteStatement {
  run(...values: unknown[]): { readonly changes: number | bigint };
  get(...values: unknown[]): unknown;
  all(...values: unknown[]): readonly unknown[];
}

/** What is used of a database of `better-sqlite3`. */
export interface SqliteDatabase {
  readonly inTransaction?: boolean;
  prepare(sql: string): SqliteStatement;
  exec(sql: string): unknown;
}
