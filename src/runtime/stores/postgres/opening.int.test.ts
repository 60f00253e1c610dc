import { inspect } from 'node:util';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { describeLeftOut } from '../../testing/left-out.js';
import { dropSchema, freshSchema, runSql } from '../../testing/postgres-schema.js';
import { ownPostgresForTests } from '../../testing/postgres-server.js';
import { HASH, tinySaga } from '../contract/builders.js';
import { openPostgresStore, type PostgresStoreOptions } from './index.js';
import { migrate } from './migrate.js';
import { migrations } from './schema.js';

const server = await ownPostgresForTests();
const MANY = Array.from({ length: 8 }, (_, index) => index);

if (server === undefined) describeLeftOut();
else {
  const { url } = server;
  let schema = freshSchema();

  afterEach(async () => {
    await dropSchema(url, schema);
    schema = freshSchema();
  });
  afterAll(() => server.remove());

  /** The error of opening, which must tell nothing secret in any form. */
  async function refusal(at: string, options: PostgresStoreOptions = {}): Promise<{ code: string; message: string }> {
    const error: unknown = await openPostgresStore(at, { schema, ...options }).then(
      (store) => store.close(),
      (thrown: unknown) => thrown,
    );
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('top-secret');
    return error as { code: string; message: string };
  }

  function changed(part: Partial<Pick<URL, 'password' | 'pathname' | 'port' | 'username'>>): string {
    return Object.assign(new URL(url), part).href;
  }

  describe('opening a PostgreSQL store', () => {
    it('makes the tables once, however many do it at the same moment', async () => {
      const stores = await Promise.all(MANY.map(() => openPostgresStore(url, { schema })));
      await Promise.all(stores.map((store) => store.saveDefinition(HASH, tinySaga)));
      expect((await stores[0]?.definitions())?.size).toBe(1);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('goes on from a version in between, however many do it at the same moment', async () => {
      const added = (name: string) => `ALTER TABLE ${name}.definitions ADD COLUMN added integer`;
      const steps = [...migrations, added, (name: string) => `ALTER TABLE ${name}.definitions DROP COLUMN added`];
      const clients = await Promise.all(
        MANY.map(async () => {
          const client = new pg.Client(url);
          await client.connect();
          return client;
        }),
      );
      const [first] = clients;
      if (first !== undefined) await migrate(first, `"${schema}"`, steps.slice(0, -1));
      await Promise.all(clients.map((client) => migrate(client, `"${schema}"`, steps)));
      await Promise.all(clients.map((client) => client.end()));
      expect(await runSql(url, `SELECT version FROM ${schema}.store_version`)).toEqual([{ version: steps.length }]);
    });

    it('leaves nothing of a migration that fails', async () => {
      const client = new pg.Client(url);
      await client.connect();
      await expect(migrate(client, `"${schema}"`, [...migrations, () => 'SELECT 1 / 0'])).rejects.toThrow('division');
      await client.end();
      expect(await runSql(url, `SELECT 1 FROM pg_namespace WHERE nspname = '${schema}'`)).toEqual([]);
    });

    it('refuses tables that a newer version wrote', async () => {
      await (await openPostgresStore(url, { schema })).close();
      await runSql(url, `UPDATE ${schema}.store_version SET version = 999`);
      expect(await refusal(url)).toMatchObject({
        code: 'store-too-new',
        message: expect.stringContaining('update sagac'),
      });
    });

    it('refuses a schema of somebody else, and changes nothing in it', async () => {
      await runSql(url, `CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.journal (id integer)`);
      expect(await refusal(url)).toMatchObject({
        code: 'store-not-a-database',
        message: expect.stringContaining('name another schema'),
      });
      const tables = await runSql(url, `SELECT relname FROM pg_class WHERE relnamespace = '${schema}'::regnamespace`);
      expect(tables).toEqual([{ relname: 'journal' }]);
    });

    it('asks for a permission that is missing, and needs none to make a schema that is there', async () => {
      const [role, other] = [`role_${schema}`, freshSchema()];
      await runSql(
        url,
        `CREATE ROLE ${role} LOGIN PASSWORD 'top-secret'; CREATE SCHEMA ${other} AUTHORIZATION ${role}`,
      );
      const as = changed({ username: role, password: 'top-secret' });
      try {
        expect(await refusal(as)).toMatchObject({
          code: 'store-failed',
          message: expect.stringContaining('lacks a permission'),
        });
        await (await openPostgresStore(as, { schema: other })).close();
      } finally {
        await dropSchema(url, other);
        await runSql(url, `DROP ROLE ${role}`);
      }
    });

    it.each([
      ['a wrong password', { password: 'top-secret' }, 'check user and password'],
      ['an unknown user', { username: 'nobody-here', password: 'top-secret' }, 'check user and password'],
      ['an unknown database', { pathname: '/nothing-here' }, 'CREATE DATABASE'],
      ['a port without a server', { port: '1', password: 'top-secret' }, 'check that it runs'],
    ])('tells %s at once, with a next step and no secrets', async (_name, part, text) => {
      const began = performance.now();
      const error = await refusal(changed(part), { giveUpAfterMs: 30_000 });
      expect(error).toMatchObject({ code: 'store-failed', message: expect.stringContaining(text) });
      expect(error.message.split('\n')).toHaveLength(1);
      expect(performance.now() - began).toBeLessThan(5_000);
    });

    it.each(['', 'store.db', 'mysql://root:top-secret@host/db', 'postgres://u:top-secret@host:port:1/db'])(
      'refuses %j, which is no URL',
      async (text) => {
        expect(await refusal(text)).toMatchObject({ code: 'store-failed', message: expect.stringContaining('no URL') });
      },
    );

    it('refuses a name that is none for a schema', async () => {
      expect((await refusal(url, { schema: 'a"b' })).message).toContain('no name for a schema');
    });

    it('goes by the clock of the server, whatever the machine says', async () => {
      const skewed = await openPostgresStore(url, { schema, now: () => Date.now() - 3_600_000 });
      const ahead = await openPostgresStore(url, { schema, now: () => Date.now() + 3_600_000 });
      const [row] = await runSql<{ now: string }>(url, 'SELECT extract(epoch FROM clock_timestamp()) * 1000 AS now');
      for (const store of [skewed, ahead]) {
        expect(Math.abs((store.clock?.now() ?? 0) - Number(row?.now))).toBeLessThan(200);
        const owner = await store.register(store === ahead ? 9e12 : 0, 60_000);
        expect(await store.renew(owner, 0, 60_000)).toBe(true);
      }
      await Promise.all([skewed.close(), ahead.close()]);
    });
  });
}
