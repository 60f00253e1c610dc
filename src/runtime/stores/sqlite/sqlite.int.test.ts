import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../contract/bundle-script.js';
import { describeStoreContract } from '../store-contract.js';
import { openSqliteStore } from './index.js';
import { toSagaError, toSagaErrorAtWork } from './sqlite-errors.js';

describeStoreContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagac-store-'));
  return {
    open: () => openSqliteStore(join(folder, 'store.db')),
    cleanUp: async () => rmSync(folder, { recursive: true }),
  };
});

describe('the SQLite file', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sagac-store-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is flushed at every commit', async () => {
    const store = await openSqliteStore(file('pragmas.db'));
    const database = new Sqlite(file('pragmas.db'));
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
    database.close();
    await store.close();
  });

  it('is refused when it is no database', async () => {
    writeFileSync(file('text.db'), 'this is a plain text, and long enough to be looked at as a database header');
    await expect(openSqliteStore(file('text.db'))).rejects.toMatchObject({ code: 'store-not-a-database' });
  });

  it('is refused when it belongs to another application', async () => {
    const database = new Sqlite(file('other.db'));
    database.exec('CREATE TABLE customers (id INTEGER)');
    database.close();
    await expect(openSqliteStore(file('other.db'))).rejects.toMatchObject({
      code: 'store-not-a-database',
      message: expect.stringContaining('another application'),
    });
  });

  it('is refused when a newer version wrote it', async () => {
    await (await openSqliteStore(file('newer.db'))).close();
    const database = new Sqlite(file('newer.db'));
    database.pragma('user_version = 999');
    database.close();
    await expect(openSqliteStore(file('newer.db'))).rejects.toMatchObject({ code: 'store-too-new' });
  });

  it('is refused where there is no folder for it', async () => {
    await expect(openSqliteStore(join(folder, 'none', 'store.db'))).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('does not exist'),
    });
  });

  it('is refused where a folder has its name', async () => {
    await expect(openSqliteStore(folder)).rejects.toMatchObject({
      code: 'store-failed',
      message: expect.stringContaining('is it a folder'),
    });
  });

  it.each([
    ['SQLITE_BUSY', 'store-locked'],
    ['SQLITE_READONLY_DIRECTORY', 'store-read-only'],
    ['SQLITE_CORRUPT', 'store-not-a-database'],
    ['SQLITE_FULL', 'store-failed'],
    ['SQLITE_IOERR', 'store-failed'],
  ])('explains %s', (code, expected) => {
    const error = toSagaError(Object.assign(new Error('as the driver says'), { code }), 'store.db');
    expect(error).toMatchObject({ code: expected, message: expect.stringContaining('store.db') });
  });

  it('can be waited for when a lock outlasts its patience', () => {
    const busy = Object.assign(new Error('as the driver says'), { code: 'SQLITE_BUSY' });
    expect(toSagaErrorAtWork(busy, 'store.db').code).toBe('store-unreachable');
    const full = Object.assign(new Error('as the driver says'), { code: 'SQLITE_FULL' });
    expect(toSagaErrorAtWork(full, 'store.db').code).toBe('store-failed');
  });

  it.each([
    Object.assign(new Error('was compiled against a different Node.js version'), { code: 'ERR_DLOPEN_FAILED' }),
    new Error('Could not locate the bindings file. Tried: ...'),
  ])('says that the driver was built for something else: %s', (error) => {
    expect(toSagaError(error, 'store.db')).toMatchObject({
      code: 'store-driver-missing',
      message: expect.stringContaining('npm rebuild better-sqlite3'),
    });
  });

  it('can be opened by several processes at once while it is new', async () => {
    const script = await bundleScript(
      folder,
      { openSqliteStore: '../sqlite/index.ts', tinySaga: './builders.ts' },
      `const store = await openSqliteStore(process.argv[2]);
       await store.saveDefinition('h', tinySaga);
       await store.close();`,
    );
    const run = promisify(execFile);
    await Promise.all(Array.from({ length: 4 }, () => run(process.execPath, [script, file('shared.db')])));
    const store = await openSqliteStore(file('shared.db'));
    expect((await store.definitions()).size).toBe(1);
    await store.close();
  });
});
