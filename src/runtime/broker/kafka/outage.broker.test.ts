import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OwnServer, startServer } from '../../../../scripts/servers/start-server.mjs';
import { isSagaError } from '../../errors.js';
import { brokerUrl } from '../../testing/servers.js';
import { Unprocessable } from '../broker.js';
import { collect, createBell, ids, messageOf } from '../contract/fixture.js';
import { createKafkaBroker } from './index.js';
import { type KafkaRoom, openKafkaRoom } from './testing/open-kafka.js';

const url = brokerUrl('kafka');

describe.skipIf(url === undefined)('Kafka that is away', () => {
  let room: KafkaRoom;
  /** A group that other tests use would wait for the members of those. */
  let group: string;
  let name: string;
  beforeEach(async () => {
    room = await openKafkaRoom(url ?? '');
    group = room.channel('a');
    name = room.channel('orders');
  });
  afterEach(() => room.close());

  it('is told of in time, in words, where the network has fallen silent; and then found again', async () => {
    const broker = await room.openThrough({ publishTimeoutMs: 3_000 });
    const inbox = await collect(broker, name, group);
    await broker.publish(name, messageOf('before'));
    await inbox.until(1);
    room.proxy.freeze();
    const began = performance.now();
    const [known, fresh] = await Promise.allSettled([
      broker.publish(name, messageOf('lost')),
      broker.publish(room.channel('fresh'), messageOf('lost')),
    ]);
    expect(performance.now() - began).toBeLessThan(6_000);
    for (const outcome of [known, fresh]) {
      const error: unknown = outcome.status === 'rejected' ? outcome.reason : undefined;
      expect(isSagaError(error, 'broker-unreachable')).toBe(true);
      expect(String(error)).toMatch(/Kafka \(127\.0\.0\.1:\d+\) has not confirmed a message for `.*` within 3000 ms: /);
    }
    await room.proxy.restore();
    await broker.publish(name, messageOf('after'));
    const bell = await inbox.until(2);
    expect(ids(bell)).toContain('after');
  });

  it('does not end the process, whatever breaks', { timeout: 60_000 }, async () => {
    const broker = await room.openThrough({ publishTimeoutMs: 30_000 });
    const inbox = await collect(broker, name, group);
    const stray: unknown[] = [];
    const note = (error: unknown): number => stray.push(error);
    process.on('unhandledRejection', note);
    process.on('uncaughtException', note);
    try {
      for (let round = 0; round < 5; round += 1) {
        const publishing = Array.from({ length: 20 }, (_, index) =>
          broker.publish(name, messageOf(`${round} ${index}`, { key: `${index}` })),
        );
        await room.proxy.cut();
        await room.proxy.restore();
        await Promise.all(publishing);
      }
      await expect.poll(() => new Set(ids(inbox.messages)).size, { timeout: 25_000 }).toBe(100);
      await broker.close();
    } finally {
      process.off('unhandledRejection', note);
      process.off('uncaughtException', note);
    }
    expect(stray).toEqual([]);
    // What is sent again after an answer was lost is written once.
    expect(inbox.messages).toHaveLength(100);
  });

  it('says what is the matter when it is opened', async () => {
    const away = createKafkaBroker({ url: 'kafka://user:secret@127.0.0.1:9,127.0.0.1:10', publishTimeoutMs: 300 });
    const error = await away.catch((thrown: unknown) => thrown);
    expect(isSagaError(error, 'broker-unreachable')).toBe(true);
    expect(String(error)).toContain('127.0.0.1:9');
    expect(String(error)).toContain('ECONNREFUSED');
    expect(String(error)).not.toContain('secret');
  });

  it('makes nothing where a team provisions topics', async () => {
    const broker = await room.open({ create: false });
    const refused = await broker.publish(name, messageOf('1')).catch((thrown: unknown) => thrown);
    expect(isSagaError(refused, 'channel-missing')).toBe(true);
    expect(String(refused)).toContain(`\`${name}\``);
    await expect(broker.subscribe(name, group, async () => undefined)).rejects.toThrow(`\`${name}\``);
    await (await room.open()).publish(name, messageOf('1'));
    await expect(broker.subscribe(name, group, async () => undefined)).rejects.toThrow(`\`${name}.${group}.dead\``);
    await collect(broker, name, group, { deadLetters: false });
  });

  it('refuses for good names that it does not take', async () => {
    const broker = await room.open();
    for (const bad of ['no/slash', 'x'.repeat(250), '..', '']) {
      await expect(broker.publish(bad, messageOf('1'))).rejects.toBeInstanceOf(Unprocessable);
    }
    await broker.publish(`${name}.x`, messageOf('1'));
    await expect(broker.publish(`${name}_x`, messageOf('1'))).rejects.toBeInstanceOf(Unprocessable);
  });

  it('refuses a large message by the limit of its topic, and not those sent with it', async () => {
    const broker = await room.open({ create: { maxBytes: 20_000 } });
    const sent = [5_000, 9_000, 30_000, 9_000, 5_000, 18_000].map((size, index) =>
      broker.publish(name, messageOf(`${index}`, { data: { text: 'x'.repeat(size) } })),
    );
    const outcomes = await Promise.allSettled(sent);
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, true, true]);
    const [, , refused] = outcomes;
    const error: unknown = refused?.status === 'rejected' ? refused.reason : undefined;
    expect(error).toBeInstanceOf(Unprocessable);
    expect(String(error)).toMatch(/has 3\d{4} bytes, and the topic `.*` takes at most 20000/);
    const inbox = await collect(broker, name, group);
    await inbox.until(5);
  });
});

describe.skipIf(url === undefined)('Kafka that is killed and started again', () => {
  let server: OwnServer;
  beforeEach(async () => {
    server = await startServer('kafka');
  }, 120_000);
  afterEach(() => server.remove());

  it('loses nothing that it has confirmed, and everybody goes on', { timeout: 120_000 }, async () => {
    const settings = { url: server.url, redeliveryMs: 50, publishTimeoutMs: 60_000, onProblem: () => undefined };
    const broker = await createKafkaBroker({ ...settings, create: { partitions: 3 } });
    const bell = createBell();
    const taken = new Set<string>();
    await broker.subscribe('orders', 'a', async ({ id }) => {
      taken.add(id);
      bell.ring();
    });
    const confirmed: string[] = [];
    const lanes = Array.from({ length: 8 }, async (_, lane) => {
      for (let index = 0; index < 60; index += 1) {
        const id = `${lane} ${index}`;
        await broker.publish('orders', messageOf(id, { key: `${lane}` }));
        confirmed.push(id);
        bell.ring();
      }
    });
    await bell.until(() => confirmed.length >= 100);
    await server.stop('kill');
    await server.start();
    await Promise.all(lanes);
    await bell.until(() => confirmed.every((id) => taken.has(id)));
    expect(taken.size).toBe(480);
    await broker.close();
  });
});
