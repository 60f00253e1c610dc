import { describe, expect, it, vi } from 'vitest';
import type { Broker, BrokerMessage } from '../broker/broker.js';
import { createMemoryBroker } from '../broker/memory-broker.js';
import { createVirtualClock } from '../virtual-clock.js';
import type { CommandHandlers } from '../worker/types.js';
import { type AnswerMemory, createAnswerMemory } from './answer-memory.js';
import { HEADERS } from './headers.js';
import { serveCommands } from './serve-commands.js';

const KEY = 'Checkout.o1/Pay';

function setUp(handlers: CommandHandlers, change: { answers?: AnswerMemory; broker?: Partial<Broker> } = {}) {
  const clock = createVirtualClock();
  const memory = createMemoryBroker({ clock });
  const broker = { ...memory, ...change.broker };
  const { answers = createAnswerMemory() } = change;
  const served = serveCommands({ broker, channel: 'pay', group: 'pay', handlers, clock, answers });
  return { clock, memory, served };
}

function commandMessage(type: string, key: string, more: Record<string, string> = {}): BrokerMessage {
  const headers = { [HEADERS.attempt]: '1', [HEADERS.instance]: 'Checkout.o1', [HEADERS.step]: 'Pay' };
  const own = { [HEADERS.key]: key, [HEADERS.replyTo]: 'replies', [HEADERS.direction]: 'do', ...more };
  return { id: `${key}#1`, key, type, data: {}, headers: { ...headers, ...own } };
}

describe('serving commands', () => {
  it('answers a success to every attempt, and a failure only to the attempts until that one', async () => {
    const ends = ['PayBusy', 'PayDone', 'PayTwice'];
    const { memory, served } = setUp({ Pay: async () => ({ outcome: ends.shift() ?? '', data: {} }) });
    await served;
    const replies: string[] = [];
    await memory.subscribe('replies', 'test', async ({ type }) => void replies.push(type));
    for (const [index, attempt] of ['1', '1', '2', '1', '3'].entries()) {
      const more = { [HEADERS.success]: 'PayDone', [HEADERS.attempt]: attempt };
      const message = { ...commandMessage('Pay', KEY, more), id: `${KEY}#${attempt}-${index}` };
      await memory.publish('pay', message);
      await vi.waitFor(() => expect(replies).toHaveLength(index + 1));
    }
    expect(replies).toEqual(['PayBusy', 'PayBusy', 'PayDone', 'PayDone', 'PayDone']);
    expect(ends).toEqual(['PayTwice']);
  });

  it('never begins a command whose undo came while its answer was looked up', async () => {
    const calls: string[] = [];
    const answers = createAnswerMemory();
    let look = (): void => undefined;
    const looked = new Promise<void>((resolve) => {
      look = resolve;
    });
    const slow: AnswerMemory = {
      ...answers,
      async find(key) {
        const found = await answers.find(key);
        if (key === KEY) await looked;
        return found;
      },
    };
    const note = (name: string) => async () => {
      calls.push(name);
      return { outcome: `${name}Done`, data: {} };
    };
    const { memory, served, clock } = setUp({ Pay: note('Pay'), UndoPay: note('UndoPay') }, { answers: slow });
    await served;
    await memory.publish('pay', commandMessage('Pay', KEY));
    const undo = { [HEADERS.undoes]: KEY, [HEADERS.direction]: 'undo' };
    await memory.publish('pay', commandMessage('UndoPay', `${KEY}/undo`, undo));
    await clock.sleep(1);
    look();
    await clock.sleep(1);
    expect(calls.indexOf('UndoPay')).toBe(calls.length - 1);
  });

  it('survives a broker that does not take a late answer, and gives it when it is asked again', async () => {
    let failures = 1;
    const command = commandMessage('Pay', KEY, { [HEADERS.timeout]: '100' });
    const { memory, served, clock } = setUp(
      {
        Pay: async () => {
          await clock.sleep(500);
          return { outcome: 'PayDone', data: {} };
        },
      },
      {
        broker: {
          async publish(channel, message) {
            if (failures-- > 0) throw new Error('no broker');
            await memory.publish(channel, message);
          },
        },
      },
    );
    await served;
    await memory.publish('pay', command);
    await clock.sleep(1_000);
    expect(memory.published('replies')).toEqual([]);
    await memory.publish('pay', command);
    await clock.sleep(10);
    expect(memory.published('replies').map(({ type }) => type)).toEqual(['PayDone']);
  });
});
