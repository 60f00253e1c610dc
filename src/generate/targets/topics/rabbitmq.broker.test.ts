import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrokerMessage, SubscribeOptions } from '../../../runtime/broker/broker.js';
import { Unprocessable } from '../../../runtime/broker/broker.js';
import type { OperatedBroker } from '../../../runtime/broker/operations.js';
import { createRabbitmqBroker } from '../../../runtime/broker/rabbitmq/index.js';
import { connectPlainly, onLine } from '../../../runtime/broker/rabbitmq/testing/made-things.js';
import { brokerUrl } from '../../../runtime/testing/servers.js';
import { readYaml } from '../../../testing/catalog-from-yaml.js';
import { planTopics } from './plan-topics.js';
import { rabbitmqDefinitions } from './rabbitmq.js';

const mark = `t${randomUUID().slice(0, 8)}`;
const CATALOG = `
services: { own: { outbox: true }, reader: {}, late: {} }
channels:
  ${mark}.orders: { broker: rabbitmq, key: id, deadLetter: { channel: ${mark}.dead } }
  ${mark}.dead: { broker: rabbitmq }
  ${mark}.loose: { broker: rabbitmq, ordering: none, retryDelays: [1s], deadLetter: { channel: ${mark}.dead } }
  ${mark}.jobs: { broker: rabbitmq, kind: queue }
events:
  Placed: { producer: own, channel: ${mark}.orders, consumers: [reader, late], payload: { id: uuid } }
  Noted: { producer: own, channel: ${mark}.loose, consumers: [reader], payload: { id: uuid } }
  Queued: { producer: own, channel: ${mark}.jobs, consumers: [reader], payload: { id: uuid } }
`;

interface Definitions {
  readonly exchanges: readonly { readonly name: string; readonly type: string }[];
  readonly queues: readonly { readonly name: string; readonly arguments: Record<string, unknown> }[];
  readonly bindings: readonly { readonly source: string; readonly destination: string }[];
}

const url = brokerUrl('rabbitmq');

describe.skipIf(url === undefined)('what the definitions for RabbitMQ make', () => {
  const brokers: OperatedBroker[] = [];
  let definitions: Definitions = { exchanges: [], queues: [], bindings: [] };

  beforeAll(async () => {
    const { catalog } = await readYaml(CATALOG);
    definitions = rabbitmqDefinitions(planTopics(catalog), '/') as unknown as Definitions;
    const connection = await connectPlainly(url ?? '');
    await onLine(connection, async (line) => {
      for (const { name, type } of definitions.exchanges)
        await line.exchangeDeclare({ exchange: name, type, durable: true });
      for (const one of definitions.queues) {
        await line.queueDeclare({ queue: one.name, durable: true, arguments: one.arguments });
      }
      for (const { source, destination } of definitions.bindings) {
        await line.queueBind({ exchange: source, queue: destination, routingKey: '' });
      }
    });
    await connection.close();
  });
  afterAll(async () => {
    await Promise.all(brokers.map((broker) => broker.close()));
    const connection = await connectPlainly(url ?? '');
    await onLine(connection, async (line) => {
      for (const { name } of definitions.queues) await line.queueDelete({ queue: name });
      for (const { name } of definitions.exchanges) await line.exchangeDelete({ exchange: name });
    });
    await connection.close();
  });

  async function connect(create: false | undefined): Promise<OperatedBroker> {
    const how = { url: url ?? '', onProblem: () => undefined, redeliveryMs: 20 };
    const broker = await createRabbitmqBroker(create === undefined ? how : { ...how, create });
    brokers.push(broker);
    return broker;
  }

  const dead = `${mark}.dead`;
  const READERS: readonly (readonly [string, string, SubscribeOptions])[] = [
    [`${mark}.orders`, 'reader', { deadLetters: dead }],
    [`${mark}.orders`, 'late', { deadLetters: dead }],
    [`${mark}.loose`, 'reader', { deadLetters: dead, ordering: 'none' }],
    [`${mark}.loose.reader.retry.1`, 'reader', { deadLetters: dead, ordering: 'none', delayMs: 1_000 }],
    [`${mark}.jobs`, 'reader', { kind: 'queue' }],
  ];

  it.each([['makes what is missing', undefined] as const, ['makes nothing', false] as const])(
    'is what a broker needs that %s',
    async (_name, create) => {
      const broker = await connect(create);
      for (const [channel, group, options] of READERS) {
        const taken = new Promise<BrokerMessage>((resolve) => {
          void broker
            .subscribe(channel, group, async (message) => resolve(message), options)
            .then(() => broker.publish(channel, { id: '1', key: 'k', type: 'T', data: {}, headers: {} }));
        });
        expect((await taken).id).toBe('1');
      }
      // Of those that read in order, one stands in the way of the next.
      await broker.close();
    },
  );

  it('keeps dead letters that nobody reads', async () => {
    const broker = await connect(false);
    const refused = new Promise<void>((resolve) => {
      void broker
        .subscribe(
          `${mark}.orders`,
          'late',
          async () => {
            resolve();
            throw new Unprocessable('nobody knows it');
          },
          { deadLetters: dead },
        )
        .then(() => broker.publish(`${mark}.orders`, { id: 'poison', key: 'k', type: 'T', data: {}, headers: {} }));
    });
    await refused;
    await expect.poll(() => broker.countDeadLetters(dead), { timeout: 10_000 }).toBe(1);
  });

  it('is told of where it is missing', async () => {
    const broker = await connect(false);
    const subscribed = broker.subscribe(`${mark}.orders`, 'nobody', async () => undefined, { deadLetters: dead });
    await expect(subscribed).rejects.toThrow(/the queue `\S+\.orders:nobody`.*target `topics`/);
    await expect(
      broker.publish(`${mark}.nowhere`, { id: '1', key: 'k', type: 'T', data: {}, headers: {} }),
    ).rejects.toThrow(/the exchange `\S+\.nowhere`.*target `topics`/);
  });
});
