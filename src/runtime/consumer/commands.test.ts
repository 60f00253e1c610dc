import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BrokerMessage } from '../broker/broker.js';
import { createMemoryBroker, type MemoryBroker } from '../broker/memory-broker.js';
import { createMemoryInbox, type MemoryTransaction } from '../inbox/memory-inbox.js';
import { ERROR_TYPE, HEADERS } from '../remote/headers.js';
import { createVirtualClock } from '../virtual-clock.js';
import type { InboxCommandHandlers } from './commands.js';
import type { ConsumerDefinition } from './definition.js';
import { startConsumer } from './start-consumer.js';
import { definitionOf, handlerOf, messageOf } from './testing/set-up.js';
import type { Consumer, ConsumerEvent, ConsumerOptions } from './types.js';

const COMMAND = { fields: { orderId: 'string' } } as const;
const definition = {
  ...definitionOf([]),
  commands: {
    Capture: { type: 'Pay.Capture', success: ['Captured'], failure: ['Declined'] },
    Refund: { type: 'Refund', channel: 'refunds', success: ['Refunded'], failure: [] },
  },
  messages: { Capture: COMMAND, Refund: COMMAND, Captured: COMMAND, Declined: COMMAND, Refunded: COMMAND },
};

let broker: MemoryBroker;
let consumer: Consumer | undefined;
let replies: BrokerMessage[] = [];
const effects: string[] = [];

beforeEach(async () => {
  broker = createMemoryBroker();
  replies = [];
  effects.length = 0;
  await broker.subscribe('replies', 'test', async (message) => void replies.push(message));
});
afterEach(async () => {
  await consumer?.close();
  await broker.close();
});

async function serve(
  commands: Partial<InboxCommandHandlers<MemoryTransaction>>,
  served: ConsumerDefinition = definition,
  onEvent?: (event: ConsumerEvent) => void,
  more: Partial<ConsumerOptions<MemoryTransaction>> = {},
) {
  const none = async () => ({ outcome: 'none', data: {} });
  consumer = await startConsumer({
    definition: served,
    broker,
    inbox: createMemoryInbox(),
    handlers: { Mail: async () => undefined },
    ...(onEvent && { observer: { onEvent } }),
    ...more,
    commands: { Capture: none, Refund: none, ...commands },
  });
}

let count = 0;

function send(
  type: string,
  key: string,
  attempt: number,
  more: Record<string, string> = {},
  data = { orderId: 'o1' },
  channel = type === 'Refund' ? 'refunds' : 'mail.commands',
) {
  const headers = {
    [HEADERS.key]: key,
    [HEADERS.attempt]: String(attempt),
    [HEADERS.replyTo]: 'replies',
    [HEADERS.instance]: 'Checkout.o1',
    [HEADERS.step]: 'Capture',
    [HEADERS.direction]: 'do',
    [HEADERS.success]: 'Captured',
  };
  count += 1;
  return broker.publish(channel, { id: `c${count}`, key, type, data, headers: { ...headers, ...more } });
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; !isSo() && turn < 1_000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(isSo()).toBe(true);
}

describe('commands in an inbox', () => {
  it('have one effect for each key, and a success for ever', async () => {
    await serve({
      Capture: async (input, { tx, idempotencyKey }) => {
        tx.afterCommit(() => void effects.push(idempotencyKey));
        return { outcome: 'Captured', data: input };
      },
    });
    await send('Pay.Capture', 'k1', 1);
    await send('Pay.Capture', 'k1', 2);
    await until(() => replies.length === 2);
    expect(effects).toEqual(['k1']);
    expect(replies.map(({ type }) => type)).toEqual(['Captured', 'Captured']);
  });

  it('may be tried again after a failure, and only then', async () => {
    const ends = ['Declined', 'Captured'];
    await serve({ Capture: async (data) => ({ outcome: ends.shift() ?? 'none', data }) });
    for (const attempt of [1, 1, 2]) await send('Pay.Capture', 'k1', attempt);
    await until(() => replies.length === 3);
    expect(replies.map(({ type }) => type)).toEqual(['Declined', 'Declined', 'Captured']);
  });

  it('are refused once their undo was there', async () => {
    await serve({
      Capture: async (data) => {
        effects.push('captured');
        return { outcome: 'Captured', data };
      },
      Refund: async (data) => ({ outcome: 'Refunded', data }),
    });
    await send('Refund', 'k1/undo', 1, { [HEADERS.undoes]: 'k1', [HEADERS.direction]: 'undo' });
    await until(() => replies.length === 1);
    await send('Pay.Capture', 'k1', 1);
    await until(() => replies.length === 2);
    expect(replies.map(({ type }) => type)).toEqual(['Refunded', ERROR_TYPE]);
    expect(effects).toEqual([]);
  });

  it.each([
    ['throws', async () => Promise.reject(new Error('no bank'))],
    ['answers with another event', async () => ({ outcome: 'Refunded', data: {} })],
    ['answers with wrong data', async () => ({ outcome: 'Captured', data: { orderId: 5 } })],
  ])('leave nothing behind where their handler %s', async (_what, end) => {
    await serve({
      Capture: async (_input, { tx }) => {
        tx.afterCommit(() => void effects.push('committed'));
        return end();
      },
    });
    await send('Pay.Capture', 'k1', 1);
    await until(() => replies.length === 1);
    expect(replies[0]?.type).toBe(ERROR_TYPE);
    expect(effects).toEqual([]);
  });

  it('go to the dead letters where they are no good', async () => {
    await serve({});
    await send('Pay.Capture', 'k1', 1, {}, {} as never);
    await until(() => broker.published('mail.commands.mail.dead').length === 1);
    expect(broker.published('mail.commands.mail.dead')[0]?.headers['dead-reason']).toBe(
      'it is no valid `Pay.Capture`: `orderId` is missing',
    );
  });

  it('go where their channel says, or nowhere, and are told of', async () => {
    const told: string[] = [];
    const channels = { refunds: { ordering: 'key', retryDelaysMs: [], deadLetter: false } } as const;
    await serve({}, { ...definition, channels }, (event) => void told.push(`${event.kind} ${event.type}`));
    await send('Refund', 'k1', 1, {}, {} as never);
    await until(() => told.length === 1);
    expect(told).toEqual(['dropped Refund']);
    expect(broker.published('refunds.mail.dead')).toEqual([]);
  });

  it('share a channel with events: each message comes once, and to whom it is for', async () => {
    const told: string[] = [];
    const carried: string[] = [];
    const mixed = definitionOf([handlerOf()], { deadLetter: 'graves' });
    const commands = { Refund: { type: 'Refund', channel: 'orders', success: ['Refunded'], failure: [] } };
    await serve(
      {
        Refund: async (data, { idempotencyKey }) => ({
          outcome: carried.push(idempotencyKey) > 0 ? 'Refunded' : '',
          data,
        }),
      },
      { ...mixed, commands, messages: { ...mixed.messages, Refund: COMMAND, Refunded: COMMAND } },
      (event) => void told.push(`${event.kind} ${event.type}`),
    );
    await send('Refund', 'k1', 1, {}, undefined, 'orders');
    await send('Refund', 'k2', 1, {}, {} as never, 'orders');
    await broker.publish('orders', messageOf('m1'));
    await broker.publish('orders', messageOf('m2', { type: 'Nobody' }));
    await until(() => told.length === 3 && replies.length === 1);
    expect([...told].sort()).toEqual(['dead Refund', 'handled OrderPlaced', 'unknown Nobody']);
    expect(carried).toEqual(['k1']);
    expect(broker.published('graves').map(({ type }) => type)).toEqual(['Refund']);
  });

  it('are answered by the names that their outcomes have on the wire', async () => {
    const { Capture, Refund } = definition.commands;
    const commands = { Capture: { ...Capture, outcomeTypes: { Captured: 'pay.captured' } }, Refund };
    await serve({ Capture: async (data) => ({ outcome: 'Captured', data }) }, { ...definition, commands });
    await send('Pay.Capture', 'k1', 1);
    await send('Pay.Capture', 'k1', 2);
    await until(() => replies.length === 2);
    expect(replies.map(({ type }) => type)).toEqual(['pay.captured', 'pay.captured']);
  });

  it('come again while the database is away', async () => {
    const told: string[] = [];
    let isAway = true;
    const inbox = createMemoryInbox();
    const transaction: typeof inbox.transaction = (work) =>
      isAway ? Promise.reject(new Error('no connection')) : inbox.transaction(work);
    const onEvent = (event: ConsumerEvent) => {
      told.push(event.kind);
      if (told.length === 7) isAway = false;
    };
    const clock = createVirtualClock();
    await broker.close();
    broker = createMemoryBroker({ clock });
    await broker.subscribe('replies', 'test', async (message) => void replies.push(message));
    await serve({ Capture: async (data) => ({ outcome: 'Captured', data }) }, definition, onEvent, {
      inbox: { transaction },
      clock,
    });
    await send('Pay.Capture', 'k1', 1);
    await until(() => replies.some(({ type }) => type === 'Captured'));
    expect(told).toEqual(Array.from({ length: 7 }, () => 'unavailable'));
  });
});
