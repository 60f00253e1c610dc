import { describe, expect, it } from 'vitest';
import { DEAD_LETTER_HEADERS, deadLetterChannel } from '../broker/dead-letters.js';
import { createMemoryBroker, type MemoryBrokerOptions } from '../broker/memory-broker.js';
import type { CallDefinition } from '../saga/definition.js';
import type { JournalEntry } from '../saga/journal.js';
import { createMemoryStore } from '../stores/memory/index.js';
import { testCall, testFinalStep, testSaga, testStep, testUndo } from '../testing/definitions.js';
import { nesting, shipping } from '../testing/fixture-sagas.js';
import { type Behave, createWorld } from '../testing/participants.js';
import { ORDER } from '../testing/set-up-worker.js';
import { createVirtualClock } from '../virtual-clock.js';
import { createWorker } from '../worker/create-worker.js';
import type { CommandHandler, CommandHandlers, WorkerOptions } from '../worker/types.js';
import { HEADERS } from './headers.js';
import { createRemoteLink, type RemoteLinkOptions } from './remote-link.js';
import { serveCommands } from './serve-commands.js';

const TIME = { timeoutMs: 60_000 };
const DAY = 86_400_000;
const remote = testSaga([
  testStep('Pay', { call: testCall('Pay', TIME), undo: testUndo('UndoPay', TIME) }),
  testFinalStep('Confirm', { call: testCall('Confirm', TIME) }),
]);

function setUpRemote(options: MemoryBrokerOptions = {}) {
  const clock = createVirtualClock();
  const broker = createMemoryBroker({ clock, ...options });
  const store = createMemoryStore();
  const link = (change: Partial<RemoteLinkOptions> = {}) =>
    createRemoteLink({ broker, group: 'orders', services: { participant: 'pay' }, replyChannel: 'replies', ...change });
  const serve = (handlers: CommandHandlers) => serveCommands({ broker, channel: 'pay', group: 'pay', handlers, clock });
  const worker = (change: Partial<WorkerOptions> = {}) =>
    createWorker({ store, sagas: [remote], handlers: {}, remote: link(), clock, onEvent: () => undefined, ...change });
  async function journey(change: Partial<WorkerOptions> = {}): Promise<readonly JournalEntry[]> {
    const own = worker(change);
    const running = own.run();
    const { instance } = await own.start('Checkout', ORDER, { traceparent: '00-trace' });
    await own.ended(instance);
    await own.stop();
    await running;
    return store.journal(instance);
  }
  return { clock, broker, store, link, serve, worker, journey };
}

function world(behave?: Behave) {
  return createWorld(remote, behave);
}

describe('participants elsewhere', () => {
  it('get commands with all headers, and their answers find back', async () => {
    const { broker, serve, journey } = setUpRemote();
    const { handlers, effects } = world();
    const traces: unknown[] = [];
    const pay: CommandHandler = async (input, context) => {
      traces.push(context.traceparent);
      return (await handlers.Pay?.(input, context)) ?? { outcome: '', data: {} };
    };
    await serve({ ...handlers, Pay: pay });
    const journal = await journey();
    expect(traces).toEqual(['00-trace']);
    expect(journal.at(-1)?.type).toBe('saga-completed');
    expect(effects).toEqual(['Checkout.o1/Pay', 'Checkout.o1/Confirm']);
    expect(broker.published('pay')[0]).toEqual({
      id: 'Checkout.o1/Pay#1',
      key: 'Checkout.o1',
      type: 'Pay',
      data: { orderId: 'o1' },
      headers: {
        [HEADERS.key]: 'Checkout.o1/Pay',
        [HEADERS.attempt]: '1',
        [HEADERS.replyTo]: 'replies',
        [HEADERS.correlation]: 'Checkout.o1',
        [HEADERS.causation]: 'Checkout.o1',
        [HEADERS.traceparent]: '00-trace',
        [HEADERS.instance]: 'Checkout.o1',
        [HEADERS.step]: 'Pay',
        [HEADERS.direction]: 'do',
        [HEADERS.success]: 'PayDone',
        [HEADERS.timeout]: '60000',
      },
    });
    expect(broker.published('replies')[0]?.headers).toMatchObject({ [HEADERS.causation]: 'Checkout.o1/Pay#1' });
  });

  it('are tried again when they throw, and given up when they are silent', async () => {
    const { serve, journey } = setUpRemote();
    const { handlers } = world((command, attempt) => {
      if (command === 'Pay') return attempt === 1 ? 'throw' : 'succeed';
      return command === 'Confirm' ? 'refuse' : 'succeed';
    });
    await serve(handlers);
    const journal = await journey();
    expect(journal).toContainEqual(
      expect.objectContaining({ problem: { kind: 'error', error: 'Error: Pay is out of order' } }),
    );
    expect(journal.at(-1)?.type).toBe('saga-aborted');
  });

  it('that nobody runs let the attempts time out', async () => {
    const { journey, clock, broker } = setUpRemote();
    const saga = testSaga([testFinalStep('Pay', { call: testCall('Pay'), optional: true })], { deadlineMs: 3_600_000 });
    const journal = await journey({ sagas: [saga] });
    expect(journal.filter(({ type }) => type === 'attempt-failed')).toHaveLength(3);
    expect(clock.now()).toBeGreaterThan(15_000);
    expect(broker.published('pay').map(({ id }) => id)).toEqual([1, 2, 3].map((n) => `Checkout.o1/Pay#${n}`));
  });

  it('do nothing twice for one key, and never what was undone before it came', async () => {
    const { serve, broker, clock } = setUpRemote();
    const { handlers, calls } = world();
    await serve(handlers);
    const command = (type: string, key: string, attempt: number, more: Record<string, string> = {}) => ({
      id: `${key}#${attempt}`,
      key: 'Checkout.o1',
      type,
      data: {},
      headers: {
        [HEADERS.key]: key,
        [HEADERS.attempt]: String(attempt),
        [HEADERS.replyTo]: 'replies',
        [HEADERS.instance]: 'Checkout.o1',
        [HEADERS.step]: 'Pay',
        [HEADERS.direction]: more[HEADERS.undoes] === undefined ? 'do' : 'undo',
        ...more,
      },
    });
    await broker.publish('pay', command('Confirm', 'Checkout.o1/Confirm', 1));
    await broker.publish('pay', command('Confirm', 'Checkout.o1/Confirm', 2));
    await broker.publish('pay', command('UndoPay', 'Checkout.o1/Pay/undo', 1, { [HEADERS.undoes]: 'Checkout.o1/Pay' }));
    await broker.publish('pay', command('Pay', 'Checkout.o1/Pay', 1));
    await clock.sleep(10);
    expect(calls).toEqual(['Checkout.o1/Confirm', 'Checkout.o1/Pay/undo']);
    expect(broker.published('replies').map(({ id, type }) => [id, type])).toEqual([
      ['Checkout.o1/Confirm#1:ConfirmDone', 'ConfirmDone'],
      ['Checkout.o1/Confirm#2:ConfirmDone', 'ConfirmDone'],
      ['Checkout.o1/Pay/undo#1:UndoPayDone', 'UndoPayDone'],
      ['Checkout.o1/Pay#1:sagac.error', 'sagac.error'],
    ]);
    expect(broker.published('replies')[3]?.data).toMatchObject({
      error: expect.stringContaining('its undo came before'),
    });
  });

  it('put what they do not know to the dead letters', async () => {
    const { serve, journey, broker } = setUpRemote();
    const saga = testSaga([testFinalStep('Unknown', { optional: true })]);
    await serve({});
    await journey({ sagas: [saga] });
    const [letter] = broker.published(deadLetterChannel('pay', 'pay'));
    expect(letter?.headers[DEAD_LETTER_HEADERS.reason]).toBe('nobody here carries out `Unknown`');
  });
});

describe('a link', () => {
  it('puts answers without an instance to the dead letters', async () => {
    const { broker, worker, clock } = setUpRemote();
    const own = worker();
    const running = own.run();
    await clock.sleep(1);
    const headers = { [HEADERS.key]: 'Checkout.gone/Pay', [HEADERS.attempt]: '1' };
    await broker.publish('replies', { id: 'r1', key: 'k', type: 'PayDone', data: {}, headers });
    await broker.publish('replies', { id: 'r2', key: 'k', type: 'PayDone', data: {}, headers: {} });
    await clock.sleep(10);
    await own.stop();
    await running;
    const letters = broker.published(deadLetterChannel('replies', 'orders'));
    expect(letters.map(({ id, headers: own }) => [id, own[DEAD_LETTER_HEADERS.reason]])).toEqual([
      ['r1', '`PayDone` answers `Checkout.gone/Pay`, but there is no such instance'],
      ['r2', 'message `r2` has no header `idempotency-key`'],
    ]);
  });

  it('leaves nothing to a worker that could not begin', async () => {
    const { broker, worker, link, clock } = setUpRemote();
    const broken: typeof broker = {
      ...broker,
      subscribe: async (channel, ...rest) => {
        if (channel === 'events') throw new Error('no such channel');
        return broker.subscribe(channel, ...rest);
      },
    };
    const remote = link({ broker: broken, eventChannels: ['events'] });
    await expect(worker({ remote }).run()).rejects.toThrow('no such channel');
    const headers = { [HEADERS.key]: 'Checkout.gone/Pay', [HEADERS.attempt]: '1' };
    await broker.publish('replies', { id: 'r1', key: 'k', type: 'PayDone', data: {}, headers });
    await clock.sleep(100_000);
    expect(broker.published(deadLetterChannel('replies', 'orders'))).toEqual([]);
  });

  it('brings events, publishes those of the saga, and tries again while the broker is away', async () => {
    const { broker, worker, serve, link, clock, store } = setUpRemote();
    const { handlers } = world();
    await serve(handlers);
    const problems: string[] = [];
    const flaky = link({ eventChannels: ['events'], publishChannel: 'published' });
    let failures = 2;
    const own = worker({
      remote: {
        ...flaky,
        async sendCommand(message, sender, call) {
          if (failures-- > 0) throw new Error('no broker');
          await flaky.sendCommand(message, sender, call);
        },
      },
      onProblem: ({ kind }) => problems.push(kind),
    });
    const running = own.run();
    await clock.sleep(1);
    await broker.publish('events', { id: 'e1', key: 'o1', type: 'OrderPlaced', data: ORDER, headers: {} });
    await clock.sleep(100);
    expect((await own.ended('Checkout.o1')).status).toBe('completed');
    await own.stop();
    await running;
    expect(problems).toEqual(['broker-failed', 'broker-failed']);
    expect(broker.published('published').map(({ type }) => type)).toEqual(['OrderConfirmed']);
    expect(await store.inboxEntry('Checkout!e1')).toBe('Checkout.o1');
  });

  it('speaks the names that messages have on the wire, on the channel that each event has', async () => {
    const { broker, clock, link, serve, worker } = setUpRemote();
    const { handlers } = world();
    const { Pay, ...others } = handlers;
    await serve({ ...others, ...(Pay && { 'pay.do': Pay }) });
    const types = { Pay: 'pay.do', OrderPlaced: 'shop.placed', OrderConfirmed: 'shop.confirmed' };
    const publishChannels = { OrderConfirmed: 'confirmed' };
    const deadLetters = { events: 'graves' };
    const own = worker({ remote: link({ eventChannels: ['events'], publishChannels, deadLetters, types }) });
    const running = own.run();
    await clock.sleep(1);
    await broker.publish('events', { id: 'e0', key: 'o0', type: 'shop.placed', data: { orderId: 5 }, headers: {} });
    await broker.publish('events', { id: 'e1', key: 'o1', type: 'shop.placed', data: ORDER, headers: {} });
    await clock.sleep(100);
    expect((await own.ended('Checkout.o1')).status).toBe('completed');
    await own.stop();
    await running;
    expect(broker.published('pay')[0]?.type).toBe('pay.do');
    expect(broker.published('confirmed').map(({ type }) => type)).toEqual(['shop.confirmed']);
    expect(broker.published('graves').map(({ id }) => id)).toEqual(['e0']);
  });

  it.each(['succeed', 'refuse'] as const)('starts a saga of another worker, which answers (%s)', async (behaviour) => {
    const { broker, clock, link, worker } = setUpRemote();
    const { handlers } = createWorld([nesting, shipping], (command) =>
      command === 'HandOver' ? behaviour : 'succeed',
    );
    const { Ship: _there, ...own } = handlers;
    const outer = worker({
      sagas: [nesting],
      handlers: own,
      remote: link({ services: {}, commands: { Ship: 'ships' } }),
    });
    const inner = createWorker({
      store: createMemoryStore(),
      sagas: [shipping],
      handlers,
      remote: createRemoteLink({ broker, group: 'shipping', replyChannel: 'unused', commandChannel: 'ships' }),
      clock,
      onEvent: () => undefined,
    });
    const runs = [outer.run(), inner.run()];
    await outer.start('Nesting', ORDER);
    expect((await outer.ended('Nesting.o1')).status).toBe(behaviour === 'succeed' ? 'completed' : 'aborted');
    const again = broker.published('ships')[0];
    if (again) await broker.publish('ships', { ...again, id: 'again' });
    await clock.sleep(10);
    expect(broker.published('replies').at(-1)).toMatchObject({
      type: behaviour === 'succeed' ? 'ShipDone' : 'ShipRefused',
      headers: { [HEADERS.key]: 'Nesting.o1/Ship', [HEADERS.causation]: 'again' },
    });
    await Promise.all([outer.stop(), inner.stop()]);
    await Promise.all(runs);
  });

  it('lets a saga of another worker take its time', async () => {
    const { broker, clock, link, worker } = setUpRemote();
    const call: CallDefinition = { ...withoutTimeout(testCall('Ship')), startsSaga: true };
    const outer = worker({
      sagas: [testSaga([testFinalStep('Ship', { call })], { saga: 'Nesting', deadlineMs: DAY })],
      remote: link({ services: {}, commands: { Ship: 'ships' } }),
    });
    const hour = { kind: 'wait' as const, name: 'pause', for: { kind: 'duration' as const, ms: 3_600_000 } };
    const inner = createWorker({
      store: createMemoryStore(),
      sagas: [{ ...shipping, deadlineMs: DAY, steps: [hour, ...shipping.steps] }],
      handlers: createWorld([shipping]).handlers,
      remote: createRemoteLink({ broker, group: 'shipping', replyChannel: 'unused', commandChannel: 'ships' }),
      clock,
      onEvent: () => undefined,
    });
    const runs = [outer.run(), inner.run()];
    await outer.start('Nesting', ORDER);
    expect(await outer.ended('Nesting.o1')).toMatchObject({
      status: 'completed',
      steps: { Ship: { do: { attempt: 1 } } },
    });
    await Promise.all([outer.stop(), inner.stop()]);
    await Promise.all(runs);
  });
});

function withoutTimeout({ timeoutMs: _timeoutMs, ...call }: CallDefinition): CallDefinition {
  return call;
}
