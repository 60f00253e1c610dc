import Database from 'better-sqlite3';
import pg from 'pg';
import {
  createPostgresOutboxStore,
  createSqliteOutbox,
  createSqliteOutboxStore,
  migratePostgresOutbox,
  migrateSqliteOutbox,
  postgresOutbox,
} from '../index.js';
import type { ServiceDatabase } from './crashing-service.js';

/** A service's database, its tables made, with a way to read it. */
export interface OpenDatabase extends ServiceDatabase {
  orders(): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Opens the database of a service: `postgres URL SCHEMA`, or `sqlite FILE`. The schema has to be there. */
export function openServiceDatabase(kind: string, place: string, schema = ''): Promise<OpenDatabase> {
  return kind === 'postgres' ? openPostgres(place, schema) : openSqlite(place);
}

async function openSqlite(file: string): Promise<OpenDatabase> {
  const [own, relays] = [new Database(file), new Database(file)];
  own.pragma('journal_mode = WAL');
  own.exec('CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY)');
  migrateSqliteOutbox(own);
  const outbox = createSqliteOutbox();
  return {
    store: createSqliteOutboxStore(relays),
    async place(order, message, end) {
      own.exec('BEGIN IMMEDIATE');
      own.prepare('INSERT INTO orders VALUES (?)').run(order);
      outbox.add(own, message);
      own.exec(end);
    },
    orders: async () =>
      (own.prepare('SELECT id FROM orders ORDER BY id').all() as { id: number }[]).map(({ id }) => id),
    async close() {
      own.close();
      relays.close();
    },
  };
}

async function openPostgres(url: string, schema: string): Promise<OpenDatabase> {
  const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}` });
  await pool.query('CREATE TABLE IF NOT EXISTS orders (id integer PRIMARY KEY)');
  await migratePostgresOutbox(pool);
  return {
    store: createPostgresOutboxStore(pool),
    async place(order, message, end) {
      const client = await pool.connect();
      await client.query('BEGIN');
      await client.query('INSERT INTO orders VALUES ($1)', [order]);
      await postgresOutbox.add(client, message);
      await client.query(end);
      client.release();
    },
    orders: async () =>
      (await pool.query<{ id: number }>('SELECT id FROM orders ORDER BY id')).rows.map(({ id }) => id),
    close: () => pool.end(),
  };
}
