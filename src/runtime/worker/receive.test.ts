import { describe, expect, it } from 'vitest';
import { createMemoryData, createMemoryStore } from '../stores/memory/index.js';
import { testFinalStep, testSaga, testStep } from '../testing/definitions.js';
import { createWorld } from '../testing/participants.js';
import { ORDER, setUp } from '../testing/set-up-worker.js';
import { testAwait } from '../testing/step-forms.js';

const PAID = { orderId: 'o1' };
/** The version before: it runs a command that the new one does not have, and waits for an event that it does not hear. */
const old = testSaga([testStep('Ask'), testAwait('payment', ['Paid'])], { version: '0.9.0' });
const now = testSaga([testFinalStep('Charge')]);

describe('an event that only an older version of a saga waits for', () => {
  it.each([
    ['it cannot run, while it runs', createWorld(now).handlers, true],
    ['it can run, before it runs', { ...createWorld(now).handlers, ...createWorld(old).handlers }, false],
  ])('is left for its instances by a worker whose version %s', async (_what, handlers, runs) => {
    const data = createMemoryData();
    const before = setUp(old, createWorld(old).handlers, { store: createMemoryStore(data) });
    await before.worker.start('Checkout', ORDER);
    const store = createMemoryStore(data);
    const { worker } = setUp(now, handlers, { store, onProblem: () => undefined });
    const running = runs ? worker.run() : Promise.resolve();
    expect(await worker.receive('Paid', PAID, { id: 'e1' })).toEqual({ started: [], posted: ['Checkout.o1'] });
    await worker.stop();
    await running;
  });
});

describe('an event whose type has changed with a version', () => {
  it('is judged by the version of the instance that it is for', async () => {
    const data = createMemoryData();
    const strict = { ...old, messages: { ...old.messages, Paid: { fields: { by: 'string' as const } } } };
    const loose = { ...old, version: '1.0.0' };
    const { handlers } = createWorld(old);
    const { worker: first } = setUp(strict, handlers, { store: createMemoryStore(data) });
    await first.start('Checkout', ORDER);
    const { worker } = setUp(loose, handlers, { store: createMemoryStore(data) });
    await worker.start('Checkout', { ...ORDER, orderId: 'o2' });
    const refused = worker.receive('Paid', PAID, { id: 'e1' });
    await expect(refused).rejects.toMatchObject({ code: 'invalid-event' });
    const taken = await worker.receive('Paid', { orderId: 'o2' }, { id: 'e2' });
    expect(taken.posted).toEqual(['Checkout.o2']);
  });
});

describe('an event that starts one saga and is awaited by another', () => {
  const starting = testSaga([testFinalStep('Book')], { saga: 'Booking', start: { message: 'Paid', kind: 'event' } });
  const awaiting = testSaga([testAwait('payment', ['Paid'])]);

  const setUpBoth = () => setUp(awaiting, createWorld(starting).handlers, { sagas: [starting, awaiting] });

  it('reaches both', async () => {
    const { worker } = setUpBoth();
    await worker.start('Checkout', ORDER);
    const both = { started: ['Booking.o1'], posted: ['Checkout.o1'] };
    expect(await worker.receive('Paid', PAID, { id: 'e1' })).toEqual(both);
  });

  it('reaches the one that awaits it where the other one refuses it', async () => {
    const { worker } = setUpBoth();
    await worker.start('Booking', PAID);
    await worker.start('Checkout', ORDER);
    const more = worker.receive('Paid', { ...PAID, part: 2 }, { id: 'e2' });
    await expect(more).rejects.toMatchObject({ code: 'start-conflict' });
    await worker.run({ untilIdle: true });
    expect((await worker.ended('Checkout.o1')).status).toBe('completed');
  });
});

describe('an event that starts a saga and is awaited by the same one', () => {
  const saga = testSaga([testAwait('next', ['OrderPlaced'])], { repeat: true, deadlineMs: 3_600_000 });

  it('is not its own second one', async () => {
    const { worker, store } = setUp(saga, {});
    const first = { started: ['Checkout.o1'], posted: [] };
    expect(await worker.receive('OrderPlaced', ORDER, { id: 'e1' })).toEqual(first);
    expect(await worker.receive('OrderPlaced', ORDER, { id: 'e1' })).toEqual(first);
    await worker.run({ untilIdle: true });
    const journal = await store.journal('Checkout.o1');
    expect(journal.map(({ type }) => type)).not.toContain('event-received');
  });
});
