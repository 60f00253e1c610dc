import { describe, expect, it } from 'vitest';
import type { SagaStore } from '../store.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { testCall, testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { nesting, shipping } from '../testing/fixture-sagas.js';
import { type Behave, createWorld } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { createVirtualClock } from '../virtual-clock.js';
import type { WorkerOptions } from './types.js';

function setUpNested(behave: Behave, change: Partial<WorkerOptions> & { readonly store?: SagaStore } = {}) {
  const world = createWorld([nesting, shipping], behave);
  const { Ship: _nested, ...handlers } = world.handlers;
  const store = change.store ?? createMemoryStore();
  const made = setUp(nesting, handlers, { sagas: [nesting, shipping], onAlert: () => undefined, ...change, store });
  return { ...made, store, world };
}

describe('a saga that is started by a step of another one', () => {
  it('answers when it is resolved after it was stuck', async () => {
    const clock = createVirtualClock();
    const { worker, store } = setUpNested((command) => (command === 'HandOver' ? 'throw' : 'succeed'), { clock });
    await worker.start('Nesting', ORDER);
    const running = worker.run();
    await clock.sleep(60_000);
    expect((await store.load('Shipping.o1'))?.status).toBe('stuck');
    expect((await store.load('Nesting.o1'))?.status).toBe('running');
    const act = { action: 'resolve', step: 'HandOver', event: 'HandOverDone' } as const;
    const input = { type: 'operator', who: 'ada', why: 'it was on the van', act } as const;
    expect(await store.post({ id: 'act-1', instance: 'Shipping.o1', input })).toBe('posted');
    await worker.stop();
    await running;
    const next = setUpNested(() => 'succeed', { clock, store });
    await next.worker.run({ untilIdle: true });
    expect((await store.load('Shipping.o1'))?.status).toBe('completed');
    expect((await store.load('Nesting.o1'))?.status).toBe('completed');
  });

  it('is one and the same for every attempt of the step', async () => {
    const ship = testStep('Ship', { call: testCall('Ship', { timeoutMs: 1_500 }) });
    const impatient = testSaga([ship], { saga: 'Nesting', messages: {} });
    const { worker, store } = setUpNested(
      (command, attempt) => (command === 'Label' && attempt < 3 ? 'throw' : 'succeed'),
      { sagas: [impatient, shipping] },
    );
    await worker.start('Nesting', ORDER);
    await worker.run({ untilIdle: true });
    const sent = (await store.journal('Nesting.o1')).filter(({ type }) => type === 'command-sent');
    expect(sent).toHaveLength(2);
    expect((await store.list()).map(({ instance, status }) => [instance, status])).toEqual([
      ['Nesting.o1', 'completed'],
      ['Shipping.o1', 'completed'],
    ]);
  });

  it('is refused where its name is taken by other data, which unwinds the outer one', async () => {
    const { worker, store } = setUpNested(() => 'succeed');
    await worker.start('Shipping', { orderId: 'o1', other: true });
    await worker.start('Nesting', ORDER);
    await worker.run({ untilIdle: true });
    const journal = await store.journal('Nesting.o1');
    expect(journal.filter(({ type }) => type === 'attempt-failed')).toHaveLength(3);
    expect(JSON.stringify(journal)).toContain('was already started for `o1` with other data');
    expect((await store.load('Nesting.o1'))?.status).toBe('aborted');
  });

  it('needs neither a handler nor a link', () => {
    const lonely = testSaga([testFinalStep('Ship')], { saga: 'Nesting' });
    expect(() => setUp(lonely, createWorld(shipping).handlers)).toThrow('`Nesting` has no handler for Ship');
    expect(() => setUp(lonely, createWorld(shipping).handlers, { sagas: [lonely, shipping] })).not.toThrow();
  });
});
