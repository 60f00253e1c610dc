import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
/** More than a machine can look at in the time of a test. */
const ENDLESS = ['--max-faults', '99', '--max-depth', '9999', '--max-states', '999999999'];
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-simulate-'));
  cpSync(join(PROJECT, 'fixtures/catalogs/shop'), folder, { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a signal ends a long simulation at once, and nothing is written', async () => {
  const before = readdirSync(folder);
  const child = spawn(process.execPath, [join(PROJECT, 'bin/sagac.js'), 'simulate', '--update', ...ENDLESS], {
    cwd: folder,
  });
  const ended = new Promise<string>((resolve) => child.on('exit', (code, signal) => resolve(signal ?? String(code))));
  // Whether it has begun to explore by then makes no difference to what it must do.
  await sleep(2000);
  child.kill('SIGINT');
  const late = sleep(10_000, 'still at work', { ref: false });
  const how = await Promise.race([ended, late]);
  child.kill('SIGKILL');
  expect(['SIGINT', '130']).toContain(how);
  expect(readdirSync(folder)).toEqual(before);
});
