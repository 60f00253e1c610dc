import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../stores/contract/bundle-script.js';
import { dropSchema, freshSchema, runSql } from '../testing/postgres-schema.js';
import { postgresForTests } from '../testing/postgres-server.js';

/** A service that counts its effects in the transaction of the inbox, gets one message, and dies where it is told to. */
const SERVICE = `
const [place, type, dies] = process.argv.slice(2);
const die = () => process.kill(process.pid, 'SIGKILL');
async function open() {
  const effects = 'CREATE TABLE IF NOT EXISTS effects (id TEXT NOT NULL)';
  if (!place.startsWith('postgres')) {
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(place);
    migrateSqliteInbox(database);
    database.exec(effects);
    const effect = async (tx, id) => tx.prepare('INSERT INTO effects VALUES (?)').run(id);
    return { inbox: createSqliteInbox(database), effect, close: () => database.close() };
  }
  const { default: pg } = await import('pg');
  const [connectionString, schema] = place.split('|');
  const pool = new pg.Pool({ connectionString, options: '-c search_path=' + schema });
  await migratePostgresInbox(pool);
  await pool.query(effects);
  const effect = (tx, id) => tx.query('INSERT INTO effects VALUES ($1)', [id]);
  return { inbox: createPostgresInbox(pool), effect, close: () => pool.end() };
}
const needing = handlerOf({ name: 'Ship', on: ['OrderPaid'], needs: ['OrderPlaced'], asks: ['OrderPlaced'], onMissing: 'park' });
const { inbox, effect, close } = await open();
const broker = createMemoryBroker();
let heard;
const end = new Promise((resolve) => { heard = resolve; });
const act = async (data, { tx, messageId }) => {
  await effect(tx, messageId);
  if (dies === 'before-commit') die();
};
const consumer = await startConsumer({
  definition: definitionOf([handlerOf(), needing]),
  broker,
  inbox,
  handlers: { Mail: act, Ship: act },
  observer: {
    onEvent({ kind, handler }) {
      console.log(handler + ' ' + kind);
      if (dies === 'before-ack') die();
      if (handler === (dies ?? handler)) heard();
    },
  },
});
await broker.publish('orders', messageOf(type === 'OrderPlaced' ? 'placed' : 'paid', { type }));
await end;
await consumer.close();
await broker.close();
await close();
`;

let folder = '';
let script = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-consumer-'));
  const inbox = '../../inbox';
  const imports = {
    createMemoryBroker: '../../broker/memory-broker.ts',
    createPostgresInbox: `${inbox}/postgres-inbox.ts`,
    createSqliteInbox: `${inbox}/sqlite-inbox.ts`,
    definitionOf: '../../consumer/testing/set-up.ts',
    handlerOf: '../../consumer/testing/set-up.ts',
    messageOf: '../../consumer/testing/set-up.ts',
    migratePostgresInbox: `${inbox}/postgres-inbox.ts`,
    migrateSqliteInbox: `${inbox}/sqlite-inbox.ts`,
    startConsumer: '../../consumer/start-consumer.ts',
  };
  script = await bundleScript(folder, imports, SERVICE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const server = await postgresForTests();
const schema = freshSchema();

beforeAll(async () => {
  if (server) await runSql(server.url, `CREATE SCHEMA "${schema}"`);
});
afterAll(async () => {
  if (server) await dropSchema(server.url, schema);
  await server?.remove();
});

interface Site {
  readonly place: () => string;
  readonly effects: () => Promise<readonly string[]>;
}

const sqlite: Site = {
  place: () => join(folder, 'service.sqlite'),
  effects: async () => {
    const database = new Database(join(folder, 'service.sqlite'), { readonly: true });
    const rows = database.prepare<[], { id: string }>('SELECT id FROM effects').all();
    database.close();
    return rows.map(({ id }) => id);
  },
};

const postgres: Site = {
  place: () => `${server?.url ?? ''}|${schema}`,
  effects: async () =>
    (await runSql<{ id: string }>(server?.url ?? '', `SELECT id FROM "${schema}".effects`)).map(({ id }) => id),
};

const sites: readonly (readonly [string, Site])[] = [
  ['SQLite', sqlite],
  ...(server === undefined ? [] : ([['PostgreSQL', postgres]] as const)),
];

/** What a process has said, and whether it was killed. */
function run(
  site: Site,
  type: string,
  dies?: string,
): { readonly said: readonly string[]; readonly signal: string | null } {
  const args = [script, site.place(), type, ...(dies === undefined ? [] : [dies])];
  const { stdout, stderr, signal } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
  expect(stderr).toBe('');
  return { said: stdout.trim() === '' ? [] : stdout.trim().split('\n'), signal };
}

describe.each(sites)('a process that is killed, on %s', (_name, site) => {
  it('has done nothing before its commit, and its message is handled by the next', async () => {
    expect(run(site, 'OrderPlaced', 'before-commit')).toEqual({ said: [], signal: 'SIGKILL' });
    expect(await site.effects()).toEqual([]);
  });

  it('has done everything after its commit, and its message is skipped by the next', async () => {
    expect(run(site, 'OrderPlaced', 'before-ack')).toEqual({ said: ['Mail handled'], signal: 'SIGKILL' });
    expect(await site.effects()).toEqual(['placed']);
    expect(run(site, 'OrderPlaced')).toEqual({ said: ['Mail duplicate'], signal: null });
    expect(await site.effects()).toEqual(['placed']);
  });

  it('leaves what it has parked, which others release', async () => {
    await forget(site);
    expect(run(site, 'Order.Paid', 'before-ack')).toEqual({ said: ['Ship parked'], signal: 'SIGKILL' });
    expect(run(site, 'OrderPlaced', 'Ship').said.toSorted()).toEqual(['Mail handled', 'Ship handled']);
    expect((await site.effects()).toSorted()).toEqual(['paid', 'placed']);
  });
});

/** As if nothing had ever come. */
async function forget(site: Site): Promise<void> {
  const tables = ['sagac_inbox', 'sagac_arrivals', 'effects'];
  if (site === sqlite) {
    const database = new Database(sqlite.place());
    for (const table of tables) database.exec(`DELETE FROM ${table}`);
    database.close();
  } else {
    await runSql(server?.url ?? '', tables.map((table) => `DELETE FROM "${schema}".${table};`).join(' '));
  }
}
