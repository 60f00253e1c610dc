import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.js';
import { GroupWriter } from './group-writer.js';

describe('GroupCommit', () => {
  let database = new Sqlite(':memory:');
  const explain = (error: unknown): unknown => error;
  let writes = new GroupCommit(new GroupWriter(database), explain);
  let transactions = 0;

  beforeEach(() => {
    transactions = 0;
    const verbose = (sql: unknown): void => {
      if (sql === 'COMMIT') transactions++;
    };
    database = new Sqlite(':memory:', { verbose });
    database.exec('CREATE TABLE numbers (value INTEGER PRIMARY KEY, filler BLOB) STRICT');
    writes = new GroupCommit(new GroupWriter(database), explain);
  });
  afterEach(() => {
    database.close();
  });

  const add = (value: number, filler = 0): Promise<unknown> => {
    return writes.run(() => database.prepare('INSERT INTO numbers VALUES (?, zeroblob(?))').run(value, filler));
  };
  const values = (): unknown[] => database.prepare('SELECT value FROM numbers').pluck().all();

  it('writes in one transaction what comes in one turn, in order', async () => {
    const order: number[] = [];
    const write = (value: number) => writes.run(() => order.push(value));
    await Promise.all([write(1), write(2), add(3), write(4)]);
    expect(order).toEqual([1, 2, 4]);
    expect(transactions).toBe(1);
    await add(5);
    expect(transactions).toBe(2);
  });

  it('bounds a transaction', async () => {
    await Promise.all(Array.from({ length: 1_100 }, (_, index) => add(index)));
    expect(transactions).toBe(3);
    expect(values()).toHaveLength(1_100);
  });

  it('rejects the write that fails, and only that', async () => {
    const results = await Promise.allSettled([add(1), add(2), add(1), writes.run(() => JSON.parse('{')), add(3)]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(results[2]).toMatchObject({ reason: { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' } });
    expect(results[3]).toMatchObject({ reason: { name: 'SyntaxError' } });
    expect(values()).toEqual([1, 2, 3]);
  });

  it('leaves nothing of a write that fails half-way', async () => {
    const half = writes.run(() => {
      database.prepare('INSERT INTO numbers VALUES (9, NULL)').run();
      throw new Error('half-way');
    });
    const [failed] = await Promise.allSettled([half, add(1)]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: 'half-way' } });
    expect(values()).toEqual([1]);
  });

  it('writes what fits on a full disk, and goes on when there is space again', async () => {
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.pragma(`max_page_count = ${pages + 3}`);
    const results = await Promise.allSettled([add(1), add(2, 100_000), add(3)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[1]).toMatchObject({ reason: { code: 'SQLITE_FULL' } });
    database.pragma('max_page_count = 1000000');
    await add(4, 100_000);
    expect(values()).toEqual([1, 3, 4]);
  });

  it('rejects all of them when there can be no transaction', async () => {
    database.exec('BEGIN');
    const results = await Promise.allSettled([add(1), add(2)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    database.exec('ROLLBACK');
    await add(3);
    expect(values()).toEqual([3]);
  });

  it('writes at once when it is closed, and what is added meanwhile too', async () => {
    const added: Promise<unknown>[] = [];
    const first = writes.run(() => {
      added.push(add(2));
    });
    await writes.close();
    await Promise.all([first, ...added]);
    expect(values()).toEqual([2]);
  });
});
