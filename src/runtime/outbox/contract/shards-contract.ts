import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OutboxStore } from '../outbox-store.js';
import { ALL_SHARDS, SHARDS } from '../shards.js';
import { messageOf, type OutboxFixture } from './outbox-contract.js';
import { takeAll } from './take-all.js';

const MINUTE = 60_000;

/** How keys are spread over shards, and shards over relays. */
export function describeShardsContract(name: string, createFixture: () => Promise<OutboxFixture>): void {
  let fixture: OutboxFixture;
  let store: OutboxStore;
  const setUp = async () => {
    fixture = await createFixture();
    store = fixture.store;
  };

  describe(`the shards of the outbox in ${name}`, () => {
    beforeEach(setUp);
    afterEach(() => fixture.cleanUp());

    it.each([
      [
        'UUIDs',
        (index: number) => `${hex(index * 2_654_435_761)}-4b1d-4${hex(index * 40_503)}-9c3a-${hex(index * 69_069)}`,
      ],
      ['numbers', (index: number) => String(index)],
      ['numbers behind a prefix', (index: number) => `order-${100_000 + index}`],
      ['addresses', (index: number) => `user${index}@mail.example.com`],
    ])('have about as many keys each: %s', async (_kind, keyOf) => {
      await fixture.add(Array.from({ length: 960 }, (_, index) => messageOf(`${index}`, { key: keyOf(index) })));
      const counts = new Map<number, number>();
      for (const { shard } of await takeAll(store)) counts.set(shard, (counts.get(shard) ?? 0) + 1);
      expect([...counts.keys()].sort((a, b) => a - b)).toEqual(ALL_SHARDS);
      // 60 each, were it even.
      for (const count of counts.values()) expect(count).toBeGreaterThan(30);
    });

    it('have a key always in the same one, also an odd one', async () => {
      const keys = ['k', '', 'ä\u{1F600}', 'a'.repeat(500), ' '];
      const add = (round: number) => fixture.add(keys.map((key, index) => messageOf(`${round}-${index}`, { key })));
      await add(1);
      await add(2);
      const shards = new Map<string, Set<number>>();
      for (const { key, shard } of await takeAll(store)) shards.set(key, (shards.get(key) ?? new Set()).add(shard));
      expect([...shards.keys()].sort()).toEqual([...keys].sort());
      expect([...shards.values()].every((found) => found.size === 1)).toBe(true);
    });

    it('are read one by one, so many messages of each, without those that were read before', async () => {
      await fixture.add(Array.from({ length: 200 }, (_, index) => messageOf(`${index}`, { key: `k${index % 50}` })));
      const all = await takeAll(store);
      const own = all.filter(({ shard }) => shard === 3 || shard === 7);
      const some = await store.take({ shards: [3, 7], each: 3, except: [] });
      for (const shard of [3, 7]) {
        const first = own.filter((row) => row.shard === shard).slice(0, 3);
        expect(some.filter((row) => row.shard === shard)).toEqual(first);
      }
      const rest = await store.take({ shards: [3, 7], each: 1_000, except: some });
      expect(rest.length).toBeGreaterThan(0);
      expect(new Set([...some, ...rest].map(({ seq }) => seq))).toEqual(new Set(own.map(({ seq }) => seq)));
      expect(some.length + rest.length).toBe(own.length);
      expect(await store.take({ shards: [], each: 9, except: [] })).toEqual([]);
    });

    it('give what is due again however many have never failed', async () => {
      await fixture.add([messageOf('failed', { key: 'k0' })]);
      const [failed] = await takeAll(store);
      const shard = failed?.shard ?? -1;
      await store.settle([], [{ seq: failed?.seq ?? -1, error: 'no', attempts: 1, retryInMs: 0 }]);
      // Other channels' keys of the same shard.
      await fixture.add(
        Array.from({ length: 50 }, (_, index) => messageOf(`${index}`, { key: 'k0', channel: `c${index}` })),
      );
      const rows = await store.take({ shards: [shard], each: 5, except: [] });
      expect(rows.map(({ id }) => id).sort()).toEqual(['0', '1', '2', '3', '4', 'failed']);
    });
  });

  describe(`the leases of the outbox in ${name}`, () => {
    beforeEach(setUp);
    afterEach(() => fixture.cleanUp());

    const letTimePass = async (ms: number) => {
      await fixture.execute(`UPDATE sagac_outbox_shards SET ends_at = ends_at - ${ms} WHERE ends_at > 0`);
      await fixture.execute(`UPDATE sagac_outbox_relays SET ends_at = ends_at - ${ms}`);
    };
    const lease = (token: string) => store.lease(token, MINUTE);
    /** Each relay leases and gives up what is above its share, as relays do. */
    async function round(tokens: readonly string[]): Promise<readonly (readonly number[])[]> {
      const held: (readonly number[])[] = [];
      for (const token of tokens) {
        const { shards, fairShare } = await lease(token);
        if (shards.length > fairShare) await store.release(token, shards.slice(fairShare));
        held.push(shards.slice(0, fairShare));
      }
      return held;
    }

    it('are all of one relay that is alone, and are shared out fairly when others come and go', async () => {
      expect(await lease('a')).toEqual({ shards: ALL_SHARDS, fairShare: SHARDS });
      expect(await lease('b')).toEqual({ shards: [], fairShare: 8 });
      expect((await lease('a')).fairShare).toBe(8);
      for (const tokens of [
        ['a', 'b'],
        ['a', 'b', 'c'],
        ['a', 'b', 'c', 'd', 'e'],
      ]) {
        await round(tokens);
        const held = await round(tokens);
        const sizes = held.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes), tokens.join()).toBeLessThanOrEqual(1);
        expect(held.flat().sort((x, y) => x - y)).toEqual(ALL_SHARDS);
      }
      for (const token of ['b', 'c', 'd']) await store.release(token);
      await round(['a', 'e']);
      expect((await round(['a', 'e'])).map(({ length }) => length)).toEqual([8, 8]);
    });

    it('go to others when they have ended, and not back to who comes late', async () => {
      await lease('a');
      await letTimePass(MINUTE - 1_000);
      expect((await lease('b')).shards).toEqual([]);
      await letTimePass(2_000);
      // `b` alone is there now.
      expect(await lease('b')).toEqual({ shards: ALL_SHARDS, fairShare: SHARDS });
      expect(await lease('a')).toEqual({ shards: [], fairShare: 8 });
    });

    it('stay with a relay that is late where nobody took them', async () => {
      await lease('a');
      await letTimePass(2 * MINUTE);
      expect((await lease('a')).shards).toEqual(ALL_SHARDS);
      expect((await lease('b')).shards).toEqual([]);
    });

    it('are given up one by one or all at once, by nobody but who has them', async () => {
      await lease('a');
      await store.release('b');
      await store.release('b', ALL_SHARDS);
      await store.release('a', [4, 5]);
      expect((await lease('b')).shards).toEqual([4, 5]);
      await store.release('a');
      expect(await lease('b')).toEqual({ shards: ALL_SHARDS, fairShare: SHARDS });
    });

    it('have no shard twice when many ask at the same moment', async () => {
      const tokens = Array.from({ length: 12 }, (_, index) => `relay-${index}`);
      for (let time = 0; time < 5; time += 1) {
        const leases = await Promise.all(tokens.map(lease));
        const all = leases.flatMap(({ shards }) => shards);
        expect(new Set(all).size).toBe(all.length);
        await letTimePass(2 * MINUTE);
      }
    });

    it('are told with those who have them, also of a relay that has vanished', async () => {
      await lease('a');
      await store.release('a', [0, 1]);
      await lease('b');
      const [a, b] = await store.relays();
      expect(a).toMatchObject({ token: 'a', shards: ALL_SHARDS.slice(2) });
      expect(a?.endsInMs).toBeGreaterThan(MINUTE - 10_000);
      expect(a?.endsInMs).toBeLessThanOrEqual(MINUTE);
      expect(b).toMatchObject({ token: 'b', shards: [0, 1] });
      await letTimePass(2 * MINUTE);
      await lease('b');
      const [gone] = await store.relays();
      expect(gone).toMatchObject({ token: 'a', shards: [] });
      expect(gone?.endsInMs).toBeLessThan(-MINUTE + 1_000);
      await letTimePass(62 * MINUTE);
      await lease('c');
      expect((await store.relays()).map(({ token }) => token)).toEqual(['c']);
    });

    it('wait for a relay of the first version, which then does not get in again', async () => {
      const insert = (token: string, endsAt: string) =>
        fixture.execute(
          `INSERT INTO sagac_outbox_leases (name, token, ends_at) VALUES ('relay', '${token}', ${endsAt})`,
        );
      await insert('old', '9000000000000');
      expect(await lease('a')).toEqual({ shards: [], fairShare: 0 });
      expect(await store.relays()).toEqual([]);
      await fixture.execute('UPDATE sagac_outbox_leases SET ends_at = 1');
      expect((await lease('a')).shards).toEqual(ALL_SHARDS);
      // What relays of the first version ask.
      await fixture.execute(`INSERT INTO sagac_outbox_leases AS l (name, token, ends_at) VALUES ('relay', 'old', 1)
        ON CONFLICT (name) DO UPDATE SET token = excluded.token WHERE l.token = 'old' OR l.ends_at <= 4000000000000`);
      expect((await lease('b')).fairShare).toBe(8);
      await expect(insert('old', '1')).rejects.toThrow();
      await fixture.execute("DELETE FROM sagac_outbox_leases WHERE token = 'old'");
      await expect(insert('old', '1')).rejects.toThrow();
    });
  });
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
