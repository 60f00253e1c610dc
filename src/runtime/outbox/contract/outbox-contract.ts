import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Unprocessable } from '../../broker/broker.js';
import { createMemoryBroker } from '../../broker/memory-broker.js';
import { createRelay } from '../create-relay.js';
import type { OutboxMessage } from '../outbox-message.js';
import type { OutboxStore } from '../outbox-store.js';
import { NEVER } from '../schema.js';
import { describeShardsContract } from './shards-contract.js';
import { takeAll } from './take-all.js';

/** An outbox to be judged, in a database of its own. */
export interface OutboxFixture {
  readonly store: OutboxStore;
  /** Adds messages in one transaction, which is rolled back where it is told so. */
  add(messages: readonly OutboxMessage[], end?: 'COMMIT' | 'ROLLBACK'): Promise<readonly string[]>;
  execute(sql: string): Promise<void>;
  /** Makes the tables again. */
  migrate(): Promise<void>;
  cleanUp(): Promise<void>;
}

/** What every outbox has to keep, whatever database it is in. */
export function describeOutboxContract(name: string, createFixture: () => Promise<OutboxFixture>): void {
  describe(`the outbox in ${name}`, () => {
    let fixture: OutboxFixture;
    let store: OutboxStore;
    beforeEach(async () => {
      fixture = await createFixture();
      store = fixture.store;
    });
    afterEach(() => fixture.cleanUp());

    /** Lets time pass for what is in the tables. */
    const wait = (ms: number) =>
      fixture.execute(`UPDATE sagac_outbox SET added_at = added_at - ${ms}, published_at = published_at - ${ms},
        failed_at = failed_at - ${ms}, retry_at = CASE WHEN retry_at IN (0, ${NEVER}) THEN retry_at ELSE retry_at - ${ms} END`);
    const taken = async () => (await takeAll(store)).map(({ id }) => id);
    const seqOf = async (id: string) => (await takeAll(store)).find((row) => row.id === id)?.seq ?? -1;
    const fail = async (id: string, retryInMs: number | 'never') =>
      store.settle([], [{ seq: await seqOf(id), error: 'refused', attempts: 1, retryInMs }]);

    it('gives what was committed, as it was added and in that order', async () => {
      const first = messageOf('1', {
        data: { text: 'ä\u0000\u{1F600}', list: [1, null] },
        headers: { traceparent: 't' },
      });
      expect(await fixture.add([first, messageOf('2')])).toEqual(['1', '2']);
      await fixture.add([messageOf('3')], 'ROLLBACK');
      const rows = await takeAll(store);
      expect(rows.map(({ id, channel, key, type }) => [id, channel, key, type])).toEqual([
        ['1', 'orders', 'k1', 'OrderPlaced'],
        ['2', 'orders', 'k1', 'OrderPlaced'],
      ]);
      expect(JSON.parse(rows[0]?.data ?? '')).toEqual(first.data);
      expect(JSON.parse(rows[0]?.headers ?? '')).toEqual(first.headers);
      expect(rows.every((row) => row.attempts === 0 && row.failedAgoMs === null)).toBe(true);
    });

    it('takes an id once, and makes one with its own key where none is given', async () => {
      await fixture.add([messageOf('1'), messageOf('1', { type: 'Other' })]);
      const [id = ''] = await fixture.add([{ channel: 'orders', type: 'Lone', data: {} }]);
      const rows = await takeAll(store);
      expect(rows.map(({ type }) => type)).toEqual(['OrderPlaced', 'Lone']);
      expect(rows[1]).toMatchObject({ id, key: id, headers: '{}' });
      expect(id).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('refuses data that is no JSON object, and leaves the transaction alone', async () => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      for (const data of [[], null, 'text', circle]) {
        await expect(fixture.add([messageOf('1', { data: data as never })])).rejects.toMatchObject({
          code: 'invalid-event',
        });
      }
      await expect(fixture.add([messageOf('1', { key: 'a\u0000' })])).rejects.toMatchObject({ code: 'invalid-event' });
      expect(await taken()).toEqual([]);
    });

    it('holds back what follows a failure under its channel and key, and nothing else', async () => {
      const other = messageOf('other', { channel: 'mails' });
      await fixture.add([messageOf('1'), messageOf('2'), messageOf('3', { key: 'k2' }), other]);
      await fail('1', 5_000);
      expect(await taken()).toEqual(['3', 'other']);
      await wait(6_000);
      expect(await taken()).toEqual(['1', '3', 'other']);
      const [row] = (await takeAll(store)).filter(({ id }) => id === '1');
      expect(row?.attempts).toBe(1);
      expect(row?.failedAgoMs).toBeGreaterThanOrEqual(6_000);
      await store.settle([await seqOf('1')], []);
      expect(await taken()).toEqual(['2', '3', 'other']);
    });

    it('parks, lists, retries and discards', async () => {
      await fixture.add([messageOf('1'), messageOf('2'), messageOf('3')]);
      await fail('1', 'never');
      await wait(1_000_000);
      expect(await taken()).toEqual([]);
      expect(await store.parked(10)).toEqual([
        expect.objectContaining({
          id: '1',
          channel: 'orders',
          key: 'k1',
          type: 'OrderPlaced',
          attempts: 1,
          error: 'refused',
        }),
      ]);
      expect(await store.retry('2')).toBe(false);
      expect(await store.discard('2')).toBe(false);
      expect(await store.retry('1')).toBe(true);
      expect(await taken()).toEqual(['1']);
      await fail('1', 'never');
      expect(await store.discard('1')).toBe(true);
      expect(await taken()).toEqual(['2', '3']);
    });

    it('tells what waits and since when, and purges only what was published long ago', async () => {
      expect(await store.status()).toEqual({ waiting: 0, retrying: 0, parked: 0 });
      await fixture.add([messageOf('1'), messageOf('2', { key: 'a' }), messageOf('3', { key: 'b' })]);
      await wait(10_000);
      await fixture.add([messageOf('4', { key: 'c' })]);
      await fail('2', 60_000);
      await fail('3', 'never');
      const status = await store.status();
      expect(status).toMatchObject({ waiting: 4, retrying: 1, parked: 1 });
      expect(status.oldestAgeMs).toBeGreaterThanOrEqual(10_000);
      expect(status.oldestAgeMs).toBeLessThan(60_000);
      await store.settle([await seqOf('1')], []);
      expect(await store.purge(5_000, 10)).toBe(0);
      await wait(100_000);
      await store.settle([await seqOf('4')], []);
      expect(await store.purge(5_000, 10)).toBe(1);
      expect((await store.status()).waiting).toBe(2);
    });

    it('tells what waits by channel, and nothing of channels where nothing does', async () => {
      const mails = (id: string) => messageOf(id, { channel: 'mails', key: id });
      await fixture.add([mails('1'), mails('2'), mails('3'), messageOf('4'), messageOf('5', { channel: 'empty' })]);
      await wait(10_000);
      await fail('1', 60_000);
      await fail('2', 'never');
      await store.settle([await seqOf('5')], []);
      const [first, second, ...others] = await store.channels();
      expect(first).toMatchObject({ channel: 'mails', waiting: 3, retrying: 1, parked: 1 });
      expect(first?.oldestAgeMs).toBeGreaterThanOrEqual(10_000);
      expect(second).toMatchObject({ channel: 'orders', waiting: 1, retrying: 0, parked: 0 });
      expect(others).toEqual([]);
    });

    it('has its tables made any number of times, and refuses those of a newer version', async () => {
      await fixture.add([messageOf('1')]);
      await Promise.all([fixture.migrate(), fixture.migrate(), fixture.migrate()]);
      expect(await taken()).toEqual(['1']);
      await fixture.execute('UPDATE sagac_outbox_version SET version = 99');
      await expect(fixture.migrate()).rejects.toMatchObject({ code: 'store-too-new' });
    });

    it('is emptied by a relay, in order per key', async () => {
      const broker = createMemoryBroker();
      const many = Array.from({ length: 450 }, (_, index) => messageOf(`${index}`, { key: `k${index % 7}` }));
      await fixture.add(many);
      await createRelay({ store, broker }).run({ untilIdle: true });
      const ids = broker.published('orders').map(({ id, key }) => [key, Number(id)] as const);
      expect(ids).toHaveLength(450);
      for (const key of new Set(ids.map(([name]) => name))) {
        const own = ids.flatMap(([name, id]) => (name === key ? [id] : []));
        expect(own).toEqual([...own].sort((a, b) => a - b));
      }
      expect(await store.status()).toEqual({ waiting: 0, retrying: 0, parked: 0 });
    });

    it('parks what the broker refuses for good, and goes on with other keys', async () => {
      const memory = createMemoryBroker();
      const publish: typeof memory.publish = async (channel, message) => {
        if (message.id === 'big') throw new Unprocessable('too large: 2 MB');
        return memory.publish(channel, message);
      };
      await fixture.add([messageOf('big'), messageOf('behind'), messageOf('free', { key: 'k2' })]);
      await createRelay({ store, broker: { ...memory, publish } }).run({ untilIdle: true });
      expect(memory.published('orders').map(({ id }) => id)).toEqual(['free']);
      expect(await store.parked(9)).toMatchObject([{ id: 'big', error: expect.stringContaining('too large: 2 MB') }]);
      await store.discard('big');
      await createRelay({ store, broker: memory }).run({ untilIdle: true });
      expect(memory.published('orders').map(({ id }) => id)).toEqual(['free', 'behind']);
    });
  });

  describeShardsContract(name, createFixture);
}

/** A message on `orders` under the key `k1`. */
export function messageOf(id: string, change: Partial<OutboxMessage> = {}): OutboxMessage {
  return { id, channel: 'orders', key: 'k1', type: 'OrderPlaced', data: { orderId: 'o1' }, headers: {}, ...change };
}
