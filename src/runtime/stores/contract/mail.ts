import { describe, expect, it } from 'vitest';
import type { Mail, Owner, SagaStore } from '../../store.js';
import { creation, following, HASH, mailFor, noticeOf, START, stateOf, unchanged } from './builders.js';
import type { Stage } from './set-up.js';

/** The mailbox of an instance, and the outbox. */
export function describeMail(stage: Stage): void {
  const state = stateOf('o1');
  const { instance } = state;

  async function mailOf(store: SagaStore, owner: Owner): Promise<readonly Mail[]> {
    const claims = await store.claim({ owner, definitions: [HASH], now: START, limit: 9 });
    return claims.flatMap(({ mail }) => mail);
  }

  describe('mail', () => {
    it('says what became of it', async () => {
      const [store, other] = [await stage.open(), await stage.open()];
      expect(await store.post(mailFor(instance, 'm1'))).toBe('unknown-instance');
      await store.commit(creation(state));
      expect(await store.post(mailFor(instance, 'm1'))).toBe('posted');
      expect(await store.post(mailFor(instance, 'm1'))).toBe('duplicate');
      expect(await other.post(mailFor(instance, 'm1'))).toBe('duplicate');
      expect(await mailOf(store, await stage.register(store))).toHaveLength(1);
    });

    it('for a name that no database takes disturbs no other', async () => {
      const store = await stage.open();
      await store.commit(creation(state));
      const results = [instance, `${instance}\u0000`, '\ud800'].map((name, index) =>
        store.post(mailFor(name, `m${index}`)),
      );
      expect(await Promise.all(results)).toEqual(['posted', 'unknown-instance', 'unknown-instance']);
    });

    it('is posted once when many post it at once', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      await one.commit(creation(state));
      const results = await Promise.all([one, two, one, two].map((store) => store.post(mailFor(instance, 'm1'))));
      expect(results.toSorted()).toEqual(['duplicate', 'duplicate', 'duplicate', 'posted']);
    });

    it('is known for ever, even after it was consumed', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      await store.commit(creation(state));
      await store.post(mailFor(instance, 'm1'));
      expect(await mailOf(store, owner)).toHaveLength(1);
      await store.commit(following(state, { owner, nextOwner: owner, consumed: { mail: 'm1' } }));
      expect(await store.post(mailFor(instance, 'm1'))).toBe('duplicate');
      expect(await (await stage.open()).post(mailFor(instance, 'm1'))).toBe('duplicate');
      expect(await mailOf(store, owner)).toEqual([]);
    });

    it('stays in order, over the life of a handle too', async () => {
      const store = await stage.open();
      const replies = ['c', 'a', 'b'].map((id) => mailFor(instance, id));
      await store.commit(creation(state));
      for (const reply of replies) await store.post(reply);
      await store.close();
      const again = await stage.open();
      const last: Mail = {
        id: '0',
        instance,
        input: { type: 'reply', key: 'k', attempt: 2, event: 'E', data: { a: [1] } },
      };
      await again.post(last);
      expect(await mailOf(again, await stage.register(again))).toEqual([...replies, last]);
    });

    it('is consumed only by a commit that succeeds', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      await store.commit(creation(state, { consumed: { inbox: 'known' } }));
      for (const id of ['m1', 'm2', 'm3']) await store.post(mailFor(instance, id));
      await mailOf(store, owner);
      const wrong = { ...following(state, { owner }), expectedVersion: 5 };
      expect(await store.commit({ ...wrong, consumed: { mail: 'm1' } })).toBe('conflict');
      expect(await store.commit(following(state, { consumed: { mail: 'm1' } }))).toBe('conflict');
      expect(await store.commit(following(state, { owner, consumed: { mail: 'm1', inbox: 'known' } }))).toBe(
        'duplicate',
      );
      expect(await mailOf(store, owner)).toHaveLength(3);
      const consumed = { mail: 'm2' };
      expect(await store.commit(unchanged(state, { owner, nextOwner: owner, consumed }))).toBe('committed');
      expect((await mailOf(store, owner)).map(({ id }) => id)).toEqual(['m1', 'm3']);
    });

    it('reaches an instance that has ended', async () => {
      const store = await stage.open();
      await store.commit(creation({ ...state, status: 'completed', endedAt: START }));
      expect(await store.post(mailFor(instance, 'm1'))).toBe('posted');
      expect(await mailOf(store, await stage.register(store))).toEqual([mailFor(instance, 'm1')]);
    });

    it('is written as it was handed in', async () => {
      const store = await stage.open();
      await store.commit(creation(state));
      const mail = mailFor(instance, 'm \u{1F600} \'"');
      const posted = store.post(mail);
      Object.assign(mail.input, { event: 'Sneaked' });
      await posted;
      expect(await mailOf(store, await stage.register(store))).toEqual([mailFor(instance, 'm \u{1F600} \'"')]);
    });
  });

  describe('notices', () => {
    it('are not handed out while the lease of their owner lasts', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const [owner, other] = [await stage.register(one), await stage.register(two)];
      await one.commit(creation(state, { nextOwner: owner, notices: [noticeOf(instance, 1)] }));
      await one.commit(following(state, { owner, notices: [noticeOf(instance, 2)] }));
      expect(await two.takeNotices(other, 9)).toEqual([]);
      expect(await one.takeNotices(owner, 9)).toEqual([]);
      await one.resign(owner);
      expect(await two.takeNotices(other, 9)).toEqual([noticeOf(instance, 1), noticeOf(instance, 2)]);
    });

    it('are handed out when the lease of their owner has ended', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const [brief, other] = [await stage.registerBriefly(one), await stage.register(two)];
      await one.commit(creation(state, { nextOwner: brief, notices: [noticeOf(instance, 1)] }));
      await stage.endBriefLeases();
      await stage.renew(two, other);
      expect(await two.takeNotices(other, 9)).toEqual([noticeOf(instance, 1)]);
      expect(await two.takeNotices(other, 9)).toEqual([]);
    });

    it('of nobody go to exactly one taker, in order', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const [owner, other] = [await stage.register(one), await stage.register(two)];
      const all = Array.from({ length: 12 }, (_, index) => noticeOf(instance, index));
      await one.commit(creation(state, { notices: all.slice(0, 5) }));
      await one.commit(following(state, { notices: all.slice(5) }));
      expect(await one.takeNotices(owner, 3)).toEqual(all.slice(0, 3));
      const [mine, theirs] = await Promise.all([one.takeNotices(owner, 9), two.takeNotices(other, 9)]);
      const positions = [...mine, ...theirs].map(({ id }) => Number(id.split('!')[1]));
      expect(positions.toSorted((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11]);
      for (const part of [mine, theirs]) {
        expect(part.map(({ id }) => all.findIndex((notice) => notice.id === id))).toEqual(
          part.map(({ id }) => all.findIndex((notice) => notice.id === id)).toSorted((a, b) => a - b),
        );
      }
    });

    it('that were taken come free again with the lease of their taker', async () => {
      const store = await stage.open();
      const brief = await stage.registerBriefly(store);
      await store.commit(creation(state, { notices: [noticeOf(instance, 1), noticeOf(instance, 2)] }));
      expect(await store.takeNotices(brief, 9)).toHaveLength(2);
      await store.removeNotices([noticeOf(instance, 1).id]);
      await stage.endBriefLeases();
      const owner = await stage.register(store);
      expect(await store.takeNotices(owner, 9)).toEqual([noticeOf(instance, 2)]);
    });

    it('are forgotten when they were delivered', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      const notices = [1, 2, 3].map((position) => noticeOf(instance, position));
      await store.commit(creation(state, { nextOwner: owner, notices }));
      await store.removeNotices(notices.slice(0, 2).map(({ id }) => id));
      await store.removeNotices([]);
      await store.removeNotices(['never-there', notices[0]?.id ?? '']);
      await store.resign(owner);
      const other = await stage.open();
      expect(await other.takeNotices(await stage.register(other), 9)).toEqual(notices.slice(2));
    });

    it('of a refused commit do not exist', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      await store.commit(creation(state, { consumed: { inbox: 'm1' } }));
      const notices = [noticeOf(instance, 2)];
      expect(await store.commit(following(state, { owner, notices }))).toBe('conflict');
      expect(await store.commit(following(state, { notices, consumed: { inbox: 'm1' } }))).toBe('duplicate');
      expect(await store.takeNotices(owner, 9)).toEqual([]);
    });
  });
}
