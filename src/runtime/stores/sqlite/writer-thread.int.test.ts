import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SagaStore } from '../../store.js';
import { creation, following, noticeOf, stateOf } from '../contract/builders.js';
import { bundleScript } from '../contract/bundle-script.js';
import { describeStoreContract } from '../store-contract.js';
import { openSqliteStore } from './index.js';
import { openStore } from './sqlite-store.js';
import { WriterThread } from './writer-thread.js';

let folder = '';
let script = '';
let files = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-writer-'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  script = join(folder, 'writer.mjs');
  const entry = new URL('./writer-script.ts', import.meta.url).pathname;
  const platform = { bundle: true, format: 'esm', platform: 'node' } as const;
  await build({ ...platform, external: ['better-sqlite3'], entryPoints: [entry], outfile: script });
});
afterAll(() => rmSync(folder, { recursive: true }));

const newFile = (): string => join(folder, `store-${files++}.db`);

/** A store on a file that hands every plain write to a thread, which runs already. */
async function openThreaded(file: string, from: string = script): Promise<SagaStore> {
  await (await openSqliteStore(file)).close();
  const thread = new WriterThread(from, file);
  thread.start();
  await vi.waitUntil(() => thread.isReady, { interval: 2, timeout: 15_000 });
  return openStore(file, { thread, from: 1 });
}

/** A thread that is ready, and runs `onGroup` for the first group instead of writing it. */
function scriptThat(name: string, onGroup: string): string {
  const path = join(folder, `${name}.mjs`);
  const lines = [
    "import { parentPort, workerData } from 'node:worker_threads';",
    "import Database from 'better-sqlite3';",
    'const database = new Database(workerData);',
    `parentPort.on('message', () => { ${onGroup} });`,
    "parentPort.postMessage('ready');",
  ];
  writeFileSync(path, lines.join('\n'));
  return path;
}

const NAMES = Array.from({ length: 40 }, (_, index) => `o${index}`);
/** So many writes are told of before the process is killed. */
const ENOUGH = 2_000;
const createAll = (store: SagaStore) => NAMES.map((name) => store.commit(creation(stateOf(name))));

describeStoreContract('SQLite with a writing thread', async () => {
  const file = newFile();
  return { open: () => openThreaded(file), cleanUp: async () => undefined };
});

describe('the writing thread', () => {
  it('keeps the order of plain and other writes, and shows each that has resolved', async () => {
    const store = await openThreaded(newFile());
    const state = stateOf('o1');
    const mail = { id: 'm1', instance: state.instance, input: { type: 'event', event: 'Heard', data: {} } } as const;
    const results = await Promise.all([
      store.post(mail),
      store.commit(creation(state)),
      store.post(mail),
      store.commit(following(state)),
      store.post(mail),
    ]);
    expect(results).toEqual(['unknown-instance', 'committed', 'posted', 'committed', 'duplicate']);
    expect(await store.load(state.instance)).toMatchObject({ version: 2 });
    await store.close();
  });

  it('rejects the write that fails, as the main thread does, and only that', async () => {
    const notices = [noticeOf('Checkout.o1', 1)];
    const write = (store: SagaStore) =>
      Promise.allSettled([
        store.commit(creation(stateOf('o1'), { notices })),
        store.commit(creation(stateOf('o2'), { notices })),
        store.commit(creation(stateOf('o3'))),
      ]);
    const file = newFile();
    const store = await openThreaded(file);
    const results = await write(store);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await store.list()).map(({ correlation }) => correlation)).toEqual(['o1', 'o3']);
    await store.close();
    const inline = await openSqliteStore(newFile());
    const [, expected] = await write(inline);
    const [, told] = results;
    const reasonOf = (result: PromiseSettledResult<unknown>) => (result.status === 'rejected' ? result.reason : {});
    expect(reasonOf(told).code).toBe(reasonOf(expected).code);
    expect(reasonOf(told).message.replace(file, '')).toBe(
      reasonOf(expected).message.replace(join(folder, `store-${files - 1}.db`), ''),
    );
    await inline.close();
  });

  it('writes everything before it is closed, and nothing afterwards', async () => {
    const file = newFile();
    const store = await openThreaded(file);
    const commits = createAll(store);
    const closing = [store.close(), store.close()];
    await expect(store.commit(creation(stateOf('late')))).rejects.toMatchObject({ code: 'store-failed' });
    expect(new Set(await Promise.all(commits))).toEqual(new Set(['committed']));
    await Promise.all(closing);
    const reader = await openSqliteStore(file);
    expect(await reader.list()).toHaveLength(NAMES.length);
    await reader.close();
  });

  it.each([
    ['before it has begun', 'process.exit(1);'],
    ['inside of a transaction', "database.exec('BEGIN IMMEDIATE; DELETE FROM definitions'); process.exit(1);"],
    ['of an error', "throw new Error('broken');"],
  ])('is done without when it ends %s; what it had is not known', async (name, onGroup) => {
    const store = await openThreaded(newFile(), scriptThat(name, onGroup));
    const [first, second, third, ...more] = await Promise.allSettled(createAll(store));
    const unknown = { status: 'rejected', reason: { code: 'store-unreachable' } };
    expect([first, second]).toMatchObject([unknown, unknown]);
    expect(third).toEqual({ status: 'fulfilled', value: 'committed' });
    expect(more.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await store.commit(creation(stateOf('o0')))).toBe('committed');
    await store.close();
  });

  it.each([
    ['there is no script', 'none.mjs'],
    ['its script fails', 'broken.mjs'],
  ])('is done without where %s', async (_, name) => {
    writeFileSync(join(folder, 'broken.mjs'), "throw new Error('broken');");
    const file = newFile();
    const store = await openStore(file, { thread: new WriterThread(join(folder, name), file), from: 1 });
    expect(new Set(await Promise.all(createAll(store)))).toEqual(new Set(['committed']));
    await store.close();
  });

  it('leaves nothing half-written when its process is killed, and has written what it told of', async () => {
    const file = newFile();
    const place = mkdtempSync(join(folder, 'killed-'));
    const imports = {
      openStore: '../sqlite/sqlite-store.ts',
      WriterThread: '../sqlite/writer-thread.ts',
      creation: './builders.ts',
      stateOf: './builders.ts',
      noticeOf: './builders.ts',
    };
    const body = `const [file, script] = process.argv.slice(2);
      const thread = new WriterThread(script, file);
      const store = await openStore(file, { thread, from: 1 });
      thread.start();
      while (!thread.isReady) await new Promise((resolve) => setTimeout(resolve, 1));
      async function go(caller) {
        for (let i = 0; ; i++) {
          const state = stateOf(caller + '-' + i);
          await store.commit(creation(state, { notices: [noticeOf(state.instance, 1)] }));
          console.log(state.instance);
        }
      }
      for (let caller = 0; caller < 20; caller++) void go(caller);`;
    const path = await bundleScript(place, imports, body);
    const child = spawn(process.execPath, [path, file, script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const told: string[] = [];
    createInterface(child.stdout).on('line', (line) => {
      if (told.push(line) === ENOUGH) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const store = await openSqliteStore(file);
    const instances = new Set((await store.list()).map(({ instance }) => instance));
    expect(told.slice(0, ENOUGH).filter((instance) => !instances.has(instance))).toEqual([]);
    const owner = await store.register(Date.now(), 1_000);
    const notices = await store.takeNotices(owner, 1_000_000);
    expect(notices.map(({ instance }) => instance).toSorted()).toEqual([...instances].toSorted());
    await store.close();
  });
});

describe('the package', () => {
  it('finds the script of the thread, which keeps no process alive', async () => {
    const path = join(folder, 'busy.mjs');
    const lines = [
      `import { openSqliteStore } from ${JSON.stringify(join(process.cwd(), 'dist/runtime-sqlite.js'))};`,
      "process.on('worker', (worker) => console.log('a thread'));",
      'const store = await openSqliteStore(process.argv[2]);',
      "await Promise.all(Array.from({ length: 200 }, (_, i) => store.removeNotices(['n' + i])));",
    ];
    writeFileSync(path, lines.join('\n'));
    const child = spawn(process.execPath, [path, newFile()], { stdio: ['ignore', 'pipe', 'inherit'] });
    const output: string[] = [];
    createInterface(child.stdout).on('line', (line) => output.push(line));
    expect(await once(child, 'close')).toEqual([0, null]);
    // On one processor there is nothing to win.
    expect(output).toEqual(availableParallelism() > 1 ? ['a thread'] : []);
  });
});
