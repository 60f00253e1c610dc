import { EventEmitter } from 'node:events';
import type { PostgresClient } from '../outbox/databases.js';
import { migratePostgres, postgresScript } from '../outbox/service-tables.js';
import type { Inbox } from './inbox.js';
import { inboxTables } from './schema.js';
import { createSqlSession, type SqlQuery, type SqlRow } from './sql-session.js';

/** As much of a pool of `pg` as an inbox needs. */
export interface PostgresPool<Client extends PostgresClient> {
  connect(): Promise<Client & { release(error?: Error | boolean): void }>;
}

/**
 * An inbox in a PostgreSQL database, given as a pool of `pg`; each transaction takes a client of it. The tables are found by the
 * `search_path`; they are made by `migratePostgresInbox`, or by your own migrations. Name the type of a client, `PoolClient`
 * of `pg`: TypeScript cannot infer it from a `connect` that takes a callback as well.
 */
export function createPostgresInbox<Client extends PostgresClient>(pool: PostgresPool<Client>): Inbox<Client> {
  return {
    async transaction(work) {
      const client = await pool.connect();
      let isBroken = false;
      const unheed = heedNoError(client);
      try {
        await client.query('BEGIN');
        const result = await work(createSqlSession<Client>(client, queryOn(client), 'postgres'));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        isBroken = await client.query('ROLLBACK').then(
          () => false,
          () => true,
        );
        throw error;
      } finally {
        unheed();
        // A connection whose end nobody knows is not used again.
        client.release(isBroken);
      }
    },
  };
}

/**
 * A connection that breaks while a handler awaits something else is an `error` event, which ends the process where nobody listens; the
 * next query on it fails anyway. The function that comes back takes the listener off again.
 */
function heedNoError(client: PostgresClient): () => void {
  if (!(client instanceof EventEmitter)) return () => undefined;
  const ignore = (): void => undefined;
  client.on('error', ignore);
  return () => void client.off('error', ignore);
}

/** SQL that makes the tables of an inbox in PostgreSQL or brings them up to date, any number of times. */
export function postgresInboxMigration(): string {
  return postgresScript(inboxTables);
}

/** Makes the tables of an inbox and brings them up to date. Rejects with `store-too-new` where a newer sagac made them. */
export function migratePostgresInbox(client: PostgresClient): Promise<void> {
  return migratePostgres(client, inboxTables);
}

const numbered = new Map<string, string>();

function queryOn(client: PostgresClient): SqlQuery {
  return async (sql, values) => {
    const text = numbered.get(sql) ?? number(sql);
    numbered.set(sql, text);
    return (await client.query(text, [...values])).rows as readonly SqlRow[];
  };
}

/** `$1`, `$2` for the question marks, of which our own statements have no others. */
function number(sql: string): string {
  let count = 0;
  return sql.replace(/\?/g, () => {
    count += 1;
    return `$${count}`;
  });
}
