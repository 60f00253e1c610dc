import { describe, expect, it } from 'vitest';
import { checkout, testFinalStep, testSaga } from '../testing/definitions.js';
import { createWorld } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';

describe('starting', () => {
  it('is one start when the same message comes twice, at the same time too', async () => {
    const { worker, store } = setUp(checkout, createWorld(checkout).handlers);
    const results = await Promise.all([1, 2, 3].map(() => worker.start('Checkout', ORDER)));
    expect(results.filter(({ started }) => started)).toHaveLength(1);
    await worker.run({ untilIdle: true });
    expect((await worker.start('Checkout', ORDER)).started).toBe(false);
    expect(await store.list()).toHaveLength(1);
  });

  it('refuses the same correlation value with other data', async () => {
    const { worker } = setUp(checkout, createWorld(checkout).handlers);
    await worker.start('Checkout', ORDER);
    const other = worker.start('Checkout', { ...ORDER, total: { amount: '1.00' } });
    await expect(other).rejects.toMatchObject({ code: 'start-conflict' });
  });

  it('refuses a message id that has started something else', async () => {
    const { worker, store } = setUp(checkout, createWorld(checkout).handlers);
    await worker.start('Checkout', ORDER, { messageId: 'm1' });
    const other = worker.start('Checkout', { ...ORDER, orderId: 'o2' }, { messageId: 'm1' });
    await expect(other).rejects.toMatchObject({
      code: 'start-conflict',
      message: '`Checkout` was already started by a message of the same id with other data (instance `Checkout.o1`)',
    });
    expect(await store.list()).toHaveLength(1);
  });

  it.each(['ä/ö ü', '../../etc', "'; DROP TABLE instances; --", '😀\ud83d', '__proto__', 'x'.repeat(5_000), 7, -0.5])(
    'takes whatever names a run: %j',
    async (orderId) => {
      const saga = testSaga([testFinalStep('A')], { messages: {} });
      const { worker, store } = setUp(saga, createWorld(saga).handlers);
      const { instance } = await worker.start('Checkout', { ...ORDER, orderId });
      expect(instance).toMatch(/^Checkout\.[A-Za-z0-9~_-]{1,80}$/);
      await worker.run({ untilIdle: true });
      expect(await store.load(instance)).toMatchObject({ status: 'completed', correlation: orderId });
    },
  );

  it.each([{}, { orderId: null }, { orderId: '' }, { orderId: ['o1'] }])(
    'refuses a start named by %j',
    async (data) => {
      const { worker } = setUp(checkout, createWorld(checkout).handlers);
      await expect(worker.start('Checkout', data)).rejects.toMatchObject({ code: 'invalid-start' });
    },
  );

  it("refuses data that is not of the start message's type", async () => {
    const { worker } = setUp(checkout, createWorld(checkout).handlers);
    await expect(worker.start('Checkout', { ...ORDER, total: { amount: true } })).rejects.toMatchObject({
      code: 'invalid-start',
      message: '`OrderPlaced` is not of its type: `total.amount` is no decimal',
    });
  });

  it('refuses a saga that it was not given', async () => {
    const { worker } = setUp(checkout, createWorld(checkout).handlers);
    await expect(worker.start('Return', ORDER)).rejects.toMatchObject({ code: 'unknown-saga' });
  });

  it('begins a new run after the last one ended where the saga repeats', async () => {
    const saga = testSaga([testFinalStep('A')], { repeat: true });
    const { worker } = setUp(saga, createWorld(saga).handlers);
    const first = await worker.start('Checkout', ORDER, { messageId: 'm1' });
    expect((await worker.start('Checkout', ORDER, { messageId: 'm2' })).started).toBe(false);
    await worker.run({ untilIdle: true });
    const second = await worker.start('Checkout', ORDER, { messageId: 'm3' });
    expect([first.instance, second.instance]).toEqual(['Checkout.o1', 'Checkout.o1.2']);
    expect((await worker.start('Checkout', ORDER, { messageId: 'm1' })).instance).toBe('Checkout.o1');
  });
});
