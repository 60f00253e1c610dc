import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migratePostgresInbox } from '../../../runtime/inbox/postgres-inbox.js';
import { migrateSqliteInbox } from '../../../runtime/inbox/sqlite-inbox.js';
import { migratePostgresOutbox, migrateSqliteOutbox } from '../../../runtime/outbox/index.js';
import { openPostgresStore } from '../../../runtime/stores/postgres/index.js';
import { openSqliteStore } from '../../../runtime/stores/sqlite/index.js';
import { describeLeftOut } from '../../../runtime/testing/left-out.js';
import { dropSchema, freshSchema, runSql } from '../../../runtime/testing/postgres-schema.js';
import { postgresForTests } from '../../../runtime/testing/postgres-server.js';
import { fixtureCatalog, loadTemplate } from '../../testing/catalog.js';
import { sql } from './index.js';

const server = await postgresForTests();
afterAll(() => server?.remove());

/** Files of the shop's service that has everything, by folder, in order. */
function filesOf(dialect: 'postgres' | 'sqlite', schema: string): (folder: string) => readonly string[] {
  const template = (name: string) => loadTemplate('sql', name);
  const options = { dialect, schema };
  const { files } = sql.generate({ catalog: fixtureCatalog('shop'), options, template, earlier: () => undefined });
  return (folder) => files.filter(({ path }) => path.startsWith(`order/${folder}/`)).map(({ text }) => text);
}

describe('generated SQL for SQLite', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-sql-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const files = filesOf('sqlite', 'sagac');

  function schemaOf(database: Database.Database): unknown {
    const versions = database
      .prepare("SELECT name FROM sqlite_master WHERE name LIKE '%\\_version' ESCAPE '\\' ORDER BY name")
      .pluck()
      .all()
      .map((name) => [
        name,
        database
          .prepare(`SELECT version FROM ${String(name)}`)
          .pluck()
          .all(),
      ]);
    const tables = database.prepare('SELECT type, name, sql FROM sqlite_master ORDER BY type, name').all();
    const head = ['application_id', 'user_version'].map((name) => database.pragma(name, { simple: true }));
    return { tables, versions, head };
  }

  it('makes what the outbox and inbox make themselves, any number of times', () => {
    const [ours, theirs] = [new Database(':memory:'), new Database(':memory:')];
    migrateSqliteOutbox(theirs);
    migrateSqliteInbox(theirs);
    for (let time = 0; time < 2; time += 1) for (const text of files('sqlite')) ours.exec(text);
    const made = schemaOf(ours);
    expect(made).toEqual(schemaOf(theirs));
    migrateSqliteOutbox(ours);
    migrateSqliteInbox(ours);
    expect(schemaOf(ours)).toEqual(made);
    expect(files('sqlite')).toHaveLength(3);
    // Tools that apply migrations put each into a transaction.
    for (const text of files('sqlite')) ours.transaction(() => void ours.exec(text))();
  });

  it('makes what the saga store makes itself, and the store opens it', async () => {
    const [ours, theirs] = [join(folder, 'ours.db'), join(folder, 'theirs.db')];
    const database = new Database(ours);
    for (let time = 0; time < 2; time += 1) for (const text of files('sqlite-saga-store')) database.exec(text);
    const made = schemaOf(database);
    database.close();
    for (const path of [ours, theirs]) await (await openSqliteStore(path)).close();
    const opened = new Database(ours);
    expect(schemaOf(opened)).toEqual(made);
    expect(made).toEqual(schemaOf(new Database(theirs)));
    opened.close();
  });
});

if (server === undefined) describeLeftOut();
else {
  const { url } = server;

  /** Everything that the server knows about the tables of a schema, without its name. */
  async function schemaOf(schema: string): Promise<unknown> {
    const relations = `SELECT c.relname, c.relkind, c.reloptions FROM pg_class c
      WHERE c.relnamespace = '${schema}'::regnamespace AND c.relkind IN ('r', 'i', 'S') ORDER BY 1`;
    const columns = `SELECT table_name, column_name, ordinal_position, data_type, collation_name, is_nullable, column_default,
      is_identity, identity_generation FROM information_schema.columns WHERE table_schema = '${schema}' ORDER BY 1, 3`;
    const indexes = `SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = '${schema}' ORDER BY 1`;
    const constraints = `SELECT conname, pg_get_constraintdef(oid) AS text FROM pg_constraint
      WHERE connamespace = '${schema}'::regnamespace ORDER BY 1`;
    const parts = [];
    for (const query of [relations, columns, indexes, constraints]) parts.push(await runSql(url, query));
    const names = (await runSql<{ name: string }>(url, relations)).flatMap((row) => Object.values(row));
    for (const name of names.filter((text) => /^\w+_version$/.test(String(text)))) {
      parts.push([name, await runSql(url, `SELECT version FROM ${schema}.${name}`)]);
    }
    return JSON.parse(JSON.stringify(parts).replaceAll(schema, 'SCHEMA'));
  }

  describe('generated SQL for PostgreSQL', () => {
    it('makes what the outbox, inbox and saga store make themselves, any number of times', async () => {
      const [ours, theirs] = [freshSchema(), freshSchema()];
      const files = filesOf('postgres', ours)('postgres');
      expect(files).toHaveLength(4);
      // The file of the saga store makes the schema, the others are led there.
      for (let time = 0; time < 2; time += 1) {
        for (const text of files) await runSql(url, `SET search_path = ${ours}; ${text}`);
      }
      const made = await schemaOf(ours);
      await (await openPostgresStore(url, { schema: theirs })).close();
      await (await openPostgresStore(url, { schema: ours, create: false })).close();
      for (const schema of [ours, theirs]) {
        const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}` });
        await migratePostgresOutbox(pool);
        await migratePostgresInbox(pool);
        await pool.end();
      }
      expect(await schemaOf(ours)).toEqual(made);
      expect(await schemaOf(theirs)).toEqual(made);
      for (const schema of [ours, theirs]) await dropSchema(url, schema);
    });

    it('may be applied by several at the same moment', async () => {
      const schema = freshSchema();
      const files = filesOf('postgres', schema)('postgres');
      await Promise.all(
        Array.from({ length: 5 }, async () => {
          for (const text of files) await runSql(url, `SET search_path = ${schema}; ${text}`);
        }),
      );
      expect(JSON.stringify(await schemaOf(schema))).toContain('sagac_outbox_waiting');
      await dropSchema(url, schema);
    });
  });
}
