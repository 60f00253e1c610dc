import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock.js';
import { SagaError } from '../errors.js';
import { evolve } from '../saga/evolve.js';
import type { SagaState } from '../saga/state.js';
import type { Transition } from '../store.js';
import { createMemoryData, createMemoryStore } from '../stores/memory/index.js';
import { checkout, testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { createWorld, slowHandler } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { createVirtualClock } from '../virtual-clock.js';
import type { WorkerProblem } from './problems.js';
import { wrapStore } from './wrap-store.js';

describe('workers on one store', () => {
  it('share the load, and call no participant twice in calm weather', async () => {
    const data = createMemoryData();
    const clock = createVirtualClock();
    const world = createWorld(checkout, (command, attempt) =>
      command === 'CapturePayment' && attempt === 1 ? 'throw' : 'succeed',
    );
    const seen = [new Set<string>(), new Set<string>()];
    const workers = seen.map((instances) =>
      setUp(checkout, world.handlers, {
        store: createMemoryStore(data),
        clock,
        pollMs: 100,
        onTransition: ({ instance }) => void instances.add(instance),
      }),
    );
    const runs = workers.map(({ worker }) => worker.run());
    const started = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        workers[index % 2]?.worker.start('Checkout', { ...ORDER, orderId: `o${index}` }),
      ),
    );
    await Promise.all(started.map((start) => workers[0]?.worker.ended(start?.instance ?? '')));
    await Promise.all(workers.map(({ worker }) => worker.stop()));
    await Promise.all(runs);
    const captures = world.calls.filter((key) => key.endsWith('/CapturePayment'));
    expect(captures).toHaveLength(80);
    expect(new Set(world.calls).size).toBe(world.calls.length - 40);
    expect(seen.map(({ size }) => size >= 20)).toEqual([true, true]);
  });

  it('take over what a vanished one held, not before its lease has ended', async () => {
    const data = createMemoryData();
    const clock = createVirtualClock();
    const saga = testSaga([testStep('A'), testFinalStep('B')]);
    const world = createWorld(saga);
    const first = setUp(saga, world.handlers, {
      store: createMemoryStore(data),
      clock,
      crashPoint: (point, { step }) => {
        if (point === 'participant:after-call' && step === 'B') throw new Error('power cut');
      },
    });
    await first.worker.start('Checkout', ORDER);
    const second = setUp(saga, world.handlers, { store: createMemoryStore(data), clock });
    const runs = [first.worker.run({ untilIdle: true }), second.worker.run({ untilIdle: true })];
    await expect(runs[0]).rejects.toThrow('power cut');
    await runs[1];
    expect((await second.worker.ended('Checkout.o1')).status).toBe('completed');
    expect(clock.now()).toBe(10_000);
    expect(world.calls).toEqual(['Checkout.o1/A', 'Checkout.o1/B', 'Checkout.o1/B']);
    expect(world.effects).toEqual(['Checkout.o1/A', 'Checkout.o1/B']);
  });

  it('have nothing to wait for when another one has stopped', async () => {
    const data = createMemoryData();
    const clock = createVirtualClock();
    const saga = testSaga([testFinalStep('A')]);
    const hanging = setUp(saga, createWorld(saga, () => 'hang').handlers, {
      store: createMemoryStore(data),
      clock,
      stopTimeoutMs: 3_000,
    });
    await hanging.worker.start('Checkout', ORDER);
    const running = hanging.worker.run();
    await clock.sleep(1_000);
    await hanging.worker.stop();
    await running;
    expect(clock.now()).toBe(4_000);
    const next = setUp(saga, createWorld(saga).handlers, { store: createMemoryStore(data), clock });
    await next.worker.run({ untilIdle: true });
    expect((await next.worker.ended('Checkout.o1')).status).toBe('completed');
    expect(clock.now()).toBe(4_000);
  });
});

/** A clock of a process that may be stopped, like by SIGSTOP: what was to wake it waits until it goes on. */
function pausable(clock: Clock): Clock & { pause(): void; resume(): void } {
  let resumed = Promise.resolve();
  let resume = (): void => undefined;
  const gate = async (): Promise<void> => resumed;
  return {
    now: () => clock.now(),
    sleep: async (ms, signal) => {
      await clock.sleep(ms, signal);
      await gate();
    },
    ...(clock.during && { during: clock.during }),
    pause() {
      resumed = new Promise((resolve) => {
        resume = resolve;
      });
    },
    resume: () => resume(),
  };
}

describe('a worker that was paused past its lease', () => {
  it('overwrites nothing, calls nobody needlessly, and recovers by itself', async () => {
    const data = createMemoryData();
    const clock = createVirtualClock();
    const own = pausable(clock);
    const saga = testSaga([testStep('A'), testFinalStep('B', { call: testCall('B', { timeoutMs: 100_000 }) })]);
    const problems: WorkerProblem[] = [];
    const calls: string[] = [];
    let answer = (): void => undefined;
    const zombie = setUp(
      saga,
      {
        ...createWorld(saga).handlers,
        A: () => {
          calls.push('zombie A');
          return new Promise((resolve) => {
            answer = () => resolve({ outcome: 'ADone', data: { by: 'zombie' } });
          });
        },
        B: async () => {
          calls.push('zombie B');
          return { outcome: 'BDone', data: {} };
        },
      },
      { store: createMemoryStore(data), clock: own, onProblem: (problem) => problems.push(problem) },
    );
    const heir = setUp(
      saga,
      { ...createWorld(saga).handlers, B: slowHandler(clock, 60_000, 'BDone') },
      { store: createMemoryStore(data), clock, pollMs: 1_000 },
    );
    await zombie.worker.start('Checkout', ORDER);
    const runs = [zombie.worker.run(), heir.worker.run()];
    await clock.sleep(100);
    own.pause();
    await clock.sleep(20_000);
    own.resume();
    answer();
    expect((await heir.worker.ended('Checkout.o1')).status).toBe('completed');
    expect(calls).toEqual(['zombie A']);
    expect(problems).toEqual([{ kind: 'lease-lost', instances: 1 }]);
    const store = createMemoryStore(data);
    const journal = await store.journal('Checkout.o1');
    expect(JSON.stringify(journal)).not.toContain('zombie');
    expect(journal.reduce<SagaState | undefined>(evolve, undefined)).toEqual(await store.load('Checkout.o1'));
    await heir.worker.stop();
    await zombie.worker.start('Checkout', { ...ORDER, orderId: 'o2' });
    await clock.sleep(100);
    answer();
    expect((await zombie.worker.ended('Checkout.o2')).status).toBe('completed');
    await zombie.worker.stop();
    await Promise.all(runs);
  });

  it('renews its lease before it calls a participant', async () => {
    const data = createMemoryData();
    const clock = createVirtualClock();
    let offset = 0;
    const jumping: Clock = { ...clock, now: () => clock.now() + offset };
    const saga = testSaga([testStep('A'), testFinalStep('B')]);
    const points: string[] = [];
    const { worker } = setUp(saga, createWorld(saga).handlers, {
      store: createMemoryStore(data),
      clock: jumping,
      crashPoint: (point, { step }) => {
        points.push(`${point} ${step ?? ''}`);
        if (point === 'participant:after-call' && step === 'A') offset = 11_000;
      },
    });
    await worker.start('Checkout', ORDER);
    await worker.run({ untilIdle: true });
    expect((await worker.ended('Checkout.o1')).status).toBe('completed');
    const called = points.indexOf('participant:before-call B');
    expect(points.slice(0, called).at(-1)).not.toBe('transition:after-commit A');
  });
});

describe('a storm of conflicts', () => {
  it("leaves no instance in nobody's hands", async () => {
    const healthy = createMemoryStore();
    const saga = testSaga([testStep('A'), testStep('B'), testFinalStep('C')]);
    const world = createWorld(saga);
    let commits = 0;
    const store = wrapStore(healthy, (method, call, args) => {
      if (method !== 'commit') return call();
      commits += 1;
      const { entries } = args[0] as Transition;
      return entries.length > 0 && commits % 3 === 0 && commits < 60 ? Promise.resolve('conflict') : call();
    });
    const { worker } = setUp(saga, world.handlers, { store });
    const running = worker.run();
    const starts = Array.from({ length: 10 }, (_, index) =>
      worker.start('Checkout', { ...ORDER, orderId: `o${index}` }).catch(() => undefined),
    );
    await Promise.all(starts);
    await worker.stop();
    await running;
    await setUp(saga, world.handlers, { store }).worker.run({ untilIdle: true });
    const states = await healthy.list();
    expect(states.length).toBeGreaterThan(5);
    expect(states.every(({ status }) => status === 'completed')).toBe(true);
    expect(new Set(world.effects).size).toBe(world.effects.length);
  });
});

describe('a store that cannot be reached for a while', () => {
  it('is waited for, and everything goes on from what is on disk', async () => {
    const healthy = createMemoryStore();
    const clock = createVirtualClock();
    const saga = testSaga([testStep('A'), testStep('B'), testFinalStep('C')]);
    const world = createWorld(saga);
    const problems: string[] = [];
    let calls = 0;
    // At first every fifth call fails, and half of those have had their effect.
    async function flaky(call: () => unknown): Promise<unknown> {
      calls += 1;
      if (calls % 10 === 0 && calls < 60) throw new SagaError('store-unreachable', 'gone');
      const result = await call();
      if (calls % 10 === 5 && calls < 60) throw new SagaError('store-unreachable', 'lost');
      return result;
    }
    const store = wrapStore(healthy, (method, call) => (method === 'watch' ? () => undefined : flaky(call)));
    const { worker } = setUp(saga, world.handlers, { store, clock, onProblem: ({ kind }) => problems.push(kind) });
    const started = setUp(saga, world.handlers, { store: healthy, clock });
    for (const orderId of ['o1', 'o2', 'o3']) await started.worker.start('Checkout', { ...ORDER, orderId });
    await worker.run({ untilIdle: true });
    expect((await healthy.list({ status: 'completed' })).map(({ instance }) => instance)).toHaveLength(3);
    expect(world.effects).toHaveLength(9);
    expect(problems).toContain('store-unreachable');
    expect(await healthy.leaseEnd(0)).toBeUndefined();
  });

  it.each(['saveDefinition', 'resign'] as const)(
    'neither keeps a worker from beginning nor from ending by `%s`',
    async (method) => {
      const healthy = createMemoryStore();
      const saga = testSaga([testFinalStep('A')]);
      let fails = 2;
      const store = wrapStore(healthy, (called, call) =>
        called === method && fails-- > 0 ? Promise.reject(new SagaError('store-unreachable', 'gone')) : call(),
      );
      const problems: string[] = [];
      const clock = createVirtualClock();
      const { handlers } = createWorld(saga);
      await setUp(saga, handlers, { store: healthy, clock }).worker.start('Checkout', ORDER);
      const { worker } = setUp(saga, handlers, { store, clock, onProblem: ({ kind }) => problems.push(kind) });
      await worker.run({ untilIdle: true });
      expect((await healthy.load('Checkout.o1'))?.status).toBe('completed');
      expect(problems).toContain('store-unreachable');
    },
  );
});
