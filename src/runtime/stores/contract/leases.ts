import { describe, expect, it } from 'vitest';
import type { Claim, Owner, SagaStore } from '../../store.js';
import { creation, following, HASH, mailFor, noticeOf, START, stateOf, unchanged, withDeadline } from './builders.js';
import type { Stage } from './set-up.js';

const LATER = START + 60_000_000;

/** Fencing tokens: whose lease has ended, or who never had one, writes nothing. */
export function describeLeases(stage: Stage): void {
  function claim(store: SagaStore, owner: Owner, now = START): Promise<readonly Claim[]> {
    return store.claim({ owner, definitions: [HASH], now, limit: 100 });
  }

  describe('leases', () => {
    it('have tokens that are never given twice, by whatever handle', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const tokens = await Promise.all([one, two, one, two].map((store) => stage.register(store)));
      await one.resign(Math.max(...tokens));
      tokens.push(await stage.register(two));
      await Promise.all(tokens.map((token) => one.resign(token)));
      await Promise.all([one.close(), two.close()]);
      tokens.push(await stage.register(await stage.open()));
      expect(new Set(tokens).size).toBe(6);
      for (const token of tokens) expect(Number.isSafeInteger(token)).toBe(true);
    });

    it('are prolonged while they last', async () => {
      const store = await stage.open();
      const owner = await stage.registerBriefly(store);
      expect(await stage.renew(store, owner)).toBe(true);
      await stage.endBriefLeases();
      expect(await stage.renew(store, owner)).toBe(true);
    });

    it('cannot be prolonged when they have ended, were resigned or never existed', async () => {
      const store = await stage.open();
      const [brief, resigned] = [await stage.registerBriefly(store), await stage.register(store)];
      await store.resign(resigned);
      await stage.endBriefLeases();
      expect(await stage.renew(store, brief)).toBe(false);
      expect(await stage.renew(store, brief)).toBe(false);
      expect(await stage.renew(store, resigned)).toBe(false);
      expect(await stage.renew(store, 987_654)).toBe(false);
    });

    it.each(['renews', 'registers', 'fails to renew'] as const)(
      'set free when they have ended and somebody %s',
      async (how) => {
        const [one, two] = [await stage.open(), await stage.open()];
        const [brief, other] = [await stage.registerBriefly(one), await stage.register(two)];
        const state = stateOf('o1', withDeadline(LATER));
        await one.commit(creation(state, { nextOwner: brief, wakeAt: LATER }));
        expect(await claim(two, other)).toEqual([]);
        await stage.endBriefLeases();
        if (how === 'renews') expect(await stage.renew(two, other)).toBe(true);
        else if (how === 'registers') await stage.register(two);
        else expect(await stage.renew(one, brief)).toBe(false);
        // A command may be undelivered, so it is due at once, whatever its timers say.
        expect(await two.nextWakeAt({ owner: other, definitions: [HASH] })).toBe(0);
        expect(await claim(two, other)).toEqual([{ state, mail: [] }]);
        expect(await claim(two, other)).toEqual([]);
        expect(await two.nextWakeAt({ owner: other, definitions: [HASH] })).toBe(LATER);
      },
    );

    it('fence off an owner that slept through the end of its own', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const [brief, other] = [await stage.registerBriefly(one), await stage.register(two)];
      const state = stateOf('o1');
      await one.commit(creation(state, { nextOwner: brief }));
      await stage.endBriefLeases();
      await stage.renew(two, other);
      const late = following(state, { owner: brief, nextOwner: brief, notices: [noticeOf(state.instance, 2)] });
      expect(await one.commit(late)).toBe('conflict');
      await claim(two, other);
      expect(await one.commit({ ...late, consumed: { inbox: 'late' } })).toBe('conflict');
      expect(await two.commit(following(state, { owner: other }))).toBe('committed');
      expect(await one.commit(unchanged({ ...state, version: 2 }, { owner: brief }))).toBe('conflict');
      expect(await two.journal(state.instance)).toHaveLength(2);
      expect(await two.inboxEntry('late')).toBeUndefined();
      expect(await two.takeNotices(other, 9)).toEqual([]);
    });

    it('fence off the former token of a worker that has registered anew', async () => {
      const store = await stage.open();
      const brief = await stage.registerBriefly(store);
      const state = stateOf('o1');
      await store.commit(creation(state, { nextOwner: brief }));
      await stage.endBriefLeases();
      const owner = await stage.register(store);
      expect(await claim(store, owner)).toHaveLength(1);
      expect(await store.commit(following(state, { owner: brief, nextOwner: brief }))).toBe('conflict');
      expect(await store.commit(following(state, { owner, nextOwner: owner }))).toBe('committed');
    });

    it('tell an owner from another and from nobody, even with the right version', async () => {
      const store = await stage.open();
      const [owner, other] = [await stage.register(store), await stage.register(store)];
      const [owned, free] = [stateOf('owned'), stateOf('free')];
      await store.commit(creation(owned, { nextOwner: owner }));
      await store.commit(creation(free));
      expect(await store.commit(following(owned))).toBe('conflict');
      expect(await store.commit(following(owned, { owner: other }))).toBe('conflict');
      expect(await store.commit(following(free, { owner }))).toBe('conflict');
      expect(await store.commit(following(owned, { owner }))).toBe('committed');
      expect(await store.commit(following(free, { nextOwner: other }))).toBe('committed');
    });

    it('notice an owner that let go and took again in between', async () => {
      const store = await stage.open();
      const [owner, other] = [await stage.register(store), await stage.register(store)];
      const first = stateOf('o1');
      await store.commit(creation(first, { nextOwner: owner }));
      const second = following(first, { owner, wakeAt: 0 });
      await store.commit(second);
      await claim(store, other);
      const third = following(second.state, { owner: other, wakeAt: 0 });
      await store.commit(third);
      expect(await claim(store, owner)).toHaveLength(1);
      expect(await store.commit(following(second.state, { owner }))).toBe('conflict');
      expect(await store.commit(following(third.state, { owner }))).toBe('committed');
    });

    it('free instances and notices at once when their owner resigns', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const [owner, other] = [await stage.register(one), await stage.register(two)];
      const state = stateOf('o1');
      const notices = [noticeOf(state.instance, 1)];
      await one.commit(creation(state, { nextOwner: owner, wakeAt: LATER, notices }));
      await one.post(mailFor(state.instance, 'm1'));
      await one.resign(owner);
      expect(await two.takeNotices(other, 9)).toEqual(notices);
      expect(await claim(two, other)).toEqual([{ state, mail: [mailFor(state.instance, 'm1')] }]);
      expect(await one.commit(following(state, { owner }))).toBe('conflict');
      await one.resign(owner);
    });

    it('free nothing of others', async () => {
      const store = await stage.open();
      const [brief, owner, other] = [
        await stage.registerBriefly(store),
        await stage.register(store),
        await stage.register(store),
      ];
      const state = stateOf('o1');
      await store.commit(creation(state, { nextOwner: owner, notices: [noticeOf(state.instance, 1)] }));
      await store.commit(creation(stateOf('o2'), { nextOwner: brief }));
      await stage.endBriefLeases();
      await stage.renew(store, other);
      expect((await claim(store, other)).map(({ state: { correlation } }) => correlation)).toEqual(['o2']);
      await store.resign(other);
      const third = await stage.register(store);
      expect((await claim(store, third)).map(({ state: { correlation } }) => correlation)).toEqual(['o2']);
      expect(await store.takeNotices(third, 9)).toEqual([]);
      expect(await store.commit(following(state, { owner }))).toBe('committed');
    });

    it('tell when the first one ends of another owner that holds anything', async () => {
      const store = await stage.open();
      const [owner, idle, brief] = [
        await stage.register(store),
        await stage.register(store),
        await stage.registerBriefly(store),
      ];
      const state = stateOf('o1');
      expect(await store.leaseEnd(owner)).toBeUndefined();
      await store.commit(creation(state, { nextOwner: brief }));
      expect(await store.leaseEnd(brief)).toBeUndefined();
      expect(await store.leaseEnd(idle)).toEqual(expect.any(Number));
      await store.commit(following(state, { owner: brief, notices: [noticeOf(state.instance, 1)] }));
      expect(await store.leaseEnd(owner)).toEqual(expect.any(Number));
      await store.removeNotices([noticeOf(state.instance, 1).id]);
      expect(await store.leaseEnd(owner)).toBeUndefined();
    });

    it('are needed to own anything', async () => {
      const store = await stage.open();
      const [gone, owner] = [await stage.register(store), await stage.register(store)];
      const free = stateOf('free');
      await store.commit(creation(free, { wakeAt: 0, notices: [noticeOf(free.instance, 1)] }));
      await store.resign(gone);
      expect(await claim(store, gone)).toEqual([]);
      expect(await store.takeNotices(gone, 9)).toEqual([]);
      expect(await store.commit(creation(stateOf('new'), { nextOwner: gone }))).toBe('conflict');
      expect(await store.commit(creation(stateOf('new'), { owner: gone, nextOwner: gone }))).toBe('conflict');
      expect(await store.commit(following(free, { nextOwner: gone }))).toBe('conflict');
      expect(await store.load('Checkout.new')).toBeUndefined();
      expect(await claim(store, owner)).toEqual([{ state: free, mail: [] }]);
      expect(await store.takeNotices(owner, 9)).toHaveLength(1);
    });
  });
}
