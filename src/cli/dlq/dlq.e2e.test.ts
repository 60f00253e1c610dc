import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqliteOutbox, migrateSqliteOutbox } from '../../runtime/index.js';

const SAGAC = fileURLToPath(new URL('../../../bin/sagac.js', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-dlq-e2e-'));
  const database = new Database(join(folder, 'shop.sqlite'));
  migrateSqliteOutbox(database);
  createSqliteOutbox().add(database, { id: 'm1', channel: 'orders', type: 'OrderPlaced', key: 'o1', data: {} });
  database.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function sagac(...args: readonly string[]) {
  const { NO_COLOR: _, FORCE_COLOR: __, SAGAC_BROKER: ___, SAGAC_OUTBOX: ____, ...env } = process.env;
  return spawnSync(process.execPath, [SAGAC, ...args], { cwd: folder, env, encoding: 'utf8' });
}

describe('sagac dlq and outbox as processes', () => {
  it('end with one message, without a stack or a password, where the broker cannot be used', () => {
    for (const url of ['nats://ana:secret@127.0.0.1:1', 'memory:', 'redis://ana:secret@host', 'host:4222']) {
      const { status, stdout, stderr } = sagac('dlq', 'list', '--broker', url);
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^error: .*\n {2}help: .*\n$/);
      expect(stderr).not.toContain('secret');
    }
  });

  it('look into an outbox', () => {
    const { status, stdout, stderr } = sagac('outbox', 'status', '--store', 'sqlite:shop.sqlite');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^1 message waits in the outbox in `shop\.sqlite`; the oldest is /);
    expect(sagac('outbox', 'retry', 'm1', '--store', 'shop.sqlite').status).toBe(1);
  });

  it('show their subcommands when none is named', () => {
    expect(sagac('dlq').stderr).toContain('sagac dlq replay');
    expect(sagac('outbox').stderr).toContain('sagac outbox retry');
  });
});
