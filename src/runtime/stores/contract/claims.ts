import { describe, expect, it } from 'vitest';
import type { Claim, Owner, SagaStore } from '../../store.js';
import { creation, following, HASH, mailFor, OTHER_HASH, START, stateOf, unchanged, withDeadline } from './builders.js';
import type { Stage } from './set-up.js';

const LATER = START + 60_000;

/** Who gets which instance, and when the next one is due. */
export function describeClaims(stage: Stage): void {
  function claim(store: SagaStore, owner: Owner, now = START, limit = 100): Promise<readonly Claim[]> {
    return store.claim({ owner, definitions: [HASH], now, limit });
  }
  const instances = (claims: readonly Claim[]) => claims.map(({ state }) => state.instance);

  describe('claims', () => {
    it('give free instances that are due, what is due longest first, and no more than asked for', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      for (const [name, wakeAt] of [
        ['a', 30],
        ['b', 10],
        ['c', 20],
        ['d', 41],
      ] as const) {
        await store.commit(creation(stateOf(name), { wakeAt: START + wakeAt }));
      }
      await store.commit(creation(stateOf('never')));
      expect(instances(await claim(store, owner, START + 9))).toEqual([]);
      const two = await claim(store, owner, START + 40, 2);
      expect(two).toEqual([
        { state: stateOf('b'), mail: [] },
        { state: stateOf('c'), mail: [] },
      ]);
      for (const { state } of two) await store.commit(following(state, { owner, nextOwner: owner }));
      expect(instances(await claim(store, owner, START + 40, 2))).toEqual(['Checkout.a']);
    });

    it('make the claimer the owner', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const [owner, other] = [await stage.register(one), await stage.register(two)];
      const { state } = creation(stateOf('o1'));
      await one.commit(creation(state, { wakeAt: 0 }));
      expect(instances(await claim(one, owner))).toEqual([state.instance]);
      expect(await claim(two, other, LATER)).toEqual([]);
      expect(await two.commit(following(state))).toBe('conflict');
      expect(await two.commit(following(state, { owner: other }))).toBe('conflict');
      expect(await one.commit(following(state, { owner }))).toBe('committed');
    });

    it('give an owner its own instances again as long as they are due', async () => {
      const store = await stage.open();
      const [owner, other] = [await stage.register(store), await stage.register(store)];
      const state = stateOf('o1');
      await store.commit(creation(state, { nextOwner: owner, wakeAt: START + 5 }));
      expect(await claim(store, owner, START + 4)).toEqual([]);
      expect(instances(await claim(store, owner, START + 5))).toEqual([state.instance]);
      expect(instances(await claim(store, owner, START + 6))).toEqual([state.instance]);
      expect(await claim(store, other, LATER)).toEqual([]);
      await store.commit(following(state, { owner, nextOwner: owner, wakeAt: LATER }));
      expect(await claim(store, owner, START + 6)).toEqual([]);
    });

    it('answer a wakeAt of 0: afterwards the next timer of the state counts', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      await store.commit(creation(stateOf('o1', withDeadline(LATER)), { wakeAt: 0 }));
      await store.commit(creation(stateOf('o2'), { wakeAt: 0 }));
      expect(await store.nextWakeAt({ owner, definitions: [HASH] })).toBe(0);
      expect(await claim(store, owner)).toHaveLength(2);
      expect(await claim(store, owner)).toEqual([]);
      expect(await store.nextWakeAt({ owner, definitions: [HASH] })).toBe(LATER);
      expect(instances(await claim(store, owner, LATER))).toEqual(['Checkout.o1']);
    });

    it('leave definitions alone that were not asked for', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      await store.commit(creation(stateOf('o1', { definition: OTHER_HASH }), { wakeAt: 0 }));
      await store.commit(creation(stateOf('o2', { definition: OTHER_HASH })));
      await store.commit(creation(stateOf('o3'), { wakeAt: 0 }));
      await store.post(mailFor('Checkout.o2', 'm1'));
      expect(instances(await claim(store, owner))).toEqual(['Checkout.o3']);
      expect(await store.nextWakeAt({ owner, definitions: [HASH] })).toBeUndefined();
      expect(await store.claim({ owner, definitions: [], now: LATER, limit: 9 })).toEqual([]);
      const both = await store.claim({ owner, definitions: [OTHER_HASH, HASH], now: START, limit: 9 });
      expect(instances(both).toSorted()).toEqual(['Checkout.o1', 'Checkout.o2']);
    });

    it('order over all definitions and all reasons, within the limit', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      await store.commit(creation(stateOf('own'), { nextOwner: owner, wakeAt: START - 2 }));
      await store.commit(creation(stateOf('old', { definition: OTHER_HASH }), { wakeAt: START - 3 }));
      await store.commit(creation(stateOf('new'), { wakeAt: START - 1 }));
      const request = { owner, definitions: [HASH, OTHER_HASH], now: START };
      expect(instances(await store.claim({ ...request, limit: 2 }))).toEqual(['Checkout.old', 'Checkout.own']);
      expect(await store.claim({ ...request, limit: 3 })).toHaveLength(3);
    });

    it('give those with mail, free or own, with all of it in order', async () => {
      const store = await stage.open();
      const [owner, other] = [await stage.register(store), await stage.register(store)];
      await store.commit(creation(stateOf('free'), { wakeAt: LATER }));
      await store.commit(creation(stateOf('own'), { nextOwner: owner }));
      await store.commit(creation(stateOf('others'), { nextOwner: other }));
      for (const name of ['free', 'own', 'others']) {
        for (const id of ['z', 'a']) await store.post(mailFor(`Checkout.${name}`, `${id} to ${name}`));
      }
      const claims = await claim(store, owner);
      expect(instances(claims).toSorted()).toEqual(['Checkout.free', 'Checkout.own']);
      const free = claims.find(({ state }) => state.correlation === 'free');
      expect(free?.mail).toEqual([mailFor('Checkout.free', 'z to free'), mailFor('Checkout.free', 'a to free')]);
      expect(await claim(store, owner, START, 1)).toHaveLength(1);
      expect(instances(await claim(store, other))).toEqual(['Checkout.others']);
    });

    it('give an instance once that is due and has mail', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      await store.commit(creation(stateOf('o1'), { wakeAt: 0 }));
      await store.post(mailFor('Checkout.o1', 'm1'));
      expect(await claim(store, owner)).toEqual([{ state: stateOf('o1'), mail: [mailFor('Checkout.o1', 'm1')] }]);
    });

    it('give each free instance to exactly one of two that claim at once', async () => {
      const stores = [await stage.open(), await stage.open()];
      const workers = await Promise.all(stores.map(async (store) => ({ store, owner: await stage.register(store) })));
      const names = Array.from({ length: 40 }, (_, index) => `o${index}`);
      for (const name of names) await stores[0]?.commit(creation(stateOf(name), { wakeAt: 0 }));
      const taken: string[] = [];
      for (let round = 0; round < 20; round++) {
        const claims = await Promise.all(workers.map(({ store, owner }) => claim(store, owner, START, 7)));
        taken.push(...claims.flatMap(instances));
      }
      expect(taken.toSorted()).toEqual(names.map((name) => `Checkout.${name}`).toSorted());
    });

    it('leave to nobody what was let go of without a time', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      const state = stateOf('o1');
      await store.commit(creation(state, { nextOwner: owner, wakeAt: START }));
      await store.commit(unchanged(state, { owner }));
      expect(await claim(store, owner, LATER)).toEqual([]);
      expect(await store.nextWakeAt({ owner, definitions: [HASH] })).toBeUndefined();
    });

    it('tell when the next free or own instance is due, and not those of others', async () => {
      const store = await stage.open();
      const [owner, other] = [await stage.register(store), await stage.register(store)];
      const request = { owner, definitions: [HASH] };
      await store.commit(creation(stateOf('others'), { nextOwner: other, wakeAt: START + 1 }));
      expect(await store.nextWakeAt(request)).toBeUndefined();
      await store.commit(creation(stateOf('free'), { wakeAt: START + 3 }));
      expect(await store.nextWakeAt(request)).toBe(START + 3);
      await store.commit(creation(stateOf('own'), { nextOwner: owner, wakeAt: START + 2 }));
      expect(await store.nextWakeAt(request)).toBe(START + 2);
      expect(await store.nextWakeAt({ owner, definitions: [OTHER_HASH] })).toBeUndefined();
    });

    it('take times with fractions, which clocks may give', async () => {
      const store = await stage.open();
      const owner = await store.register(START + 0.25, 1_000_000 / 3);
      expect(await store.renew(owner, START + 0.5, 1_000_000 / 3)).toBe(true);
      const state = stateOf('o1', { startedAt: START + 0.25, updatedAt: START + 0.75 });
      expect(await store.commit(creation(state, { wakeAt: START + 1.5 }))).toBe('committed');
      expect(await claim(store, owner, START + 0.9)).toEqual([]);
      expect(Math.ceil((await store.nextWakeAt({ owner, definitions: [HASH] })) ?? 0)).toBe(START + 2);
      expect(await store.list({ untouchedSince: START + 1 })).toEqual([state]);
      expect(await claim(store, owner, START + 2)).toEqual([{ state, mail: [] }]);
    });

    it('call back who watches when another handle leaves work', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      if (!(await stage.watches())) return;
      let calls = 0;
      const stop = two.watch(() => {
        calls++;
      });
      await one.commit(creation(stateOf('o1'), { wakeAt: 0 }));
      await expect.poll(() => calls).toBeGreaterThan(0);
      calls = 0;
      await one.post(mailFor('Checkout.o1', 'm1'));
      await expect.poll(() => calls).toBeGreaterThan(0);
      stop();
    });
  });
}
