import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { bundleScript } from '../stores/contract/bundle-script.js';
import { describeLeftOut } from '../testing/left-out.js';
import { dropSchema, freshSchema, runSql } from '../testing/postgres-schema.js';
import { postgresForTests } from '../testing/postgres-server.js';
import { createRandom } from '../testing/random.js';
import { disorderOf } from './contract/order-of.js';
import { createPostgresOutboxStore, migratePostgresOutbox } from './postgres-outbox.js';

const KEYS = 50;
const PER_KEY = 60;
const RELAYS = 3;
const LEASE_MS = 400;
/** Relays that are killed, stand still or are told to end, each time that so much more has been published. */
const DISTURBANCES = 12;

const server = await postgresForTests();
afterAll(() => server?.remove());

if (server === undefined) describeLeftOut();
else {
  const { url } = server;

  describe('relays in processes of their own, on one outbox in PostgreSQL', () => {
    it('lose nothing and keep the order of each key, while they are killed, stand still, come and go', async () => {
      const random = createRandom(Number(process.env['SAGAC_SEED'] ?? 1));
      const folder = mkdtempSync(join(tmpdir(), 'sagac-relays-'));
      const schema = freshSchema();
      await runSql(url, `CREATE SCHEMA ${schema}`);
      const pool = new pg.Pool({ connectionString: url, options: `-c search_path=${schema}` });
      await migratePostgresOutbox(pool);
      const store = createPostgresOutboxStore(pool);
      const file = join(folder, 'published.log');
      const script = await bundleScript(
        folder,
        { relayToFile: '../../outbox/contract/relaying-process.ts' },
        'const [url, schema, file, leaseMs] = process.argv.slice(2); await relayToFile(url, schema, file, Number(leaseMs));',
      );
      const start = () =>
        spawn(process.execPath, [script, url, schema, file, String(LEASE_MS)], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
      const relays = Array.from({ length: RELAYS }, start);
      const stopped = new Set<ChildProcess>();
      onTestFinished(() => {
        for (const relay of [...relays, ...stopped]) relay.kill('SIGKILL');
      });

      await addAll(pool, 1, PER_KEY / 2);
      for (let time = 1; time <= DISTURBANCES; time += 1) {
        await until(() => linesOf(file).length >= (time * KEYS * PER_KEY) / (2 * DISTURBANCES + 2));
        if (time === DISTURBANCES / 2) await addAll(pool, PER_KEY / 2 + 1, PER_KEY);
        const [relay] = relays.splice(random.between(0, RELAYS - 1), 1);
        if (relay === undefined) throw new Error('no relay is left');
        const act = time === 1 ? 'pause' : random.pick(['kill', 'pause', 'pause', 'end'] as const);
        if (act === 'pause') {
          relay.kill('SIGSTOP');
          stopped.add(relay);
          // It wakes up when others have its shards, in the middle of what it was doing.
          setTimeout(() => relay.kill('SIGCONT'), 2 * LEASE_MS);
        } else relay.kill(act === 'kill' ? 'SIGKILL' : 'SIGTERM');
        relays.push(start());
      }
      await untilAsync(async () => (await store.status()).waiting === 0);

      const held = (await store.relays()).filter(({ endsInMs }) => endsInMs > 0).flatMap(({ shards }) => shards);
      expect(new Set(held).size).toBe(held.length);
      await Promise.all([...relays, ...stopped].map(end));
      const arrivals = linesOf(file).map((line) => {
        const [key = '', number] = line.split('-');
        return { key, number: Number(number) };
      });
      expect(disorderOf(arrivals)).toEqual([]);
      expect(new Set(linesOf(file)).size).toBe(KEYS * PER_KEY);
      await pool.end();
      await dropSchema(url, schema);
      rmSync(folder, { recursive: true });
    }, 180_000);
  });
}

/** Messages `first` to `last` of each key, in one transaction each number. */
async function addAll(pool: pg.Pool, first: number, last: number): Promise<void> {
  for (let number = first; number <= last; number += 1) {
    await pool.query(
      `INSERT INTO sagac_outbox (id, channel, message_key, type, data, headers, added_at)
        SELECT 'k' || key || '-' || $1::int, 'orders', 'k' || key, 'OrderPlaced', '{}', '{}', 1 FROM generate_series(1, $2::int) key`,
      [number, KEYS],
    );
  }
}

async function end(relay: ChildProcess): Promise<void> {
  if (relay.exitCode !== null || relay.signalCode !== null) return;
  const exit = once(relay, 'exit');
  relay.kill('SIGCONT');
  relay.kill('SIGTERM');
  await exit;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5);
}

async function untilAsync(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}
