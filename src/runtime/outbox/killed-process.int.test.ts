import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../stores/contract/bundle-script.js';
import { freshSchema, runSql } from '../testing/postgres-schema.js';
import { postgresForTests } from '../testing/postgres-server.js';
import { runService } from './contract/crashing-service.js';
import { openServiceDatabase } from './contract/service-databases.js';

const KILLS = 3;
/** Messages that a process publishes before it is killed. */
const MESSAGES = 40;

const SCRIPT = `const [kind, place, schema, file, first] = process.argv.slice(2);
  await runService(await openServiceDatabase(kind, place, schema), file, Number(first));`;

const server = await postgresForTests();
afterAll(() => server?.remove());

describe('a service that is killed again and again', () => {
  let folder = '';
  let script = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-outbox-'));
    const imports = {
      runService: '../../outbox/contract/crashing-service.ts',
      openServiceDatabase: '../../outbox/contract/service-databases.ts',
    };
    script = await bundleScript(folder, imports, SCRIPT);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const places = async () => [
    { kind: 'sqlite', place: join(folder, 'service.db'), schema: '' },
    ...(server === undefined ? [] : [{ kind: 'postgres', place: server.url, schema: await makeSchema(server.url) }]),
  ];

  it('publishes every committed message at least once, in order per key, and no other', async () => {
    for (const { kind, place, schema } of await places()) {
      const file = join(folder, `${kind}.log`);
      for (let run = 0; run < KILLS; run += 1) {
        await runUntilKilled([script, kind, place, schema, file, String(run * 100_000 + 1)], file);
      }
      const database = await openServiceDatabase(kind, place, schema);
      await runService(database, file);
      const orders = await database.orders();
      expect(await database.store.status(), kind).toEqual({ waiting: 0, retrying: 0, parked: 0 });
      await database.close();
      const published = [...new Set(linesOf(file).map(Number))];
      expect(
        [...published].sort((a, b) => a - b),
        kind,
      ).toEqual(orders);
      for (const key of [0, 1, 2]) {
        const own = published.filter((order) => order % 3 === key);
        expect(own, kind).toEqual([...own].sort((a, b) => a - b));
      }
    }
  }, 180_000);

  /** Kills it somewhere after so many messages. */
  async function runUntilKilled(args: readonly string[], file: string): Promise<void> {
    const before = linesOf(file).length;
    const service = spawn(process.execPath, [...args], { stdio: ['ignore', 'ignore', 'inherit'] });
    const exit = once(service, 'exit');
    while (linesOf(file).length < before + MESSAGES) {
      await sleep(2);
      if (service.exitCode !== null) throw new Error(`the service ended by itself: ${service.exitCode}`);
    }
    service.kill('SIGKILL');
    await exit;
  }
});

async function makeSchema(url: string): Promise<string> {
  const schema = freshSchema();
  await runSql(url, `CREATE SCHEMA ${schema}`);
  return schema;
}

function linesOf(file: string): readonly string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
}
