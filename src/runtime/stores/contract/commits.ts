import { describe, expect, it } from 'vitest';
import { creation, following, HASH, START, stateOf, tinySaga, unchanged } from './builders.js';
import type { Stage } from './set-up.js';

/** Definitions and transitions: what is written, and what is refused without a trace. */
export function describeCommits(stage: Stage): void {
  describe('commits', () => {
    it('keeps a definition as it was saved first', async () => {
      const store = await stage.open();
      await store.saveDefinition(HASH, { ...tinySaga, version: '9.9.9' });
      expect((await store.definitions()).get(HASH)).toEqual(tinySaga);
      expect((await (await stage.open()).definitions()).get(HASH)).toEqual(tinySaga);
    });

    it('gives back what was committed, through another handle too', async () => {
      const store = await stage.open();
      const start = creation(stateOf('o1'), { consumed: { inbox: 'm1' } });
      const next = following(start.state);
      expect(await store.commit(start)).toBe('committed');
      expect(await store.commit({ ...next, entries: [...next.entries, ...next.entries] })).toBe('committed');
      const other = await stage.open();
      expect(await other.load(start.instance)).toEqual(next.state);
      expect(await other.journal(start.instance)).toEqual([...start.entries, ...next.entries, ...next.entries]);
      expect(await other.latestRun('Checkout', 'o1')).toEqual(next.state);
      expect(await other.inboxEntry('m1')).toBe(start.instance);
    });

    it('gives an instance that is in hand as its journal says, and again after it was let go', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      const other = await stage.open();
      const first = creation(stateOf('o1'), { nextOwner: owner });
      const second = following(first.state, { owner, nextOwner: owner });
      const third = following(second.state, { owner });
      const fourth = following(third.state, { nextOwner: owner });
      for (const transition of [first, second, third, fourth]) {
        expect(await store.commit(transition)).toBe('committed');
        expect(await other.load(first.instance)).toEqual(transition.state);
        expect(await other.latestRun('Checkout', 'o1')).toEqual(transition.state);
        expect(await other.list({ status: 'running' })).toEqual([transition.state]);
      }
      await store.resign(owner);
      const claimed = await other.claim({
        owner: await stage.register(other),
        definitions: [HASH],
        now: START,
        limit: 9,
      });
      expect(claimed).toEqual([{ state: fourth.state, mail: [] }]);
    });

    it('knows nothing of what was never committed', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      expect(await store.load('Checkout.nobody')).toBeUndefined();
      expect(await store.journal('Checkout.nobody')).toEqual([]);
      expect(await store.latestRun('Checkout', 'nobody')).toBeUndefined();
      expect(await store.inboxEntry('nothing')).toBeUndefined();
      expect(await store.list()).toEqual([]);
      expect(await store.count()).toEqual([]);
      expect(await store.takeNotices(owner, 10)).toEqual([]);
      expect(await store.nextWakeAt({ owner, definitions: [HASH] })).toBeUndefined();
    });

    it('refuses a transition that expects another version, and writes nothing of it', async () => {
      const store = await stage.open();
      const start = creation(stateOf('o1'));
      await store.commit(start);
      const next = following(start.state);
      expect(await store.commit(next)).toBe('committed');
      expect(await store.commit({ ...next, consumed: { inbox: 'late' } })).toBe('conflict');
      expect(await store.commit(following(following(next.state).state))).toBe('conflict');
      expect(await store.journal(start.instance)).toHaveLength(2);
      expect(await store.load(start.instance)).toEqual(next.state);
      expect(await store.inboxEntry('late')).toBeUndefined();
    });

    it('creates an instance once, and does not go on with one that was never created', async () => {
      const store = await stage.open();
      const start = creation(stateOf('o1'));
      expect(await store.commit(following(start.state))).toBe('conflict');
      expect(await store.commit(start)).toBe('committed');
      expect(await store.commit({ ...start, consumed: { inbox: 'again' } })).toBe('conflict');
      expect(await store.journal(start.instance)).toHaveLength(1);
      expect(await store.inboxEntry('again')).toBeUndefined();
    });

    it('refuses an incoming message that it knows, for whatever instance', async () => {
      const store = await stage.open();
      const start = creation(stateOf('o1'), { consumed: { inbox: 'm1' } });
      await store.commit(start);
      expect(await store.commit(creation(stateOf('o2'), { consumed: { inbox: 'm1' } }))).toBe('duplicate');
      expect(await store.commit(following(start.state, { consumed: { inbox: 'm1' } }))).toBe('duplicate');
      expect(await store.load('Checkout.o2')).toBeUndefined();
      expect(await store.load(start.instance)).toEqual(start.state);
      expect(await store.inboxEntry('m1')).toBe(start.instance);
    });

    it('lets exactly one of two handles win a race', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const start = creation(stateOf('o1'));
      expect((await Promise.all([one.commit(start), two.commit(start)])).toSorted()).toEqual(['committed', 'conflict']);
      const next = following(start.state);
      expect((await Promise.all([one.commit(next), two.commit(next)])).toSorted()).toEqual(['committed', 'conflict']);
      expect(await one.journal(start.instance)).toHaveLength(2);
    });

    it('creates one instance of two starts by the same message', async () => {
      const [one, two] = [await stage.open(), await stage.open()];
      const by = { consumed: { inbox: 'm1' } };
      const results = await Promise.all([
        one.commit(creation(stateOf('o1'), by)),
        two.commit(creation(stateOf('o2'), by)),
      ]);
      expect(results.toSorted()).toEqual(['committed', 'duplicate']);
      expect(await one.list()).toHaveLength(1);
    });

    it('keeps many transitions apart that arrive at once', async () => {
      const store = await stage.open();
      const states = Array.from({ length: 60 }, (_, index) => stateOf(`o${index}`));
      const twice = states.flatMap((state) => [creation(state), creation(state)]);
      const results = await Promise.all(twice.map((transition) => store.commit(transition)));
      expect(results).toEqual(states.flatMap(() => ['committed', 'conflict']));
      const next = await Promise.all(states.map((state) => store.commit(following(state))));
      expect(new Set(next)).toEqual(new Set(['committed']));
      expect(await store.journal('Checkout.o59')).toHaveLength(2);
    });

    it('takes a transition without entries', async () => {
      const store = await stage.open();
      const owner = await stage.register(store);
      const start = creation(stateOf('o1'), { wakeAt: START });
      await store.commit(start);
      expect(await store.commit(unchanged(start.state, { nextOwner: owner, consumed: { inbox: 'm2' } }))).toBe(
        'committed',
      );
      expect(await store.commit(unchanged(start.state))).toBe('conflict');
      expect(await store.commit(unchanged(start.state, { owner }))).toBe('committed');
      expect(await store.load(start.instance)).toEqual(start.state);
      expect(await store.journal(start.instance)).toEqual(start.entries);
      expect(await store.inboxEntry('m2')).toBe(start.instance);
      expect(await store.nextWakeAt({ owner, definitions: [HASH] })).toBeUndefined();
    });

    it('keeps any text', async () => {
      const store = await stage.open();
      const odd = 'o\u0000"\'\\ \u{1F600} é \ud800 $1 %s';
      const state = stateOf(odd, { messages: { [odd]: { [odd]: odd } }, ids: { [odd]: odd } });
      const start = creation(state, { consumed: { inbox: 'm \u{1F600} \'"\\' } });
      await store.commit(start);
      expect(await store.load(state.instance)).toEqual(state);
      expect(await store.journal(state.instance)).toEqual(start.entries);
      expect((await store.latestRun('Checkout', odd))?.instance).toBe(state.instance);
      expect(await store.inboxEntry('m \u{1F600} \'"\\')).toBe(state.instance);
      expect((await store.list({ correlation: odd })).map(({ instance }) => instance)).toEqual([state.instance]);
    });

    it('tells texts from each other that differ in case or in blanks only', async () => {
      const store = await stage.open();
      for (const text of ['a', 'A', 'a ', ' a', '']) await store.commit(creation(stateOf(text)));
      expect(await store.list()).toHaveLength(5);
      expect((await store.latestRun('Checkout', 'a '))?.correlation).toBe('a ');
    });

    it('writes what was handed in, whatever becomes of it afterwards', async () => {
      const store = await stage.open();
      const start = creation(stateOf('o1'));
      const committed = store.commit(start);
      Object.assign(start.state.messages, { Sneaked: {} });
      Object.assign(start.entries[0] ?? {}, { message: 'Sneaked' });
      await committed;
      Object.assign(start.state, { status: 'stuck' });
      expect(await store.load(start.instance)).toEqual(stateOf('o1'));
      expect(await store.journal(start.instance)).toEqual(creation(stateOf('o1')).entries);
    });

    it('says so when it is used after it was closed', async () => {
      const store = await stage.open();
      await store.close();
      const closed = { code: 'store-failed', message: expect.stringContaining('closed') };
      await expect(store.load('Checkout.o1')).rejects.toMatchObject(closed);
      await expect(store.commit(creation(stateOf('o1')))).rejects.toMatchObject(closed);
      await expect(store.register(START, 1_000)).rejects.toMatchObject(closed);
      await store.close();
    });

    it('finishes what was handed in before it closes', async () => {
      const store = await stage.open();
      const committed = store.commit(creation(stateOf('o1')));
      await store.close();
      expect(await committed).toBe('committed');
      expect(await (await stage.open()).load('Checkout.o1')).toEqual(stateOf('o1'));
    });
  });
}
