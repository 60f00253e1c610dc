import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../contract/bundle-script.js';
import { LAST_VERSION, race } from '../contract/race.js';
import { openSqliteStore } from './index.js';

const NAMES = Array.from({ length: 12 }, (_, index) => `o${index}`);

describe('users that race for the instances of one file', () => {
  let folder = '';

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-race-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('write every transition once, in one process', async () => {
    const file = join(folder, 'one.db');
    const stores = await Promise.all([openSqliteStore(file), openSqliteStore(file)]);
    await Promise.all(stores.map((store) => race(store, NAMES)));
    await Promise.all(stores.map((store) => store.close()));
    await expectSound(file);
  });

  it('write every transition once, in several', async () => {
    const file = join(folder, 'several.db');
    const script = await bundleScript(
      folder,
      { openSqliteStore: '../sqlite/index.ts', race: './race.ts' },
      `const store = await openSqliteStore(process.argv[2]);
       await race(store, ${JSON.stringify(NAMES)});
       await store.close();`,
    );
    await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [script, file])));
    await expectSound(file);
  });
});

/** No transition is missing or was written twice, and no mail was consumed twice. */
async function expectSound(file: string): Promise<void> {
  const store = await openSqliteStore(file);
  for (const name of NAMES) {
    const journal = await store.journal(`Checkout.${name}`);
    const moves = journal.flatMap((entry) => (entry.type === 'event-received' ? [entry.data] : []));
    expect(journal).toHaveLength(LAST_VERSION);
    expect(moves.map(({ version }) => version)).toEqual(Array.from({ length: LAST_VERSION - 1 }, (_, i) => i + 1));
    const mail = moves.flatMap(({ mail }) => mail ?? []);
    expect(new Set(mail).size).toBe(mail.length);
  }
  expect(await store.list({ status: 'completed' })).toHaveLength(NAMES.length);
  await store.close();
}
