import { describe, expect, it } from 'vitest';
import { testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { approval, FIXTURE_ORDER } from '../testing/fixture-sagas.js';
import { createWorld, slowHandler } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { createVirtualClock } from '../virtual-clock.js';

const APPROVED = { orderId: 'o1' };

describe('an event of the outside', () => {
  it('starts the sagas that begin by it, once for its id', async () => {
    const saga = testSaga([testFinalStep('A')]);
    const { worker, store } = setUp(saga, createWorld(saga).handlers);
    expect(await worker.receive('OrderPlaced', ORDER, { id: 'm1' })).toEqual({ started: ['Checkout.o1'], posted: [] });
    expect(await worker.receive('OrderPlaced', ORDER, { id: 'm1' })).toEqual({ started: ['Checkout.o1'], posted: [] });
    const other = worker.receive('OrderPlaced', { ...ORDER, orderId: 'o2' }, { id: 'm1' });
    await expect(other).rejects.toMatchObject({ code: 'start-conflict' });
    await worker.run({ untilIdle: true });
    expect(await store.list({ status: 'completed' })).toHaveLength(1);
  });

  it.each(['before the step', 'after the step'])(
    'is taken by whom it concerns when it comes %s, once',
    async (when) => {
      const { worker, store, clock } = setUp(approval, createWorld(approval).handlers);
      const { instance } = await worker.start('Approval', FIXTURE_ORDER);
      const tell = () => worker.receive('Approved', APPROVED, { id: 'e1' });
      if (when === 'before the step') expect(await tell()).toEqual({ started: [], posted: [instance] });
      const running = worker.run();
      if (when === 'after the step') await clock.sleep(100).then(tell);
      await worker.ended(instance);
      await tell();
      await worker.stop();
      await running;
      const journal = await store.journal(instance);
      expect(journal.filter(({ type }) => type === 'await-succeeded')).toHaveLength(1);
      expect(journal.filter(({ type }) => type === 'event-received')).toHaveLength(1);
      expect((await store.load(instance))?.status).toBe('completed');
    },
  );

  it('finds an instance by an id that was made at its start', async () => {
    const { worker, store } = setUp(approval, createWorld(approval).handlers);
    const { instance } = await worker.start('Approval', FIXTURE_ORDER);
    const approvalId = (await store.load(instance))?.ids.approvalId ?? '';
    expect(await worker.receive('Approved', { approvalId }, { id: 'e1' })).toEqual({ started: [], posted: [instance] });
  });

  it('that concerns nobody is ignored and counted', async () => {
    const { worker } = setUp(approval, createWorld(approval).handlers);
    expect(await worker.receive('Approved', { orderId: 'nobody' }, { id: 'e1' })).toEqual({ started: [], posted: [] });
    expect(await worker.receive('SomethingElse', APPROVED, { id: 'e2' })).toEqual({ started: [], posted: [] });
    expect(worker.counts().ignoredEvents).toBe(2);
  });

  it('is refused where its data is not of its type', async () => {
    const typed = { ...approval, messages: { Approved: { fields: { by: 'string' as const } } } };
    const { worker } = setUp(typed, createWorld(typed).handlers);
    await worker.start('Approval', FIXTURE_ORDER);
    await expect(worker.receive('Approved', APPROVED, { id: 'e1' })).rejects.toMatchObject({
      code: 'invalid-event',
      message: '`Approved` is not of its type: `by` is missing',
    });
  });
});

describe('answers', () => {
  it('whose data is not of its type count as lost attempts with a reason', async () => {
    const saga = testSaga([testFinalStep('A')], { messages: { ADone: { fields: { amount: 'int' } } } });
    let calls = 0;
    const A = async () => {
      calls += 1;
      return { outcome: 'ADone', data: { amount: calls === 1 ? 'much' : 5 } };
    };
    const { state, journal } = await setUp(saga, { A }).journey();
    expect(state?.status).toBe('completed');
    expect(journal).toContainEqual(
      expect.objectContaining({ problem: { kind: 'error', error: 'answered `ADone`, but `amount` is no int' } }),
    );
  });

  it('that come late find their instance, whether it is in hand or not', async () => {
    const once = { retry: { ...testCall('A').retry, attempts: 1 } };
    for (const pauseMs of [1_000, 8_000]) {
      const clock = createVirtualClock();
      const saga = testSaga([testStep('A', { call: testCall('A', once) })]);
      const handlers = {
        A: slowHandler(clock, 7_000, 'ADone'),
        UndoA: slowHandler(clock, pauseMs, 'UndoADone'),
      };
      const { worker, store } = setUp(saga, handlers, { clock, attemptTimeoutMs: 20_000 });
      await worker.start('Checkout', ORDER);
      const running = worker.run();
      await worker.ended('Checkout.o1');
      await clock.sleep(10_000);
      await worker.stop();
      await running;
      const journal = await store.journal('Checkout.o1');
      expect(journal.map(({ type }) => type)).toContain('late-success');
      expect((await store.load('Checkout.o1'))?.status).toBe('aborted');
      expect(await store.claim({ owner: 0, definitions: [], now: 0, limit: 1 })).toEqual([]);
    }
  });
});

describe('a participant that hangs', () => {
  it('is given up even where its command declares no time', async () => {
    const { timeoutMs: _none, ...call } = testCall('A');
    const saga = testSaga([testStep('A', { call })], { deadlineMs: 3_600_000 });
    const world = createWorld(saga, (command) => (command === 'A' ? 'hang' : 'succeed'));
    const { state, journal } = await setUp(saga, world.handlers).journey();
    expect(state?.status).toBe('aborted');
    expect(journal.filter(({ type }) => type === 'attempt-failed')).toHaveLength(3);
  });
});

describe('many instances', () => {
  it('end all, and leave nothing behind', async () => {
    const saga = testSaga([testStep('A'), testStep('B'), testFinalStep('C')]);
    const world = createWorld(saga, (command, attempt, key) =>
      command === 'B' && attempt === 1 && key.includes('7') ? 'throw' : 'succeed',
    );
    const events = new Set<string>();
    const { worker, store } = setUp(saga, world.handlers, { onEvent: ({ id }) => void events.add(id) });
    const running = worker.run();
    const starts = Array.from({ length: 1_000 }, (_, index) =>
      worker.start('Checkout', { ...ORDER, orderId: `o${index}` }),
    );
    const ends = await Promise.all((await Promise.all(starts)).map(({ instance }) => worker.ended(instance)));
    await worker.stop();
    await running;
    expect(ends.every(({ status }) => status === 'completed')).toBe(true);
    expect(events.size).toBe(1_000);
    expect(world.effects.length).toBe(3_000);
    const next = setUp(saga, world.handlers, { store });
    await next.worker.run({ untilIdle: true });
    expect(events.size).toBe(1_000);
  });

  it('wait in the store when too many commands wait for a place', async () => {
    const saga = testSaga([testFinalStep('A')], { deadlineMs: 36_000_000 });
    const clock = createVirtualClock();
    const call = testCall('A', { timeoutMs: 3_600_000 });
    const slow = { ...saga, steps: [testFinalStep('A', { call })] };
    const { worker, store } = setUp(slow, { A: slowHandler(clock, 10, 'ADone') }, { clock, concurrency: 2 });
    const running = worker.run();
    await clock.sleep(1);
    const starts = Array.from({ length: 1_500 }, (_, index) =>
      worker.start('Checkout', { ...ORDER, orderId: `o${index}` }),
    );
    await Promise.all(starts);
    await Promise.all(starts.map(async (start) => worker.ended((await start).instance)));
    await worker.stop();
    await running;
    expect(await store.list({ status: 'completed' })).toHaveLength(1_500);
  });
});
