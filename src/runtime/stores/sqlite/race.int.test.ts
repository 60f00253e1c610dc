import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evolve } from '../../saga/evolve.js';
import { isEnded, type SagaState } from '../../saga/state.js';
import { race } from '../../testing/race.js';
import { openSqliteStore } from './index.js';

const COUNT = 12;

describe('workers that race for the instances of one file', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-race-'));
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('write every transition once, in one process', async () => {
    const file = join(folder, 'one.db');
    const stores = await Promise.all([openSqliteStore(file), openSqliteStore(file)]);
    await Promise.all(stores.map((store) => race(store, COUNT)));
    await Promise.all(stores.map((store) => store.close()));
    await expectSound(file);
  });

  it('write every transition once, in several', async () => {
    const file = join(folder, 'several.db');
    const script = await bundle(folder);
    await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [script, file])));
    await expectSound(file);
  });
});

async function bundle(folder: string): Promise<string> {
  const path = (name: string): string => JSON.stringify(new URL(name, import.meta.url).pathname);
  const contents = `import { openSqliteStore } from ${path('./index.ts')};
    import { race } from ${path('../../testing/race.ts')};
    const store = await openSqliteStore(process.argv[2]);
    await race(store, ${COUNT});
    await store.close();`;
  const outfile = join(folder, 'race.mjs');
  const platform = { bundle: true, format: 'esm', platform: 'node' } as const;
  await build({ ...platform, external: ['better-sqlite3'], stdin: { contents, resolveDir: '.' }, outfile });
  return outfile;
}

/** Every journal tells its state, no attempt was sent twice, no end was published twice, and nothing is left to do. */
async function expectSound(file: string): Promise<void> {
  const store = await openSqliteStore(file);
  const states = await store.list();
  expect(states).toHaveLength(COUNT);
  for (const state of states) {
    const journal = await store.journal(state.instance);
    expect(isEnded(state)).toBe(true);
    expect(journal.reduce<SagaState | undefined>(evolve, undefined)).toEqual(state);
    const sent = journal.flatMap((entry) => (entry.type === 'command-sent' ? [`${entry.key}#${entry.attempt}`] : []));
    expect(new Set(sent).size).toBe(sent.length);
    const published = journal.filter(({ type }) => type === 'event-published').length;
    expect(published).toBeLessThanOrEqual(1);
    if (state.status !== 'stuck') expect(published).toBe(1);
  }
  expect(await store.nextTimerAt([...(await store.definitions()).keys()])).toBeUndefined();
  await store.close();
}
