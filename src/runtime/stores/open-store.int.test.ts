import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, shownAddress } from './open-store.js';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagac-open-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('openStore', () => {
  it('makes a store where it may, and opens what is there by any of its names', async () => {
    const path = join(folder, 'made.sqlite');
    await expect(openStore(path, { create: false })).rejects.toMatchObject({ code: 'store-missing' });
    expect(existsSync(path)).toBe(false);
    await (await openStore(path)).close();
    for (const address of [path, `sqlite:${path}`, `sqlite://${path}`, `SQLITE:${path}`]) {
      const store = await openStore(address, { create: false });
      expect(await store.list()).toEqual([]);
      await store.close();
    }
  });

  it('takes nothing for a store that is none', async () => {
    const files = { empty: '', text: 'not a database, but long enough to be read as one. '.repeat(9) };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    for (const name of ['empty', 'text', '.']) {
      const opened = openStore(join(folder, name), { create: false });
      await expect(opened, name).rejects.toMatchObject({ code: 'store-not-a-database' });
    }
    await expect(openStore(join(folder, 'text', 'x'), { create: false })).rejects.toMatchObject({ name: 'SagaError' });
  });

  it.each(['', 'sqlite:', 'mysql://u:secret@host/db', 'http://host'])('knows no store at `%s`', async (address) => {
    const error = await openStore(address).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'invalid-store-url' });
    expect(String(error)).not.toContain('secret');
  });

  it.each([' postgres://u:secret@host/db', '"postgres://u:secret@host/db"', 'sqlite: postgres://u:secret@host/db'])(
    'takes no URL that was copied with more around it for a file: %j',
    async (address) => {
      const error = await openStore(address).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'invalid-store-url' });
      expect(String(error)).not.toContain('secret');
      expect(shownAddress(address)).toBeUndefined();
    },
  );

  it.each(['postgres://u:secret@localhost:1/db', 'postgresql://u@localhost:1/db?password=secret', 'postgres:secret'])(
    'keeps the password of `%s` to itself',
    async (address) => {
      const error = await openStore(address, { create: false, giveUpAfterMs: 10 }).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ name: 'SagaError' });
      expect(String(error)).not.toContain('secret');
    },
  );
});

describe('shownAddress', () => {
  it.each([
    ['a b.sqlite', 'a b.sqlite'],
    ['sqlite:pass@word:x.sqlite', 'sqlite:pass@word:x.sqlite'],
    ['postgres://ana@host:5432/db', 'postgres://ana@host:5432/db'],
    ['postgres://ana:secret@host/db', undefined],
    ['/data/ana:2@host/x.sqlite', '/data/ana:2@host/x.sqlite'],
    ['postgres://ana:se/cret@host/db', undefined],
    ['postgres://host/db?user=ana&password=secret', undefined],
  ])('of `%s` is %s', (address, shown) => expect(shownAddress(address)).toBe(shown));
});
