import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type { SagaDefinition } from '../saga/definition.js';
import { evolve } from '../saga/evolve.js';
import type { SagaState } from '../saga/state.js';
import { createMemoryData, createMemoryStore } from '../stores/memory/index.js';
import { checkout, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { createWorld, slowHandler } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createWorker } from './create-worker.js';
import type { WorkerProblem } from './problems.js';
import type { Worker } from './types.js';

describe('what a worker cannot run', () => {
  it('is refused when it is given', () => {
    const create = (): Worker =>
      createWorker({ store: createMemoryStore(), sagas: [testSaga([testStep('A')])], handlers: {} });
    expect(create).toThrow('`Checkout` has no handler for A, UndoA');
  });

  it('is left alone when the store holds it, and reported once', async () => {
    const data = createMemoryData();
    const old = testSaga([testStep('Old')], { version: '0.9.0' });
    const oldWorker = createWorker({
      store: createMemoryStore(data),
      sagas: [old],
      handlers: createWorld(old).handlers,
    });
    await oldWorker.start('Checkout', { ...ORDER, orderId: 'old' });
    const problems: WorkerProblem[] = [];
    const store = createMemoryStore(data);
    const { journey } = setUp(checkout, createWorld(checkout).handlers, {
      store,
      onProblem: (problem) => problems.push(problem),
    });
    await journey();
    expect((await store.load('Checkout.old'))?.status).toBe('running');
    expect(problems).toMatchObject([
      { kind: 'definition-left-alone', version: '0.9.0', missingHandlers: ['Old', 'UndoOld'] },
    ]);
  });

  it.each([
    ['looks like those of today', testSaga([testFinalStep('A')])],
    ['holds what nobody knows today', { ...testSaga([]), steps: [{ kind: 'dream', name: 'A' }] }],
  ])('is left alone where its definition is of a newer format that %s', async (_what, definition) => {
    const store = createMemoryStore();
    const newer = { ...definition, saga: 'Newer', format: 2 } as unknown as SagaDefinition;
    await store.saveDefinition('newer', newer);
    const state = { ...drive(testSaga([testFinalStep('A')], { saga: 'Newer' })).state(), definition: 'newer' };
    const transition = { instance: state.instance, expectedVersion: 0, wakeAt: 0, state, entries: [], notices: [] };
    await store.commit({ ...transition, consumed: {} });
    const problems: WorkerProblem[] = [];
    const { journey } = setUp(checkout, createWorld(checkout).handlers, {
      store,
      onProblem: (problem) => problems.push(problem),
    });
    await journey();
    expect((await store.load('Checkout.o1'))?.status).toBe('completed');
    expect((await store.load(state.instance))?.version).toBe(state.version);
    expect(problems).toMatchObject([{ kind: 'definition-too-new', saga: 'Newer', definition: 'newer' }]);
  });

  it('is run in its own version where the handlers are there', async () => {
    const data = createMemoryData();
    const old = testSaga([testFinalStep('Old')], { version: '0.9.0' });
    const handlers = { ...createWorld(checkout).handlers, ...createWorld(old).handlers };
    await createWorker({ store: createMemoryStore(data), sagas: [old], handlers }).start('Checkout', ORDER);
    const store = createMemoryStore(data);
    const worker = createWorker({ store, sagas: [checkout], handlers, clock: createVirtualClock(), pollMs: 0 });
    await worker.run({ untilIdle: true });
    expect((await store.load('Checkout.o1'))?.status).toBe('completed');
    expect((await store.journal('Checkout.o1')).some((entry) => 'step' in entry && entry.step === 'Old')).toBe(true);
  });
});

describe('two workers on one store', () => {
  it('write each transition once, whoever is faster', async () => {
    const data = createMemoryData();
    const clock = createVirtualClock();
    const world = createWorld(checkout, (command, attempt) =>
      command === 'CapturePayment' && attempt === 1 ? 'throw' : command === 'ConfirmOrder' ? 'refuse' : 'succeed',
    );
    const workers = [1, 2].map(() =>
      createWorker({ store: createMemoryStore(data), sagas: [checkout], handlers: world.handlers, clock, pollMs: 100 }),
    );
    const [first, second] = workers;
    await Promise.all([first?.start('Checkout', ORDER), second?.start('Checkout', ORDER)]);
    const runs = workers.map((worker) => worker.run());
    const ends = await Promise.all(workers.map((worker) => worker.ended('Checkout.o1')));
    await Promise.all(workers.map((worker) => worker.stop()));
    await Promise.all(runs);
    expect(ends.map(({ status }) => status)).toEqual(['aborted', 'aborted']);
    const store = createMemoryStore(data);
    const journal = await store.journal('Checkout.o1');
    expect(journal.reduce<SagaState | undefined>(evolve, undefined)).toEqual(await store.load('Checkout.o1'));
    const sent = journal.flatMap((entry) => (entry.type === 'command-sent' ? [`${entry.key}#${entry.attempt}`] : []));
    expect(new Set(sent).size).toBe(sent.length);
  });
});

describe('running', () => {
  it('is one run when it is asked for twice, and none after the stop', async () => {
    const saga = testSaga([testFinalStep('A')]);
    const { worker, store } = setUp(saga, createWorld(saga).handlers);
    const running = worker.run();
    expect(worker.run()).toBe(running);
    await worker.stop();
    await running;
    await worker.start('Checkout', ORDER);
    await worker.run();
    expect((await store.load('Checkout.o1'))?.status).toBe('running');
  });
});

describe('a worker that runs for long', () => {
  it('keeps nothing of what it has done', async () => {
    const { handlers } = createWorld(checkout);
    const worker = (): Worker => createWorker({ store: createMemoryStore(), sagas: [checkout], handlers, pollMs: 0 });
    await travel(worker(), 200);
    const before = heapUsed();
    await travel(worker(), 200);
    await travel(worker(), 200);
    expect(heapUsed() - before).toBeLessThan(4_000_000);
  });

  async function travel(worker: Worker, count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) await worker.start('Checkout', { ...ORDER, orderId: `o${index}` });
    const running = worker.run();
    for (let index = 0; index < count; index += 1) await worker.ended(`Checkout.o${index}`);
    await worker.stop();
    await running;
  }

  function heapUsed(): number {
    setFlagsFromString('--expose-gc');
    runInNewContext('gc')();
    return process.memoryUsage().heapUsed;
  }
});

describe('stopping', () => {
  it('waits for the participants at work, and a new worker goes on', async () => {
    const data = createMemoryData();
    const world = createWorld(checkout);
    const clock = createVirtualClock();
    const first = createWorker({
      store: createMemoryStore(data),
      sagas: [checkout],
      handlers: { ...world.handlers, ReserveStock: slowHandler(clock, 1_000, 'ReserveStockDone') },
      clock,
      pollMs: 0,
      crashPoint: (point) => {
        if (point === 'participant:before-call') void first.stop();
      },
    });
    await first.start('Checkout', ORDER);
    const ended = first.ended('Checkout.o1').catch((error: unknown) => error);
    await first.run();
    expect(await ended).toMatchObject({ code: 'worker-stopped' });
    const store = createMemoryStore(data);
    expect((await store.load('Checkout.o1'))?.steps).toMatchObject({ ReserveStock: { do: { status: 'succeeded' } } });
    const second = createWorker({ store, sagas: [checkout], handlers: world.handlers, clock, pollMs: 0 });
    const end = second.run({ untilIdle: true }).then(() => second.ended('Checkout.o1'));
    expect((await end).status).toBe('completed');
  });
});
