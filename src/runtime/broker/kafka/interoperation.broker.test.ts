import { Consumer, compatibilityPartitioner, type Message, Producer, stringSerializers } from '@platformatic/kafka';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerUrl } from '../../testing/servers.js';
import { collect, messageOf } from '../contract/fixture.js';
import { partitionOf } from './murmur2.js';
import { addressOf, type KafkaRoom, openKafkaRoom } from './testing/open-kafka.js';

const url = brokerUrl('kafka');

/** A server that has just started takes some seconds until it knows of groups and transactions. */
const patient = { clientId: 'other', retries: 60, retryDelay: 250 };

describe.skipIf(url === undefined)('Kafka and programs of others', () => {
  let room: KafkaRoom;
  /** A group that other tests use would wait for the members of those. */
  let group: string;
  const bootstrapBrokers = [addressOf(url ?? '')];
  beforeEach(async () => {
    room = await openKafkaRoom(url ?? '');
    group = room.channel('a');
  });
  afterEach(() => room.close());

  it('writes what others read: the key, its partition, attributes of CloudEvents with `ce_`', async () => {
    const broker = await room.open({ create: { partitions: 5 } });
    const name = room.channel('orders');
    const message = messageOf('1', { key: 'Größe 4711', headers: { traceparent: '00-1', own: 'ä' } });
    await broker.publish(name, message);
    const [found] = await readAll(name, 1);
    const headers = new Map([...(found?.headers ?? [])].map(([key, value]) => [String(key), String(value)]));
    expect(found?.key?.toString()).toBe('Größe 4711');
    expect(found?.partition).toBe(partitionOf(Buffer.from('Größe 4711'), 5));
    expect(JSON.parse(String(found?.value))).toEqual(message.data);
    expect(headers.get('ce_id')).toBe('1');
    expect(headers.get('ce_type')).toBe('OrderPlaced');
    expect(headers.get('ce_specversion')).toBe('1.0');
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('own')).toBe('ä');
  });

  it('puts a key where a client that is compatible with the one for Java puts it', async () => {
    const broker = await room.open({ create: { partitions: 7 } });
    const name = room.channel('orders');
    const keys = Array.from({ length: 20 }, (_, index) => `order ${index}`);
    for (const key of keys) await broker.publish(name, messageOf(key, { key }));
    await send(keys.map((key) => ({ topic: name, key, value: '{}' })));
    const partitions = new Map<string, Set<number>>();
    for (const { key, partition } of await readAll(name, 40)) {
      const own = partitions.get(String(key)) ?? new Set();
      partitions.set(String(key), own.add(partition));
    }
    expect([...partitions.values()].map(({ size }) => size)).toEqual(keys.map(() => 1));
  });

  it('reads whatever others have written, and goes on', async () => {
    const broker = await room.open();
    const name = room.channel('orders');
    const inbox = await collect(broker, name, group);
    await send([
      { topic: name, value: 'no JSON' },
      { topic: name, key: 'k', value: '', headers: { 'X-Odd': '\u0000', '': 'nameless' } },
      {
        topic: name,
        key: 'k',
        value: '{"orderId":"o1"}',
        headers: {
          ce_id: '7',
          ce_type: 'Paid',
          ce_source: '/x',
          ce_specversion: '1.0',
          'content-type': 'application/json',
        },
      },
    ]);
    await broker.publish(name, messageOf('last'));
    const found = await inbox.until(4);
    expect(found[0]).toMatchObject({ id: `${name}@0/0`, data: new Uint8Array(Buffer.from('no JSON')) });
    expect(found[1]).toMatchObject({ key: 'k', headers: { 'x-odd': '\u0000' } });
    const event = { id: '/x 7', type: 'Paid', key: 'k', data: { orderId: 'o1' } };
    // Of another key, and so perhaps before it.
    expect(found.slice(2)).toEqual(expect.arrayContaining([expect.objectContaining(event)]));
    expect(found.map(({ id }) => id)).toContain('last');
  });

  it.each(['gzip', 'snappy', 'lz4'] as const)('reads what was compressed with %s', async (compression) => {
    const broker = await room.open();
    const name = room.channel('orders');
    const inbox = await collect(broker, name, group);
    await send(
      Array.from({ length: 30 }, (_, index) => ({ topic: name, key: 'k', value: `text ${index}` })),
      { compression },
    );
    const found = await inbox.until(30);
    expect(found.map(({ data }) => Buffer.from(data as Uint8Array).toString())).toEqual(
      Array.from({ length: 30 }, (_, index) => `text ${index}`),
    );
  });

  it('does not bring what a transaction has given up, and is not behind after it', async () => {
    const broker = await room.open();
    const name = room.channel('orders');
    const inbox = await collect(broker, name, group);
    await inTransaction(name, 'given up', 'abort');
    await inTransaction(name, 'kept', 'commit');
    await broker.publish(name, messageOf('last'));
    const found = await inbox.until(2);
    expect(found.map(({ key }) => key)).toEqual(['kept', 'o1']);
    await expect.poll(async () => (await broker.lag(name, group))?.messages).toBe(0);
  });

  async function send(
    messages: Parameters<Producer<string, string, string, string>['send']>[0]['messages'],
    options: { readonly compression?: 'gzip' | 'snappy' | 'lz4' } = {},
  ): Promise<void> {
    const producer = new Producer({
      ...patient,
      bootstrapBrokers,
      serializers: stringSerializers,
      partitioner: compatibilityPartitioner,
      ...options,
    });
    await producer.send({ messages, acks: -1 });
    await producer.close();
  }

  async function inTransaction(topic: string, key: string, end: 'abort' | 'commit'): Promise<void> {
    const producer = new Producer({
      ...patient,
      bootstrapBrokers,
      idempotent: true,
      transactionalId: room.channel(key.replace(' ', '-')),
      serializers: stringSerializers,
    });
    const transaction = await producer.beginTransaction();
    await transaction.send({ messages: [{ topic, key, value: '{}' }] });
    await transaction[end]();
    await producer.close();
  }

  async function readAll(topic: string, count: number): Promise<Message[]> {
    const consumer = new Consumer({ ...patient, bootstrapBrokers, groupId: room.channel('others') });
    const stream = await consumer.consume({ topics: [topic], mode: 'earliest', maxWaitTime: 100 });
    const found: Message[] = [];
    for await (const message of stream) {
      found.push(message);
      if (found.length === count) break;
    }
    await consumer.close(true);
    return found;
  }
});
