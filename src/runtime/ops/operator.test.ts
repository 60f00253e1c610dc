import { beforeEach, describe, expect, it } from 'vitest';
import { decide } from '../saga/decide.js';
import { planSaga } from '../saga/plan.js';
import type { SagaStore } from '../store.js';
import { createMemoryData, createMemoryStore, type MemoryData } from '../stores/memory/index.js';
import { checkout, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { type Driver, drive } from '../testing/drive.js';
import { keepInstance } from '../testing/keep-instance.js';
import { run } from '../testing/read-drive.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createOperator } from './operator.js';
import type { ActRequest } from './types.js';

const saga = testSaga([testStep('Reserve'), testStep('Pay'), testFinalStep('Ship', { pivot: true })]);
const plan = planSaga(saga);
const because = { who: 'ana', why: 'card fixed' };
const retry: ActRequest = { ...because, act: { action: 'retry' } };

let data: MemoryData;
let store: SagaStore;

beforeEach(() => {
  data = createMemoryData();
  store = createMemoryStore(data);
});

function operator(now = 100_000) {
  return createOperator({ store, clock: createVirtualClock({ startAt: now }), patienceMs: 1_000 });
}

/** An undo that was refused: stuck while unwinding. */
function stuckUndo(): Driver {
  const driver = run(drive(saga), 'Reserve');
  driver.refuse('Pay');
  driver.refuse('UndoReserve');
  return driver;
}

/** A store's worker that has an instance in hand. */
async function owned(driver: Driver): Promise<{ readonly instance: string; readonly owner: number }> {
  const owner = await store.register(0, 60_000_000);
  return { instance: await keepInstance(store, saga, driver, owner), owner };
}

/** What a worker does with the mail of an instance. */
async function takeMail(owner: number): Promise<void> {
  const [claim] = await store.claim({ owner, definitions: [plan.hash], now: 0, limit: 1 });
  const [mail] = claim?.mail ?? [];
  if (claim === undefined || mail?.input.type !== 'operator') throw new Error('no act in the mail');
  const { entries, state } = decide(plan, claim.state, { ...mail.input, now: 100_000 });
  const { instance, version: expectedVersion } = claim.state;
  const consumed = { mail: mail.id };
  await store.commit({ instance, expectedVersion, owner, nextOwner: owner, entries, state, notices: [], consumed });
}

describe('looking', () => {
  it('lists what instances wait for and are stuck with', async () => {
    await keepInstance(store, saga, stuckUndo());
    const waiting = drive(saga, { orderId: 'o2' });
    waiting.timeOut('Reserve');
    await keepInstance(store, saga, waiting);
    const [stuck, other] = await operator().list();
    expect(stuck).toMatchObject({ waits: [] });
    expect(stuck?.problems).toEqual([
      '`UndoReserve`, the undo of `Reserve`, has failed for good: answered `UndoReserveRefused`.',
    ]);
    expect(other?.problems).toEqual([]);
    expect(other?.waits).toEqual([
      {
        step: 'Reserve',
        direction: 'do',
        kind: 'attempt',
        names: ['Reserve'],
        service: 'participant',
        attempt: 2,
        dueAt: 2_010,
        problem: 'no answer in time',
      },
    ]);
  });

  it('shows by id and by value, with the journal and what can be done', async () => {
    const instance = await keepInstance(store, saga, stuckUndo());
    const byId = await operator().show(instance);
    expect(await operator().show({ saga: 'Checkout', correlation: 'o1' })).toEqual(byId);
    expect(byId?.journal).toHaveLength(byId?.state.version ?? 0);
    expect(byId?.stuckCalls).toMatchObject([
      { step: 'Reserve', command: 'UndoReserve', key: 'Checkout.o1/Reserve/undo' },
    ]);
    expect(byId?.acts).toEqual([
      { action: 'retry', step: 'Reserve', effect: 'sends `UndoReserve` again, with the same idempotency key' },
      { action: 'resolve', step: 'Reserve', effect: 'says that `Reserve` was undone by hand' },
      { action: 'skip', step: 'Reserve', effect: 'goes on without the undo: what `Reserve` did stays as it is' },
    ]);
    expect(await operator().show('Checkout.o9')).toBeUndefined();
  });

  it('shows an instance whose definition is lost', async () => {
    const instance = await keepInstance(store, saga, stuckUndo());
    data.definitions.clear();
    expect(await operator().show(instance)).toMatchObject({ problems: [], acts: [] });
    await expect(operator().act(instance, retry)).rejects.toMatchObject({ code: 'store-failed' });
  });
});

describe('an act on what nobody owns', () => {
  it('is written at once and leaves the command to whoever comes', async () => {
    const instance = await keepInstance(store, saga, stuckUndo());
    const outcome = await operator().act(instance, retry);
    expect(outcome).toMatchObject({ outcome: 'done', by: 'operator', state: { status: 'unwinding' } });
    const [entry] = (await store.journal(instance)).slice(-2);
    expect(entry).toMatchObject({
      type: 'operator-acted',
      who: 'ana',
      why: 'card fixed',
      action: 'retry',
      at: 100_000,
    });
    const owner = await store.register(100_000, 60_000);
    const [claim] = await store.claim({ owner, definitions: [plan.hash], now: 0, limit: 9 });
    expect(claim?.state.steps['Reserve']?.undo).toMatchObject({ status: 'waiting', attempt: 2 });
  });

  it('leaves what follows in the outbox, and the instance at rest', async () => {
    const instance = await keepInstance(store, saga, stuckUndo());
    const outcome = await operator().act(instance, { ...because, act: { action: 'skip', step: 'Reserve' } });
    expect(outcome).toMatchObject({ outcome: 'done', state: { status: 'aborted' } });
    const owner = await store.register(100_000, 60_000);
    expect(await store.takeNotices(owner, 9)).toMatchObject([{ kind: 'event', event: 'OrderCancelled' }]);
    expect(await store.claim({ owner, definitions: [plan.hash], now: 1e12, limit: 9 })).toEqual([]);
  });

  it('wakes a waiting instance at its next timer', async () => {
    const waiting = drive(checkout);
    waiting.timeOut('ReserveStock');
    const instance = await keepInstance(store, checkout, waiting);
    await operator().act(instance, { ...because, act: { action: 'cancel' } });
    expect(await store.load(instance)).toMatchObject({ status: 'unwinding' });
  });

  it('previews without writing', async () => {
    const instance = await keepInstance(store, saga, stuckUndo());
    const before = await store.journal(instance);
    const preview = await operator().preview(instance, retry);
    expect(preview).toMatchObject({
      outcome: 'possible',
      entries: [{ type: 'operator-acted' }, { type: 'command-sent', command: 'UndoReserve', attempt: 2 }],
      messages: [{ kind: 'command', command: 'UndoReserve' }],
    });
    expect(await store.journal(instance)).toEqual(before);
  });

  it('is refused with what can be done instead, and nothing is written', async () => {
    const instance = await keepInstance(store, saga, stuckUndo());
    const before = await store.load(instance);
    for (const act of [{ action: 'cancel' }, { action: 'retry', step: 'Ship' }] as const) {
      const outcome = await operator().act(instance, { ...because, act });
      expect(outcome).toMatchObject({ outcome: 'refused', instead: [{ action: 'retry', step: 'Reserve' }, {}, {}] });
      expect(await operator().preview(instance, { ...because, act })).toEqual(outcome);
    }
    expect(await operator().act(instance, { ...retry, why: ' ' })).toMatchObject({ outcome: 'refused' });
    expect(await store.load(instance)).toEqual(before);
  });

  it('is refused once the instance has ended, and rejects for none', async () => {
    const instance = await keepInstance(store, saga, run(drive(saga), 'Reserve', 'Pay', 'Ship'));
    const outcome = await operator().act(instance, retry);
    expect(outcome).toEqual({ outcome: 'refused', reason: 'the instance has completed', instead: [] });
    await expect(operator().act('Checkout.o9', retry)).rejects.toMatchObject({ code: 'unknown-instance' });
  });

  it('is decided again where a worker was quicker', async () => {
    const instance = await keepInstance(store, saga, stuckUndo());
    let raced = false;
    const racing: SagaStore = Object.assign(Object.create(store) as SagaStore, {
      commit: async (transition: Parameters<SagaStore['commit']>[0]) => {
        if (raced) return store.commit(transition);
        raced = true;
        await operator().act(instance, { who: 'ben', why: 'was quicker', act: { action: 'retry' } });
        return store.commit(transition);
      },
      load: (id: string) => store.load(id),
      journal: (id: string) => store.journal(id),
      definitions: () => store.definitions(),
    });
    const outcome = await createOperator({ store: racing }).act(instance, retry);
    expect(outcome).toMatchObject({ outcome: 'refused', instead: [{ action: 'resolve' }] });
  });
});

describe('an act on what a worker has in hand', () => {
  it('is carried out by the worker', async () => {
    const { instance, owner } = await owned(stuckUndo());
    const acting = operator().act(instance, retry);
    const stop = watchMail(owner);
    expect(await acting).toMatchObject({
      outcome: 'done',
      by: 'worker',
      entries: [{ type: 'operator-acted', who: 'ana' }, { type: 'command-sent' }],
    });
    stop();
  });

  it('is refused by the worker where it no longer fits', async () => {
    const driver = run(drive(saga), 'Reserve');
    const { instance, owner } = await owned(driver);
    const acting = operator().act(instance, { ...because, act: { action: 'cancel' } });
    // Another operator's act is ahead of it in the mailbox.
    await store.post({
      id: 'm0',
      instance,
      input: { type: 'operator', who: 'ben', why: 'x', act: { action: 'cancel' } },
    });
    const stop = watchMail(owner);
    expect(await acting).toMatchObject({ outcome: 'refused', reason: expect.stringContaining('unwinding already') });
    stop();
  });

  it('is left in the mailbox when the worker does not answer', async () => {
    const { instance, owner } = await owned(stuckUndo());
    expect(await operator().act(instance, retry)).toEqual({ outcome: 'left' });
    await takeMail(owner);
    expect((await store.journal(instance)).at(-2)).toMatchObject({ type: 'operator-acted', who: 'ana' });
  });

  it('needs no worker where that one has vanished and its lease is over', async () => {
    const owner = await store.register(0, 50_000);
    const instance = await keepInstance(store, saga, stuckUndo(), owner);
    expect(await operator(40_000).act(instance, retry)).toEqual({ outcome: 'left' });
    expect(await operator(50_001).act(instance, retry)).toMatchObject({ outcome: 'done', by: 'operator' });
  });
});

/** Takes mail whenever some comes, as a worker does. */
function watchMail(owner: number): () => void {
  const watcher = createMemoryStore(data);
  const take = () => void takeMail(owner).catch(() => undefined);
  take();
  return watcher.watch(take);
}
