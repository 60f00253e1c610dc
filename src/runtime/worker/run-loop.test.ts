import { describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../clock.js';
import type { SagaState } from '../saga/state.js';
import type { SagaStore } from '../store.js';
import { createMemoryData, createMemoryStore } from '../stores/memory/index.js';
import { testFinalStep, testSaga } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import { createWorld } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { testAwait } from '../testing/step-forms.js';
import { createVirtualClock } from '../virtual-clock.js';
import type { WorkerProblem } from './problems.js';

const HOUR = 3_600_000;
const saga = testSaga([testFinalStep('A')]);

describe('a clock that is set back by hours', () => {
  it('does not keep a worker from looking', async () => {
    const data = createMemoryData();
    const real = createVirtualClock({ startAt: 10 * HOUR });
    let setBack = 0;
    const clock: Clock = { ...real, now: () => real.now() - setBack };
    const store = deaf(createMemoryStore(data));
    const { worker } = setUp(saga, createWorld(saga).handlers, { store, clock, pollMs: 1_000 });
    const running = worker.run();
    await real.sleep(5_000);
    setBack = 2 * HOUR;
    await setUp(saga, createWorld(saga).handlers, { store: createMemoryStore(data), clock }).worker.start(
      'Checkout',
      ORDER,
    );
    await real.sleep(5_000);
    expect((await store.load('Checkout.o1'))?.status).toBe('completed');
    await worker.stop();
    await running;
  });
});

describe('those who wait for an end', () => {
  it('keep nobody else waiting, however long it takes to look for it', async () => {
    const data = createMemoryData();
    const store = deaf(createMemoryStore(data));
    const waiting = testSaga([testAwait('end', ['End'])], { saga: 'Waiting', deadlineMs: HOUR });
    const { load } = store;
    let loads = 0;
    Object.assign(store, {
      async load(instance: string) {
        loads += 1;
        return loads === 1 ? load.call(store, instance) : new Promise(() => undefined);
      },
    });
    const real = { clock: systemClock, pollMs: 10, stopTimeoutMs: 0 };
    const { handlers } = createWorld(saga);
    const { worker } = setUp(saga, handlers, { ...real, sagas: [saga, waiting], store });
    await worker.start('Waiting', ORDER);
    const ended = worker.ended('Waiting.o1');
    const running = worker.run();
    await expect.poll(() => loads).toBe(2);
    await setUp(saga, handlers, { ...real, store: createMemoryStore(data) }).worker.start('Checkout', ORDER);
    await expect.poll(async () => (await load.call(store, 'Checkout.o1'))?.status).toBe('completed');
    await worker.stop();
    await running;
    await expect(ended).rejects.toMatchObject({ code: 'worker-stopped' });
  });
});

describe('instances that show a bug', () => {
  it('do not keep others waiting, however many they are', async () => {
    const store = createMemoryStore();
    const problems: WorkerProblem[] = [];
    const onProblem = (problem: WorkerProblem): void => void problems.push(problem);
    const { worker } = setUp(saga, createWorld(saga).handlers, { store, onProblem });
    for (let index = 0; index < 600; index += 1) await keepBroken(store, `b${index}`);
    await worker.start('Checkout', ORDER);
    await worker.run({ untilIdle: true });
    expect((await store.load('Checkout.o1'))?.status).toBe('completed');
    expect(problems.filter(({ kind }) => kind === 'instance-failed')).toHaveLength(600);
  });
});

/** An instance with a timer that no step has. */
async function keepBroken(store: SagaStore, orderId: string): Promise<void> {
  const healthy = drive(saga, { ...ORDER, orderId }).state();
  const timers = { A: { timer: { kind: 'await', step: 'nowhere' }, dueAt: 0 } } as const;
  const state: SagaState = { ...healthy, steps: {}, timers };
  const transition = { instance: state.instance, expectedVersion: 0, wakeAt: 0, state, entries: [], notices: [] };
  await store.commit({ ...transition, consumed: {} });
}

/** A store that tells nobody of what others write. */
function deaf(store: SagaStore): SagaStore {
  return Object.assign(store, { watch: () => () => undefined });
}

describe('events that lie in the store after an outage', () => {
  it('are taken a few at a time, and all go out', async () => {
    const store = createMemoryStore();
    const { takeNotices } = store;
    let taken = 0;
    Object.assign(store, {
      async takeNotices(owner: number, limit: number) {
        const notices = await takeNotices.call(store, owner, limit);
        taken += notices.length;
        return notices;
      },
    });
    const state = drive(saga).state();
    const { instance } = state;
    const ids = Array.from({ length: 5_000 }, (_, index) => `${instance}!${index}`);
    const notices = ids.map((id) => ({ kind: 'event', id, instance, event: 'OrderConfirmed', data: {} }) as const);
    const created = { instance, expectedVersion: 0, state, entries: [], notices, consumed: {} };
    await store.commit(created);
    let open = (): void => undefined;
    const isOpen = new Promise<void>((resolve) => {
      open = resolve;
    });
    const published: string[] = [];
    const { worker, clock } = setUp(saga, createWorld(saga).handlers, {
      store,
      onEvent: async ({ id }) => {
        await isOpen;
        published.push(id);
      },
    });
    const running = worker.run({ untilIdle: true });
    await clock.sleep(60_000);
    expect(taken).toBeLessThanOrEqual(1_500);
    open();
    await running;
    expect(published).toEqual(ids);
  });
});
