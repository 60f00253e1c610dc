import { describe, expect, it } from 'vitest';
import type { Clock } from '../clock.js';
import { SagaError } from '../errors.js';
import type { SagaStore } from '../store.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { checkout, testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { createWorld, slowHandler } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { createVirtualClock } from '../virtual-clock.js';
import type { CommandHandlers } from './types.js';
import { wrapStore } from './wrap-store.js';

/** A clock on which nothing ever comes due. */
const stoppedClock: Clock = {
  now: () => 0,
  sleep: async (_ms, signal) => {
    if (signal?.aborted !== true) await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  },
};

describe('participants that misbehave', () => {
  const unprintable = Object.create(null);

  it.each([
    ['an error without a text', new Error(), 'Error'],
    ['a text', 'no stock', 'thrown value: no stock'],
    ['nothing', undefined, 'thrown value: undefined'],
    ['what has no text at all', unprintable, 'thrown value: object'],
  ])('are tried again when they throw %s', async (_name, thrown, error) => {
    const saga = testSaga([testFinalStep('A')]);
    const A: CommandHandlers[string] = (_input, { attempt }) => {
      if (attempt === 1) throw thrown;
      return Promise.resolve({ outcome: 'ADone', data: {} });
    };
    const { state, journal } = await setUp(saga, { A }).journey();
    expect(state?.status).toBe('completed');
    expect(journal).toContainEqual(expect.objectContaining({ problem: { kind: 'error', error } }));
  });

  it('are given up when they never answer', async () => {
    const saga = testSaga([testStep('A'), testStep('B')]);
    const world = createWorld(saga, (command) => (command === 'B' ? 'hang' : 'succeed'));
    const { state } = await setUp(saga, world.handlers).journey();
    expect(state).toMatchObject({ status: 'aborted', cause: { kind: 'timeout', step: 'B' } });
    expect(world.effects).toEqual(['Checkout.o1/A', 'Checkout.o1/B/undo', 'Checkout.o1/A/undo']);
  });

  it('are missing when what stands for a handler is no function', () => {
    const handlers = { A: undefined } as unknown as CommandHandlers;
    expect(() => setUp(testSaga([testFinalStep('A')]), handlers)).toThrow('`Checkout` has no handler for A');
  });
});

describe('a command that waits for a free place', () => {
  it('is never delivered after it was given up', async () => {
    const groups = [[testStep('A')], [testStep('B', { call: testCall('B', { timeoutMs: 60_000 }) })]];
    const saga = testSaga([{ kind: 'parallel', name: 'g', branches: groups }], { deadlineMs: 1_000 });
    const clock = createVirtualClock();
    const world = createWorld(saga);
    const handlers = { ...world.handlers, A: slowHandler(clock, 3_000, 'ADone') };
    const { state } = await setUp(saga, handlers, { clock, concurrency: 1 }).journey();
    expect(state).toMatchObject({ status: 'aborted', cause: { kind: 'deadline' } });
    expect(world.calls).not.toContain('Checkout.o1/B');
  });
});

describe('a hook that fails', () => {
  it('holds up neither commands nor notices of the other kind', async () => {
    const { handlers } = createWorld(checkout);
    const published: string[] = [];
    const refused: CommandHandlers[string] = () => Promise.reject(new Error('no database'));
    const confirm: CommandHandlers[string] = async () => ({ outcome: 'ConfirmOrderDone', data: {} });
    const { worker } = setUp(
      checkout,
      {
        ...handlers,
        ConfirmOrder: (input, context) => (input['orderId'] === 'o1' ? refused : confirm)(input, context),
      },
      {
        concurrency: 1,
        onAlert: () => Promise.reject(new Error('no network')),
        onEvent: ({ instance }) => {
          published.push(instance);
          void worker.stop();
        },
      },
    );
    await worker.start('Checkout', ORDER);
    const running = worker.run();
    expect((await worker.ended('Checkout.o1')).status).toBe('stuck');
    await worker.start('Checkout', { ...ORDER, orderId: 'o2' });
    await running;
    expect(published).toEqual(['Checkout.o2']);
  });

  it('does not hold up the stop', async () => {
    const saga = testSaga([testFinalStep('A')]);
    let tried = (): void => undefined;
    const trying = new Promise<void>((resolve) => {
      tried = resolve;
    });
    const { worker } = setUp(saga, createWorld(saga).handlers, {
      clock: stoppedClock,
      onEvent: () => {
        tried();
        throw new Error('no broker');
      },
    });
    await worker.start('Checkout', ORDER);
    const running = worker.run();
    await trying;
    await worker.stop();
    await expect(running).resolves.toBeUndefined();
  });
});

describe('waiting for an end', () => {
  it('is refused for an instance that nobody knows', async () => {
    const { worker } = setUp(checkout, createWorld(checkout).handlers);
    await expect(worker.ended('Checkout.nobody')).rejects.toMatchObject({ code: 'unknown-instance' });
  });

  it('is over when the worker is, though not for what has ended', async () => {
    const saga = testSaga([testFinalStep('A')]);
    const { worker } = setUp(saga, createWorld(saga).handlers);
    await worker.start('Checkout', ORDER);
    const early = worker.ended('Checkout.o1');
    await worker.stop();
    await expect(early).rejects.toMatchObject({ code: 'worker-stopped' });
    await expect(worker.ended('Checkout.o1')).rejects.toMatchObject({ code: 'worker-stopped' });
  });

  it('is answered at once for what has ended, by a stopped worker too', async () => {
    const saga = testSaga([testFinalStep('A')]);
    const { worker, journey } = setUp(saga, createWorld(saga).handlers);
    await journey();
    await worker.stop();
    expect((await worker.ended('Checkout.o1')).status).toBe('completed');
  });
});

describe('a store that fails', () => {
  /** A memory store whose `method` fails as often as said. */
  function failing(method: keyof SagaStore, times: number, store: SagaStore = createMemoryStore()): SagaStore {
    let left = times;
    return wrapStore(store, (called, call) =>
      called === method && left-- > 0 ? Promise.reject(new SagaError('store-failed', 'broken')) : call(),
    );
  }

  it('is asked again when the worker could not even begin', async () => {
    const saga = testSaga([testFinalStep('A')]);
    const store = failing('saveDefinition', 1);
    const { worker } = setUp(saga, createWorld(saga).handlers, { store });
    await expect(worker.start('Checkout', ORDER)).rejects.toMatchObject({ code: 'store-failed' });
    expect((await worker.start('Checkout', ORDER)).started).toBe(true);
  });

  it.each(['saveDefinition', 'definitions', 'register', 'claim', 'takeNotices', 'commit'] as const)(
    'ends the worker and everybody who waits for it: %s',
    async (method) => {
      const saga = testSaga([testFinalStep('A')]);
      const { handlers } = createWorld(saga);
      const healthy = setUp(saga, handlers);
      await healthy.worker.start('Checkout', ORDER);
      const store = failing(method, Number.POSITIVE_INFINITY, healthy.store);
      const { worker } = setUp(saga, handlers, { store });
      const ends = await Promise.allSettled([worker.run(), worker.ended('Checkout.o1')]);
      expect(ends).toMatchObject([1, 2].map(() => ({ status: 'rejected', reason: { code: 'store-failed' } })));
      await expect(worker.start('Checkout', ORDER)).rejects.toMatchObject({ code: 'store-failed' });
    },
  );

  it('ends a worker that was at work, and a new one resumes', async () => {
    const saga = testSaga([testStep('A'), testFinalStep('B')]);
    const { handlers } = createWorld(saga);
    const clock = createVirtualClock();
    const healthy = setUp(saga, handlers, { clock });
    const store = failing('commit', 1, healthy.store);
    await healthy.worker.start('Checkout', ORDER);
    const { worker } = setUp(saga, handlers, { store, clock });
    await expect(worker.run()).rejects.toMatchObject({ code: 'store-failed' });
    await expect(worker.run()).rejects.toMatchObject({ code: 'store-failed' });
    await expect(worker.start('Checkout', ORDER)).rejects.toMatchObject({ code: 'store-failed' });
    const next = setUp(saga, handlers, { store: healthy.store, clock });
    await next.worker.run({ untilIdle: true });
    expect((await next.worker.ended('Checkout.o1')).status).toBe('completed');
    // Not before the lease of the first one had ended.
    expect(clock.now()).toBe(10_000);
  });
});
