import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../runtime/stores/sqlite/index.js';
import { testSaga, testStep } from '../../runtime/testing/definitions.js';
import { drive } from '../../runtime/testing/drive.js';
import { keepInstance } from '../../runtime/testing/keep-instance.js';

const SAGAC = fileURLToPath(new URL('../../../bin/sagac.js', import.meta.url));
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-ops-e2e-'));
  const store = await openSqliteStore(join(folder, 'shop.sqlite'));
  const saga = testSaga([testStep('Reserve')]);
  const driver = drive(saga);
  driver.timeOut('Reserve');
  await keepInstance(store, saga, driver);
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ops(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, ...rest } = process.env;
  const options = {
    cwd: folder,
    env: { ...rest, SAGAC_STORE: 'sqlite:shop.sqlite', ...env },
    encoding: 'utf8',
  } as const;
  return spawnSync(process.execPath, [SAGAC, 'ops', ...args], options);
}

describe('sagac ops as a process', () => {
  it('lists, acts under the login name, and draws', () => {
    const listed = ops(['list'], { FORCE_COLOR: '1' });
    expect(listed).toMatchObject({ status: 0, stderr: '' });
    expect(listed.stdout).toContain('\u001b[');
    const acted = ops(['cancel', 'Checkout', 'o1', '--why', 'customer called']);
    expect(acted).toMatchObject({ status: 0, stderr: '' });
    expect(acted.stdout).toContain(`${userInfo().username} cancelled the saga: "customer called"`);
    expect(acted.stdout).not.toContain('\u001b');
    expect(ops(['show', 'Checkout.o1', '--format', 'mermaid']).stdout).toMatch(/^flowchart TD\n/);
  });

  it('ends with one message, without a stack, where the store cannot be used', () => {
    for (const url of ['nowhere.sqlite', 'postgres://u:secret@localhost:1/shop']) {
      const { status, stdout, stderr } = ops(['list', '--store', url]);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^error: .*\n {2}help: .*\n$/);
      expect(stderr).not.toContain('secret');
    }
  });

  it('shows its subcommands when none is named', () => {
    const { status, stderr } = ops([]);
    expect([status, stderr]).toEqual([2, expect.stringContaining('sagac ops resolve')]);
  });
});
