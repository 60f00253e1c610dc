import { describe, expect, it } from 'vitest';
import type { Broker, SubscribeOptions } from '../broker/broker.js';
import { createMemoryBroker } from '../broker/memory-broker.js';
import type { Lag } from '../broker/operations.js';
import { readChannels } from '../consumer/read-channels.js';
import { startConsumer } from '../consumer/start-consumer.js';
import { definitionOf, handlerOf } from '../consumer/testing/set-up.js';
import { createMemoryInbox } from '../inbox/memory-inbox.js';
import { linkChannels } from '../remote/link-channels.js';
import { createRemoteLink } from '../remote/remote-link.js';
import { observeBroker, type WatchedChannel } from './observe-broker.js';
import { metricsSdk } from './testing/metrics-sdk.js';

const ORDERS = { channel: 'orders', group: 'mail', deadLetters: 'orders.mail.dead' };

describe('a broker that is observed', () => {
  it('tells how far a service is behind, and how many dead letters there are', async () => {
    const { meter, points } = metricsSdk();
    const broker = createMemoryBroker();
    await broker.subscribe('orders', 'mail', () => new Promise(() => undefined));
    const message = { id: 'm1', key: 'k', type: 'E', data: {}, headers: {} };
    await broker.publish('orders', message);
    await broker.publish('orders.mail.dead', message);
    const stop = observeBroker(broker, [ORDERS, { ...ORDERS, group: 'nobody' }], { service: 'mail', meter });
    const told = await points();
    const place = { 'sagac.service': 'mail', 'messaging.destination.name': 'orders' };
    const attributes = { ...place, 'messaging.consumer.group.name': 'mail' };
    expect(told).toEqual([
      { name: 'sagac.consumer.lag', unit: '{message}', attributes, value: 1 },
      { name: 'sagac.consumer.oldest_age', unit: 's', attributes, value: expect.any(Number) },
      {
        name: 'sagac.dead_letters',
        unit: '{message}',
        attributes: { ...place, 'messaging.destination.name': 'orders.mail.dead' },
        value: 1,
      },
    ]);
    stop();
  });

  it.each<[Lag, readonly string[]]>([
    [{ messages: 0 }, ['lag 0', 'oldest_age 0']],
    [{ messages: 2 }, ['lag 2']],
    [{ messages: 2, oldestAgeMs: 61_500 }, ['lag 2', 'oldest_age 61.5']],
    [{ messages: 2, oldestAgeMs: -3 }, ['lag 2', 'oldest_age 0']],
  ])('says of %j what is known', async (lag, told) => {
    const { meter, points } = metricsSdk();
    const broker = { lag: async () => lag, countDeadLetters: async () => 0 };
    observeBroker(broker, [{ channel: 'orders', group: 'mail' }], { service: 'mail', meter });
    expect((await points()).map(({ name, value }) => `${name.slice('sagac.consumer.'.length)} ${value}`)).toEqual(told);
  });

  it('tells of one channel what it cannot tell of another, asks for each grave once, and of queues as such', async () => {
    const { meter, points } = metricsSdk();
    const asked: string[] = [];
    const broker = {
      lag: async (channel: string, _group: string, kind?: string) => {
        if (channel === 'away') throw new Error('no such thing');
        return { messages: kind === 'queue' ? 7 : 1 };
      },
      countDeadLetters: async (channel: string) => asked.push(channel),
    };
    const channels: readonly WatchedChannel[] = [
      { ...ORDERS, channel: 'away' },
      ORDERS,
      { channel: 'work', group: 'mail', kind: 'queue', deadLetters: false },
    ];
    observeBroker(broker, channels, { service: 'mail', meter });
    const lags = (await points()).filter(({ name }) => name === 'sagac.consumer.lag');
    expect(lags.map(({ attributes, value }) => [attributes['messaging.destination.name'], value])).toEqual([
      ['orders', 1],
      ['work', 7],
    ]);
    expect(asked).toEqual(['orders.mail.dead']);
  });

  it('is not asked without an SDK', () => {
    const refuse = async () => Promise.reject(new Error('asked'));
    expect(observeBroker({ lag: refuse, countDeadLetters: refuse }, [ORDERS], { service: 'mail' })()).toBeUndefined();
  });
});

/** What was subscribed to, as it is told to whoever watches. */
function recording() {
  const read: object[] = [];
  const broker: Broker = {
    publish: async () => undefined,
    subscribe: async (channel, group, _handler, { kind = 'topic', deadLetters }: SubscribeOptions = {}) => {
      read.push({ channel, group, kind, deadLetters: deadLetters ?? `${channel}.${group}.dead` });
      return { close: async () => undefined };
    },
    close: async () => undefined,
  };
  return { read, broker };
}

describe('what is to be observed', () => {
  it('is everything that a consumer subscribes to', async () => {
    const usual = definitionOf([handlerOf()]);
    const orders = { ordering: 'none', retryDelaysMs: [1, 2], group: 'mailers' } as const;
    const definition = {
      ...usual,
      channels: { orders, work: { ordering: 'key', retryDelaysMs: [], kind: 'queue', deadLetter: false } as const },
      commands: { Send: { type: 'Send', success: [], failure: [] } },
    };
    const { read, broker } = recording();
    const commands = { Send: async () => ({ outcome: 'MailSent', data: {} }) };
    const handlers = { Mail: async () => undefined };
    const consumer = await startConsumer({ definition, broker, inbox: createMemoryInbox(), handlers, commands });
    await consumer.close();
    expect(read).toHaveLength(5);
    const told = readChannels(definition);
    expect(new Set(told)).toEqual(new Set(read));
    expect(told).toHaveLength(read.length);
  });

  it('is everything that a remote link subscribes to', async () => {
    const { read, broker } = recording();
    const options = {
      group: 'order.Checkout',
      replyChannel: 'order.Checkout.replies',
      eventChannels: ['orders', 'work'],
      commandChannel: 'order.commands',
      deadLetters: { orders: false as const, work: 'graves' },
      reading: { work: { kind: 'queue' as const } },
    };
    const receiver = { receive: async () => undefined, receiveReply: async () => undefined };
    await createRemoteLink({ ...options, broker }).listen(receiver as never);
    expect(read).toHaveLength(4);
    expect(linkChannels(options)).toEqual(read);
  });
});
