import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HASH, noticeOf, START, stateOf } from '../contract/builders.js';
import { bundleScript } from '../contract/bundle-script.js';
import { openSqliteStore } from './index.js';

const HOLD = `const store = await openSqliteStore(process.argv[2]);
  const owner = await store.register(START, 3_600_000);
  const state = stateOf('o1');
  await store.commit(creation(state, { nextOwner: owner, notices: [noticeOf(state.instance, 1)] }));
  console.log('holding');
  setInterval(() => undefined, 1_000);`;

describe('a process that was killed', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-crashed-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps nothing until its lease ends, and keeps everything while it lives', async () => {
    const file = join(folder, 'store.db');
    const builders = { creation: './builders.ts', noticeOf: './builders.ts' };
    const more = { stateOf: './builders.ts', START: './builders.ts' };
    const script = await bundleScript(folder, { openSqliteStore: '../sqlite/index.ts', ...builders, ...more }, HOLD);
    const store = await openSqliteStore(file);
    const owner = await store.register(START, 3_600_000);
    const holder = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    const request = { owner, definitions: [HASH], now: START, limit: 9 };
    expect(await store.renew(owner, START, 3_600_000)).toBe(true);
    expect(await store.claim(request)).toEqual([]);
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    expect(await store.renew(owner, START, 3_600_000)).toBe(true);
    expect(await store.claim(request)).toEqual([{ state: stateOf('o1'), mail: [] }]);
    expect(await store.takeNotices(owner, 9)).toEqual([noticeOf('Checkout.o1', 1)]);
    await store.close();
  });
});
