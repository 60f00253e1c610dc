import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerUrl } from '../../testing/servers.js';
import { collect, ids, messageOf } from '../contract/fixture.js';
import type { OperatedBroker } from '../operations.js';
import { loadDriver } from './driver.js';
import { addressOf, type KafkaRoom, openKafkaRoom } from './testing/open-kafka.js';

const url = brokerUrl('kafka');

describe.skipIf(url === undefined)('dead letters in a topic of Kafka', () => {
  let room: KafkaRoom;
  let dead: string;
  beforeEach(async () => {
    room = await openKafkaRoom(url ?? '');
    dead = room.channel('dead');
  });
  afterEach(() => room.close());

  it('are taken away once, however many try it at the same time', async () => {
    const broker = await fill(await room.open(), 6);
    const others = [broker, await room.open(), await room.open()];
    const letters = await broker.deadLetters(dead, 10);
    const outcomes = await Promise.all(
      letters.map(({ position }) => Promise.all(others.map((one) => one.removeDeadLetter(dead, position)))),
    );
    expect(outcomes.map((one) => one.filter(Boolean).length)).toEqual(letters.map(() => 1));
    for (const one of others) expect(await one.countDeadLetters(dead)).toBe(0);
  });

  it('leave a log that does not grow: what is dealt with at its beginning is deleted', async () => {
    const broker = await fill(await room.open(), 5);
    const [first, second, third] = await broker.deadLetters(dead, 10);
    await broker.removeDeadLetter(dead, second?.position ?? '');
    expect(await startOf(dead)).toBe(0);
    await broker.removeDeadLetter(dead, first?.position ?? '');
    expect(await startOf(dead)).toBe(2);
    // Marks of letters that are still there must stay, too.
    await broker.removeDeadLetter(dead, '0/4');
    await broker.removeDeadLetter(dead, third?.position ?? '');
    const other = await room.open();
    expect(ids((await other.deadLetters(dead, 10)).map(({ message }) => message))).toEqual(['3']);
    await other.removeDeadLetter(dead, '0/3');
    expect(await startOf(dead)).toBe(10);
    expect(await broker.countDeadLetters(dead)).toBe(0);
    await fill(broker, 1);
    expect(ids((await broker.deadLetters(dead, 10)).map(({ message }) => message))).toEqual(['0']);
  });

  it('are read from all partitions, oldest first', async () => {
    const broker = await room.open({ create: { partitions: 3 } });
    for (let index = 0; index < 9; index += 1) {
      const key = `${index % 4}`;
      await broker.publish(dead, messageOf(`${index}`, { key }));
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    const letters = await broker.deadLetters(dead, 5);
    expect(ids(letters.map(({ message }) => message))).toEqual(['0', '1', '2', '3', '4']);
    expect(new Set(letters.map(({ position }) => position.split('/')[0])).size).toBeGreaterThan(1);
    for (const { position } of letters) expect(await broker.removeDeadLetter(dead, position)).toBe(true);
    expect(await broker.countDeadLetters(dead)).toBe(4);
  });

  it('may be read by a group, which does not see the marks', async () => {
    const broker = await fill(await room.open(), 3);
    await broker.removeDeadLetter(dead, '0/1');
    const inbox = await collect(broker, dead, room.channel('operators'));
    await fill(broker, 1);
    expect(ids(await inbox.until(4))).toEqual(['0', '1', '2', '0']);
    await expect.poll(async () => (await broker.lag(dead, room.channel('operators')))?.messages).toBe(0);
  });

  it('are not there under a name that is none', async () => {
    const broker = await fill(await room.open(), 1);
    for (const position of ['0/7', '9/0', '0', 'x/y', '0/-1', '']) {
      expect(await broker.removeDeadLetter(dead, position)).toBe(false);
    }
    expect(await broker.countDeadLetters(dead)).toBe(1);
  });

  it('are shown and counted where there are many', async () => {
    const broker = await fill(await room.open({ publishTimeoutMs: 15_000 }), 2_000);
    expect(await broker.deadLetters(dead, 50)).toHaveLength(50);
    expect(await broker.countDeadLetters(dead)).toBe(2_000);
  });

  async function fill(broker: OperatedBroker, count: number): Promise<OperatedBroker> {
    const letters = Array.from({ length: count }, (_, index) => messageOf(`${index}`));
    await Promise.all(letters.map((letter) => broker.publish(dead, letter)));
    return broker;
  }

  async function startOf(topic: string): Promise<number> {
    const { Admin, ListOffsetTimestamps } = await loadDriver();
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: [addressOf(url ?? '')] });
    const partitions = [{ partitionIndex: 0, timestamp: ListOffsetTimestamps.EARLIEST }];
    const [found] = await admin.listOffsets({ topics: [{ name: topic, partitions }] });
    await admin.close();
    return Number(found?.partitions[0]?.offset);
  }
});
