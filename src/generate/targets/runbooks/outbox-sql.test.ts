import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import {
  createMemoryBroker,
  createRelay,
  createSqliteOutbox,
  createSqliteOutboxStore,
  migrateSqliteOutbox,
  Unprocessable,
} from '../../../runtime/index.js';
import { fencedBlocks } from '../../../testing/markdown.js';

/** The statements of the page, in its order: look, try again, drop. */
function statements(): readonly [string, string, string] {
  const page = readFileSync(new URL('../../../../templates/runbooks/OutboxParked.hbs', import.meta.url), 'utf8');
  const sql = fencedBlocks(page).find(({ text }) => text.startsWith('SELECT'))?.text ?? '';
  const [look = '', retry = '', drop = ''] = sql.split('\n\n');
  return [look, retry, drop];
}

async function withParked() {
  const database = new Database(':memory:');
  migrateSqliteOutbox(database);
  createSqliteOutbox().add(database, { id: 'm1', channel: 'orders', type: 'OrderPlaced', key: 'o1', data: {} });
  const store = createSqliteOutboxStore(database);
  const publish = () => Promise.reject(new Unprocessable('too large'));
  await createRelay({ store, broker: { ...createMemoryBroker(), publish }, pollMs: 1 }).run({ untilIdle: true });
  return { database, store };
}

describe('what the page of OutboxParked tells to type into the database', () => {
  const [look, retry, drop] = statements();

  it('shows what is parked', async () => {
    const { database } = await withParked();
    expect(database.prepare(look).all()).toEqual([
      expect.objectContaining({
        id: 'm1',
        channel: 'orders',
        type: 'OrderPlaced',
        error: expect.stringContaining('too large'),
      }),
    ]);
  });

  it('does what the store does', async () => {
    const again = await withParked();
    again.database.exec(retry.replace("'ID'", "'m1'"));
    expect(await again.store.status()).toMatchObject({ waiting: 1, parked: 0 });
    const dropped = await withParked();
    dropped.database.exec(drop.replace("'ID'", "'m1'"));
    expect(await dropped.store.status()).toEqual({ waiting: 0, retrying: 0, parked: 0 });
  });

  it('leaves alone what is not parked', async () => {
    const { database, store } = await withParked();
    database.exec(retry.replace("'ID'", "'m1'"));
    database.exec(drop.replace("'ID'", "'m1'"));
    expect(await store.status()).toMatchObject({ waiting: 1 });
  });
});
