import { afterEach, describe, expect, it } from 'vitest';
import { decide } from '../saga/decide.js';
import type { SagaInput } from '../saga/input.js';
import type { SagaState } from '../saga/state.js';
import { planSaga } from '../saga/steps.js';
import type { Consumed, SagaStore, TimerChange, Transition } from '../store.js';
import { checkout } from '../testing/definitions.js';

/** A store under test: `open` gives another handle on the same data, as a second process would have. */
export interface StoreFixture {
  open(): Promise<SagaStore>;
  cleanUp(): Promise<void>;
}

const plan = planSaga(checkout);
const HASHES = [plan.hash];

/** Everything that a store promises, run against an adapter. */
export function describeStoreContract(name: string, createFixture: () => Promise<StoreFixture>): void {
  describe(`${name} as a saga store`, () => {
    const opened: SagaStore[] = [];
    let fixture: StoreFixture | undefined;

    async function open(): Promise<SagaStore> {
      fixture ??= await createFixture();
      const store = await fixture.open();
      opened.push(store);
      await store.saveDefinition(plan.hash, checkout);
      return store;
    }

    afterEach(async () => {
      await Promise.all(opened.splice(0).map((store) => store.close()));
      await fixture?.cleanUp();
      fixture = undefined;
    });

    it('keeps a definition as it was saved first', async () => {
      const store = await open();
      await store.saveDefinition(plan.hash, { ...checkout, version: '9.9.9' });
      expect([...(await store.definitions())]).toEqual([[plan.hash, checkout]]);
    });

    it('gives back what was committed, through another handle too', async () => {
      const store = await open();
      const start = startTransition('o1');
      expect(await store.commit(start)).toBe('committed');
      const other = await open();
      expect(await other.load(start.instance)).toEqual(start.state);
      expect(await other.journal(start.instance)).toEqual(start.entries);
      expect(await other.latestRun('Checkout', 'o1')).toEqual(start.state);
      expect(await other.inboxEntry('m-o1')).toBe(start.instance);
    });

    it('knows nothing of what was never committed', async () => {
      const store = await open();
      expect(await store.load('Checkout.nobody')).toBeUndefined();
      expect(await store.journal('Checkout.nobody')).toEqual([]);
      expect(await store.latestRun('Checkout', 'nobody')).toBeUndefined();
      expect(await store.inboxEntry('nothing')).toBeUndefined();
      expect(await store.takeMessages(HASHES, 10)).toEqual([]);
      expect(await store.nextTimerAt(HASHES)).toBeUndefined();
    });

    it('refuses a transition that expects another version, and writes nothing of it', async () => {
      const store = await open();
      const start = startTransition('o1');
      await store.commit(start);
      const next = replyTransition(start.state, 'ReserveStock');
      expect(await store.commit(next)).toBe('committed');
      expect(await store.commit(next)).toBe('conflict');
      expect(await store.commit({ ...start, consumed: {} })).toBe('conflict');
      expect(await store.journal(start.instance)).toHaveLength(next.state.version);
      expect(await store.load(start.instance)).toEqual(next.state);
    });

    it('refuses an incoming message that it knows, for whatever instance', async () => {
      const store = await open();
      await store.commit(startTransition('o1'));
      expect(await store.commit({ ...startTransition('o2'), consumed: { inbox: 'm-o1' } })).toBe('duplicate');
      expect(await store.load('Checkout.o2')).toBeUndefined();
    });

    it('lets exactly one of two handles win a race', async () => {
      const [one, two] = [await open(), await open()];
      const start = startTransition('o1');
      await one.commit(start);
      const next = replyTransition(start.state, 'ReserveStock');
      const results = await Promise.all([one.commit(next), two.commit(next)]);
      expect(results.toSorted()).toEqual(['committed', 'conflict']);
    });

    it('hands a message out once per handle, in order, until it is consumed', async () => {
      const store = await open();
      const [first, second] = [startTransition('o1'), startTransition('o2')];
      await store.commit(first);
      await store.commit(second);
      const sent = [...first.messages, ...second.messages];
      expect(await store.takeMessages(HASHES, 1)).toEqual(sent.slice(0, 1));
      expect(await store.takeMessages(HASHES, 5)).toEqual(sent.slice(1));
      expect(await store.takeMessages(HASHES, 5)).toEqual([]);
      await store.commit(replyTransition(first.state, 'ReserveStock', { message: sent[0]?.id ?? '' }));
      const again = await (await open()).takeMessages(HASHES, 5);
      expect(again.map(({ id }) => id)).toEqual(['Checkout.o2/ReserveStock#1', 'Checkout.o1/CapturePayment#1']);
    });

    it('hands nothing out for definitions that were not asked for', async () => {
      const store = await open();
      const start = startTransition('o1');
      await store.commit(start);
      expect(await store.takeMessages(['other'], 5)).toEqual([]);
      expect(await store.dueTimers(['other'], Number.MAX_SAFE_INTEGER, 5)).toEqual([]);
      expect(await store.nextTimerAt(['other'])).toBeUndefined();
      expect(await store.takeMessages(['other', ...HASHES], 5)).toEqual(start.messages);
    });

    it('forgets messages that were delivered', async () => {
      const store = await open();
      const start = startTransition('o1');
      await store.commit(start);
      await store.removeMessages(start.messages.map(({ id }) => id));
      expect(await (await open()).takeMessages(HASHES, 5)).toEqual([]);
    });

    it('finds due timers, oldest first, and keeps them until they are consumed', async () => {
      const store = await open();
      const [first, second] = [startTransition('o1', 2_000), startTransition('o2', 1_000)];
      await store.commit(first);
      await store.commit(second);
      expect(await store.nextTimerAt(HASHES)).toBe(1_000);
      expect(await store.dueTimers(HASHES, 999, 5)).toEqual([]);
      const due = await store.dueTimers(HASHES, 2_000, 5);
      expect(due.map(({ instance, dueAt }) => [instance, dueAt])).toEqual([
        ['Checkout.o2', 1_000],
        ['Checkout.o1', 2_000],
      ]);
      expect(await store.dueTimers(HASHES, 2_000, 1)).toEqual(due.slice(0, 1));
      const timer = due[0];
      await store.commit({ ...replyTransition(second.state, 'ReserveStock'), consumed: timer ? { timer } : {} });
      expect(await store.nextTimerAt(HASHES)).toBe(2_000);
    });

    it('replaces a timer of the same owner, and does not consume one that was set anew', async () => {
      const store = await open();
      const start = startTransition('o1', 1_000);
      await store.commit(start);
      const [timer] = await store.dueTimers(HASHES, 1_000, 1);
      const later: TimerChange = { type: 'set', owner: 'deadline', timer: { kind: 'deadline' }, dueAt: 5_000 };
      const next = { ...replyTransition(start.state, 'ReserveStock'), timers: [later] };
      await store.commit(next);
      expect(await store.nextTimerAt(HASHES)).toBe(5_000);
      const after = replyTransition(next.state, 'CapturePayment', timer ? { timer } : {});
      await store.commit(after);
      expect(await store.nextTimerAt(HASHES)).toBe(5_000);
    });

    it('cancels one timer or all of an instance, and only of that one', async () => {
      const store = await open();
      const set = (owner: string, dueAt: number): TimerChange => {
        return { type: 'set', owner, timer: { kind: 'deadline' }, dueAt };
      };
      const start = { ...startTransition('o1'), timers: [set('a', 1), set('b', 2), set('c', 3)] };
      const other = startTransition('o2', 9);
      await store.commit(start);
      await store.commit(other);
      const second = {
        ...replyTransition(start.state, 'ReserveStock'),
        timers: [{ type: 'cancel', owner: 'a' } as const],
      };
      await store.commit(second);
      expect(await store.nextTimerAt(HASHES)).toBe(2);
      await store.commit({ ...replyTransition(second.state, 'CapturePayment'), timers: [{ type: 'cancel-all' }] });
      expect(await store.nextTimerAt(HASHES)).toBe(9);
    });

    it('takes a transition without entries, which only consumes', async () => {
      const store = await open();
      const start = startTransition('o1', 1_000);
      await store.commit(start);
      const [timer] = await store.dueTimers(HASHES, 1_000, 1);
      const empty = { ...start, expectedVersion: start.state.version, entries: [], messages: [], timers: [] };
      expect(await store.commit({ ...empty, consumed: timer ? { timer } : {} })).toBe('committed');
      expect(await store.nextTimerAt(HASHES)).toBeUndefined();
      expect(await store.load(start.instance)).toEqual(start.state);
    });

    it('lists by saga, status and definition, in order of the start', async () => {
      const store = await open();
      for (const id of ['o1', 'o2', 'o3']) await store.commit(startTransition(id));
      const ids = async (filter: Parameters<SagaStore['list']>[0]) =>
        (await store.list(filter)).map(({ correlation }) => correlation);
      expect(await ids({})).toEqual(['o1', 'o2', 'o3']);
      expect(await ids({ limit: 2 })).toEqual(['o1', 'o2']);
      expect(await ids({ status: 'stuck' })).toEqual([]);
      expect(await ids({ saga: 'Checkout', status: 'running', definition: plan.hash })).toHaveLength(3);
      expect(await ids({ definition: 'other' })).toEqual([]);
    });

    it('tells a text from a number that looks the same', async () => {
      const store = await open();
      await store.commit(startTransition('5'));
      expect(await store.latestRun('Checkout', 5)).toBeUndefined();
    });

    it('keeps any text, and what was handed in cannot be changed afterwards', async () => {
      const store = await open();
      const odd = 'o\u0000"\'\\ \u{1F600} é';
      const start = startTransition(odd);
      await store.commit(start);
      Object.assign(start.state.messages, { Sneaked: {} });
      expect((await store.load(start.instance))?.correlation).toBe(odd);
      expect((await store.load(start.instance))?.messages).not.toHaveProperty('Sneaked');
    });

    it('says so when it is used after it was closed', async () => {
      const store = await open();
      await store.close();
      opened.pop();
      await expect(store.load('Checkout.o1')).rejects.toMatchObject({ code: 'store-failed' });
    });
  });
}

function startTransition(orderId: string, dueAt?: number): Transition {
  const data = { orderId, total: { amount: '150.00' } };
  const timers: TimerChange[] =
    dueAt === undefined ? [] : [{ type: 'set', owner: 'deadline', timer: { kind: 'deadline' }, dueAt }];
  return toTransition(undefined, { type: 'start', now: 0, data, run: 1 }, timers, { inbox: `m-${orderId}` });
}

function replyTransition(state: SagaState, step: string, consumed: Consumed = {}): Transition {
  const key = `${state.instance}/${step}`;
  const input: SagaInput = { type: 'reply', now: 1, key, attempt: 1, event: `${step}Done`, data: {} };
  return toTransition(state, input, [], consumed);
}

function toTransition(
  before: SagaState | undefined,
  input: SagaInput,
  timers: readonly TimerChange[],
  consumed: Consumed,
): Transition {
  const { entries, effects, state } = decide(plan, before, input);
  const messages = effects.flatMap((effect) => (effect.type === 'send' ? [effect.message] : []));
  const expectedVersion = before?.version ?? 0;
  return { instance: state.instance, expectedVersion, entries, state, messages, timers, consumed };
}
