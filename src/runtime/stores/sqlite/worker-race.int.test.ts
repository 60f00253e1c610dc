import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evolve } from '../../saga/evolve.js';
import { isEnded, type SagaState } from '../../saga/state.js';
import { race } from '../../testing/race.js';
import { bundleScript } from '../contract/bundle-script.js';
import { openSqliteStore } from './index.js';

const COUNT = 12;

describe('workers that race for the instances of one file', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-race-'));
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
    const script = await bundleScript(
      folder,
      { openSqliteStore: '../sqlite/index.ts', race: '../../testing/race.ts' },
      `const store = await openSqliteStore(process.argv[2]);
       await race(store, ${COUNT});
       await store.close();`,
    );
    await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [script, file])));
    await expectSound(file);
  });
});

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
    expect(published).toBe(state.status === 'stuck' ? 0 : 1);
  }
  const definitions = [...(await store.definitions()).keys()];
  const owner = await store.register(Date.now(), 1_000);
  expect(await store.nextWakeAt({ owner, definitions })).toBeUndefined();
  expect(await store.takeNotices(owner, 1)).toEqual([]);
  await store.close();
}
