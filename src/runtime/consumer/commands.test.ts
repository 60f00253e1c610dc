import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BrokerMessage } from '../broker/broker.js';
import { createMemoryBroker, type MemoryBroker } from '../broker/memory-broker.js';
import { createMemoryInbox } from '../inbox/memory-inbox.js';
import { ERROR_TYPE, HEADERS } from '../remote/headers.js';
import type { InboxCommandHandlers } from './commands.js';
import { startConsumer } from './start-consumer.js';
import { definitionOf } from './testing/set-up.js';
import type { Consumer } from './types.js';

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

async function serve(commands: Partial<InboxCommandHandlers<{ afterCommit(work: () => void): void }>>) {
  const none = async () => ({ outcome: 'none', data: {} });
  consumer = await startConsumer({
    definition,
    broker,
    inbox: createMemoryInbox(),
    handlers: {},
    commands: { Capture: none, Refund: none, ...commands },
  });
}

let count = 0;

function send(type: string, key: string, attempt: number, more: Record<string, string> = {}, data = { orderId: 'o1' }) {
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
  const channel = type === 'Refund' ? 'refunds' : 'mail.commands';
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
});
