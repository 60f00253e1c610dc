import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryHost } from '../../memory-host.js';
import {
  createMemoryBroker,
  createPostgresOutboxStore,
  createRelay,
  createSqliteOutbox,
  createSqliteOutboxStore,
  createVirtualClock,
  migratePostgresOutbox,
  migrateSqliteOutbox,
  type OutboxStore,
  postgresOutbox,
  Unprocessable,
} from '../../runtime/index.js';
import { describeLeftOut } from '../../runtime/testing/left-out.js';
import { dropSchema, freshSchema, runSql } from '../../runtime/testing/postgres-schema.js';
import { postgresForTests } from '../../runtime/testing/postgres-server.js';
import { type CliResult, runOn } from '../testing/cli.js';

const THEN = 1_000_000_000_000;
const NOW = THEN + 400_000;

let folder = '';
let store = '';
let number = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-outbox-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const message = (id: string, key: string) => ({
  id,
  channel: 'orders',
  type: 'OrderPlaced',
  key,
  data: { orderId: key },
});

/** Lets a relay find out that the broker takes nothing of `key`. */
async function relayOnce(outbox: OutboxStore, key: string): Promise<void> {
  const broker = createMemoryBroker();
  const publish: typeof broker.publish = async (_channel, { key: own }) => {
    if (own === key) throw new Unprocessable('12 MB, and the broker takes 1 MB');
  };
  const relay = createRelay({ store: outbox, broker: { ...broker, publish }, pollMs: 1 });
  await relay.run({ untilIdle: true });
}

function outbox(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CliResult> {
  const host = createMemoryHost({}, { now: NOW, env: { SAGAC_OUTBOX: store, ...env } });
  return runOn(host, ['outbox', ...args]);
}

function open(): OutboxStore {
  return createSqliteOutboxStore(new Database(store), { now: () => NOW });
}

/** One message that was given up, another one behind it, and one that nobody has published yet. */
beforeEach(async () => {
  number += 1;
  store = join(folder, `${number}.sqlite`);
  const database = new Database(store);
  migrateSqliteOutbox(database);
  const adding = createSqliteOutbox({ now: () => THEN });
  for (const id of ['m1', 'm2']) adding.add(database, message(id, 'o1'));
  await relayOnce(createSqliteOutboxStore(database, createVirtualClock({ startAt: THEN })), 'o1');
  adding.add(database, message('m3', 'o2'));
  database.close();
});

describe('sagac outbox status', () => {
  it('says what waits, that nobody publishes, and what to do about what was given up', async () => {
    const { exit, out, err } = await outbox(['status'], { COLUMNS: '120' });
    expect([exit, err]).toEqual([0, '']);
    expect(out.replace(store, 'shop.sqlite').split('\n')).toEqual([
      '3 messages wait in the outbox in `shop.sqlite`, of them 1 given up; the oldest is 6 min 40 s old.',
      '',
      'channel  waiting  retrying  parked  oldest',
      'orders   3        0         1       6 min 40 s',
      '',
      'No relay is publishing. Start one: nothing leaves without it.',
      '',
      'Given up: they, and what comes behind them under their key, wait for a person.',
      'id  age         attempts  channel  type         key  error',
      expect.stringMatching(/^m1 {2}6 min 40 s .* orders .* o1 .*12 MB, and the broker takes 1 MB$/),
      '$ sagac outbox retry m1',
      "$ sagac outbox discard m1 --yes --why '...'",
      '',
    ]);
  });

  it('fits a narrow terminal, but for commands', async () => {
    const { out } = await outbox(['status', '--store', store], { COLUMNS: '60' });
    const wide = out.split('\n').filter((line) => line.length > 60 && !line.startsWith('$') && !line.includes(folder));
    expect(wide).toEqual([]);
    expect(out).toContain(`$ sagac outbox retry m1 --store ${store}\n`);
  });

  it('says who publishes, and since when nobody does', async () => {
    const status = async () => (await outbox(['status'])).out;
    const lease = async (token: string, at: number) => {
      const database = new Database(store);
      await createSqliteOutboxStore(database, { now: () => at }).lease(token, 60_000);
      database.close();
    };
    await lease('host/1', NOW - 200_000);
    expect(await status()).toContain('No relay is publishing; the last one vanished 2 min 20 s ago. Start one');
    await lease('host/2', NOW - 1_000);
    expect(await status()).toMatch(/^host\/2 .* publishes$/m);
  });

  it('is for programs, too', async () => {
    const { out } = await outbox(['status', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      waiting: 3,
      parked: 1,
      oldestAgeMs: 400_000,
      channels: [{ channel: 'orders', waiting: 3 }],
      messages: [{ id: 'm1', key: 'o1', error: expect.stringContaining('12 MB') }],
    });
    expect(JSON.parse((await outbox(['status', '--json', '--limit', '0'])).out)).toMatchObject({
      parked: 1,
      messages: [],
    });
  });

  it.each([
    [[], 0],
    [['--exit-code'], 1],
    [['--fail-over', '6m'], 1],
    [['--fail-over', '7m'], 0],
  ])('%j exits with %i', async (flags, exit) => {
    expect((await outbox(['status', ...flags])).exit).toBe(exit);
  });

  it('says that nothing waits, and exits with 0', async () => {
    new Database(store).exec('DELETE FROM sagac_outbox');
    const { exit, out } = await outbox(['status', '--exit-code', '--fail-over', '1s']);
    expect([exit, out]).toEqual([0, expect.stringMatching(/^Nothing waits in the outbox in /)]);
  });

  it('writes nothing', async () => {
    const before = new Database(store).serialize();
    await outbox(['status']);
    expect(Buffer.compare(new Database(store).serialize(), before)).toBe(0);
  });
});

describe('sagac outbox retry and discard', () => {
  it('have it tried again', async () => {
    const { exit, out } = await outbox(['retry', 'm1']);
    expect([exit, out.split('\n').slice(0, 1)]).toEqual([
      0,
      [expect.stringMatching(/^to be tried again {2}m1 {2}OrderPlaced {2}\(key o1\) for orders: .*12 MB/)],
    ]);
    expect(await open().status()).toMatchObject({ waiting: 3, parked: 0 });
    expect((await outbox(['retry', '--all'])).out).toBe('0 messages to be tried again.\n');
  });

  it('drop it only with a reason and a word', async () => {
    for (const flags of [[], ['--why', 'x'], ['--why', '...', '--yes'], ['--yes']]) {
      expect((await outbox(['discard', 'm1', ...flags])).exit).toBe(2);
    }
    expect(await open().status()).toMatchObject({ waiting: 3, parked: 1 });
    const { exit, out } = await outbox(['discard', 'm1', '--why', 'channel was given up', '--yes', '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ act: 'dropped', id: 'm1', key: 'o1', why: 'channel was given up' });
    expect(await open().status()).toMatchObject({ waiting: 2, parked: 0 });
  });

  it('say why it was dropped', async () => {
    const { out } = await outbox(['discard', 'm1', '--why', 'channel was given up', '--yes']);
    expect(out).toMatch(/\n1 message dropped\. Why: channel was given up\n$/);
  });

  it('say of what is not parked, and go on with the rest', async () => {
    const { exit, out, err } = await outbox(['retry', 'm3', 'm9', 'm1']);
    expect([exit, out]).toEqual([1, expect.stringContaining('  m1  ')]);
    expect(err).toContain('No message `m3` is parked');
    expect(err).toContain('No message `m9` is parked');
    expect(await open().status()).toMatchObject({ parked: 0 });
  });

  it('say what is missing', async () => {
    expect((await outbox(['retry'])).err).toContain('not said which messages');
    expect((await outbox(['retry', 'm1', '--all'])).err).toContain('every parked message');
    expect((await outbox(['discard'])).exit).toBe(2);
  });
});

describe('a database that cannot be used', () => {
  const refusal = async (address: string) => {
    const { exit, out, err } = await outbox(['status'], { SAGAC_OUTBOX: address });
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: .*\n {2}help: .*\n$/);
    return err;
  };

  it('is told in a sentence, with a next step', async () => {
    expect(await refusal('')).toContain('No database is named');
    expect(await refusal(join(folder, 'nowhere.sqlite'))).toContain('no file');
    const empty = join(folder, 'empty.sqlite');
    new Database(empty).exec('CREATE TABLE a (b)');
    expect(await refusal(empty)).toContain('There are no tables of an outbox');
    const text = join(folder, 'text.sqlite');
    writeFileSync(text, 'not a database, but long enough to be read as the header of one'.repeat(20));
    expect(await refusal(text)).toContain('no SQLite database');
    expect(await refusal('mysql://u:secret@h/d')).not.toContain('secret');
    expect(await refusal('postgres://u:secret@localhost:1/shop')).not.toContain('secret');
  });

  it('is left alone where another version made it', async () => {
    const set = (version: number) => new Database(store).exec(`UPDATE sagac_outbox_version SET version = ${version}`);
    set(99);
    expect(await refusal(store)).toContain('newer version');
    set(0);
    expect(await refusal(store)).toContain('older version');
  });
});

const server = await postgresForTests();
if (server === undefined) describeLeftOut();
else {
  const { url } = server;
  describe('an outbox in PostgreSQL', () => {
    const schema = freshSchema();
    const address = `${url}${url.includes('?') ? '&' : '?'}schema=${schema}`;
    afterAll(async () => {
      await dropSchema(url, schema);
      await server.remove();
    });

    it('is looked into in its schema, and acted on', async () => {
      await runSql(url, `CREATE SCHEMA ${schema}`);
      const env = { SAGAC_OUTBOX: address };
      expect((await outbox(['status'], env)).err).toContain('There are no tables of an outbox');
      const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}` });
      await migratePostgresOutbox(pool);
      for (const id of ['m1', 'm2']) await postgresOutbox.add(pool, message(id, 'o1'));
      await relayOnce(createPostgresOutboxStore(pool), 'o1');
      expect((await outbox(['status', '--exit-code'], env)).exit).toBe(1);
      const status = JSON.parse((await outbox(['status', '--json'], env)).out);
      expect(status).toMatchObject({ waiting: 2, parked: 1, messages: [{ id: 'm1' }] });
      expect((await outbox(['status'], env)).out).not.toContain(new URL(url).password || 'no password');
      expect((await outbox(['retry', '--all'], env)).exit).toBe(0);
      expect(await createPostgresOutboxStore(pool).status()).toMatchObject({ waiting: 2, parked: 0 });
      await pool.end();
    });
  });
}
