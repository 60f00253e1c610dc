import { describe, expect, it } from 'vitest';
import { createMemoryData, createMemoryStore } from '../stores/memory/index.js';
import { checkout, testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { createWorld, slowHandler } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { createVirtualClock } from '../virtual-clock.js';
import type { WorkerProblem } from './problems.js';
import type { CommandHandlers } from './types.js';

describe('a worker', () => {
  it('takes a saga to its end and publishes its event', async () => {
    const world = createWorld(checkout);
    const events: string[] = [];
    const { journey } = setUp(checkout, world.handlers, { onEvent: ({ event }) => void events.push(event) });
    expect((await journey()).state?.status).toBe('completed');
    expect(events).toEqual(['OrderConfirmed']);
    expect(world.effects).toHaveLength(6);
  });

  it('gives the participant its key, attempt and place', async () => {
    const seen: unknown[] = [];
    const saga = testSaga([testFinalStep('A')]);
    const { journey } = setUp(saga, {
      A: async (input, { signal, ...context }) => {
        seen.push({ input, aborted: signal.aborted, ...context });
        return { outcome: 'ADone', data: {} };
      },
    });
    await journey();
    const context = { idempotencyKey: 'Checkout.o1/A', attempt: 1, instanceId: 'Checkout.o1', step: 'A' };
    expect(seen).toEqual([{ input: { orderId: 'o1' }, aborted: false, direction: 'do', ...context }]);
  });

  it('retries what throws with the same key, after the back-off, until it works', async () => {
    const world = createWorld(checkout, (command, attempt) =>
      command === 'CapturePayment' && attempt < 3 ? 'throw' : 'succeed',
    );
    const { journey, clock } = setUp(checkout, world.handlers);
    const { state, journal } = await journey();
    expect(state?.status).toBe('completed');
    expect(clock.now()).toBe(3_000);
    expect(world.calls.filter((key) => key === 'Checkout.o1/CapturePayment')).toHaveLength(3);
    expect(journal).toContainEqual(
      expect.objectContaining({ problem: { kind: 'error', error: 'Error: CapturePayment is out of order' } }),
    );
  });

  it('ends an attempt when its time is up, aborts its signal, and undoes a success that comes too late', async () => {
    const saga = testSaga([testStep('A', { call: testCall('A', { retry: { ...testCall('A').retry, attempts: 1 } }) })]);
    const world = createWorld(saga);
    const clock = createVirtualClock();
    const signals: AbortSignal[] = [];
    const late = slowHandler(clock, 5_500, 'ADone');
    const handlers: CommandHandlers = {
      A: (input, context) => {
        signals.push(context.signal);
        return late(input, context);
      },
      UndoA: slowHandler(clock, 1_000, 'UndoADone'),
    };
    const { journey } = setUp(saga, { ...world.handlers, ...handlers }, { clock });
    const { state, journal } = await journey();
    expect(signals[0]?.aborted).toBe(true);
    expect(state?.status).toBe('aborted');
    expect(journal.map(({ type }) => type)).toContain('late-success');
    expect(journal.filter((entry) => entry.type === 'command-sent' && entry.direction === 'undo')).toHaveLength(1);
  });

  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'the participant answered without an `outcome`'],
    ['no name', { data: {} }, 'the participant answered without an `outcome`'],
    ['a list for data', { outcome: 'ADone', data: [1] }, 'the `data` of the outcome `ADone` is no object'],
    ['an unknown event', { outcome: 'Strange', data: {} }, 'answered `Strange`, which is no outcome of `A`'],
    ['what is no JSON', { outcome: 'ADone', data: { id: 5n } }, 'TypeError: Do not know how to serialize a BigInt'],
  ])('takes %s for an attempt with an unknown outcome', async (_name, answer, error) => {
    const saga = testSaga([testStep('A')]);
    const world = createWorld(saga);
    const bad = { A: async () => answer } as unknown as CommandHandlers;
    const { state, journal } = await setUp(saga, { ...world.handlers, ...bad }).journey();
    expect(journal).toContainEqual(
      expect.objectContaining({ type: 'attempt-failed', problem: { kind: 'error', error } }),
    );
    expect(state?.status).toBe('aborted');
  });

  it('raises the alert of a stuck saga until the hook takes it', async () => {
    const world = createWorld(checkout, (command) => (command === 'ConfirmOrder' ? 'hang' : 'succeed'));
    const problems: WorkerProblem[] = [];
    const alerts: string[] = [];
    let tries = 0;
    const { journey, worker } = setUp(checkout, world.handlers, {
      onAlert: ({ reason }) => {
        tries += 1;
        if (tries < 3) throw new Error('no network');
        alerts.push(reason);
      },
      onProblem: (problem) => problems.push(problem),
    });
    const { state } = await journey();
    expect(state?.status).toBe('stuck');
    expect(alerts).toEqual(['stuck']);
    expect(problems).toHaveLength(2);
    expect((await worker.ended('Checkout.o1')).status).toBe('stuck');
  });

  it('publishes events in order', async () => {
    const complete = ['One', 'Two', 'Three'].map((event) => ({ event, input: [] }));
    const saga = testSaga([testFinalStep('A')], { complete });
    const events: string[] = [];
    const clock = createVirtualClock();
    const { journey } = setUp(saga, createWorld(saga).handlers, {
      clock,
      onEvent: async ({ event }) => {
        await clock.sleep(event === 'One' ? 500 : 1);
        events.push(event);
      },
    });
    await journey();
    expect(events).toEqual(['One', 'Two', 'Three']);
  });

  it('delivers an event no second time once the hook has taken it', async () => {
    const data = createMemoryData();
    const { handlers } = createWorld(checkout);
    const events: string[] = [];
    const onEvent = ({ event }: { readonly event: string }) => void events.push(event);
    await setUp(checkout, handlers, { store: createMemoryStore(data), onEvent }).journey();
    await setUp(checkout, handlers, { store: createMemoryStore(data), onEvent }).worker.run({ untilIdle: true });
    expect(events).toEqual(['OrderConfirmed']);
  });

  it('runs many instances at once and ends them all', async () => {
    const world = createWorld(checkout, (command, attempt) =>
      command === 'ConfirmOrder' && attempt === 1 ? 'throw' : 'succeed',
    );
    const { worker, store } = setUp(checkout, world.handlers, { concurrency: 10 });
    const started = await Promise.all(
      Array.from({ length: 50 }, (_, index) => worker.start('Checkout', { ...ORDER, orderId: `o${index}` })),
    );
    await worker.run({ untilIdle: true });
    expect(started.every(({ started: fresh }) => fresh)).toBe(true);
    expect(await store.list({ status: 'completed' })).toHaveLength(50);
  });
});
