import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evolve } from '../../saga/evolve.js';
import { isEnded, type SagaState } from '../../saga/state.js';
import type { SagaStore } from '../../store.js';
import { race as raceOfWorkers } from '../../testing/race.js';
import { bundleScript } from '../contract/bundle-script.js';
import { LAST_VERSION, race } from '../contract/race.js';
import { openSqliteStore } from './index.js';

const NAMES = Array.from({ length: 12 }, (_, index) => `o${index}`);

const kinds = [
  {
    who: 'users of a store',
    module: './race.ts',
    argument: JSON.stringify(NAMES),
    run: (store: SagaStore) => race(store, NAMES),
    expectSound: expectOnce,
  },
  {
    who: 'workers',
    module: '../../testing/race.ts',
    argument: String(NAMES.length),
    run: (store: SagaStore) => raceOfWorkers(store, NAMES.length),
    expectSound: expectEnded,
  },
];

describe.each(kinds)('$who that race for the instances of one file', ({ module, argument, run, expectSound }) => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-race-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function judge(file: string): Promise<void> {
    const store = await openSqliteStore(file);
    await expectSound(store);
    await store.close();
  }

  it('write every transition once, in one process', async () => {
    const file = join(folder, 'one.db');
    const stores = await Promise.all([openSqliteStore(file), openSqliteStore(file)]);
    await Promise.all(stores.map(run));
    await Promise.all(stores.map((store) => store.close()));
    await judge(file);
  });

  it('write every transition once, in several', async () => {
    const file = join(folder, 'several.db');
    const script = await bundleScript(
      folder,
      { openSqliteStore: '../sqlite/index.ts', race: module },
      `const store = await openSqliteStore(process.argv[2]);
       await race(store, ${argument});
       await store.close();`,
    );
    await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [script, file])));
    await judge(file);
  });
});

/** No transition is missing or was written twice, and no mail was consumed twice. */
async function expectOnce(store: SagaStore): Promise<void> {
  for (const name of NAMES) {
    const journal = await store.journal(`Checkout.${name}`);
    const moves = journal.flatMap((entry) => (entry.type === 'event-received' ? [entry.data] : []));
    expect(journal).toHaveLength(LAST_VERSION);
    expect(moves.map(({ version }) => version)).toEqual(Array.from({ length: LAST_VERSION - 1 }, (_, i) => i + 1));
    const mail = moves.flatMap(({ mail }) => mail ?? []);
    expect(new Set(mail).size).toBe(mail.length);
  }
  expect(await store.list({ status: 'completed' })).toHaveLength(NAMES.length);
}

/** Every journal tells its state, no attempt was sent twice, no end was published twice, and nothing is left to do. */
async function expectEnded(store: SagaStore): Promise<void> {
  const states = await store.list();
  expect(states).toHaveLength(NAMES.length);
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
}
