import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerUrl } from '../../testing/servers.js';
import type { BrokerMessage } from '../broker.js';
import { collect, createBell, createGate, ids, messageOf } from '../contract/fixture.js';
import { partitionOf } from './murmur2.js';
import { type KafkaRoom, openKafkaRoom } from './testing/open-kafka.js';

const url = brokerUrl('kafka');
const PARTITIONS = 4;

describe.skipIf(url === undefined)('processes that share a topic of Kafka', { timeout: 60_000 }, () => {
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

  it('never have one key in two of them, and go on while one of them lets go', async () => {
    const first = await room.open({ create: { partitions: PARTITIONS } });
    const second = await room.open();
    const slow = createGate();
    const bell = createBell();
    const atWork = new Map<string, string>();
    const overlaps: string[] = [];
    const done: string[] = [];
    const take = (who: string) => async (message: BrokerMessage) => {
      const other = atWork.get(message.key);
      if (other !== undefined) overlaps.push(`${message.key}: ${other} and ${who}`);
      atWork.set(message.key, who);
      bell.ring();
      if (message.id.startsWith('slow')) await slow.passed;
      atWork.delete(message.key);
      done.push(`${who} ${message.id}`);
      bell.ring();
    };
    await first.subscribe(name, group, take('first'));
    const [stays = '', free = '', moves = '', idle = ''] = keysOfEachPartition();
    for (const key of [stays, moves]) await first.publish(name, messageOf(`slow ${key}`, { key }));
    await bell.until(() => atWork.size === 2);
    await second.subscribe(name, group, take('second'));
    // A partition without work is given up at once: then the second one has come, and the other half of its share is on its way.
    for (let count = 0; !done.some((entry) => entry.startsWith('second')); count += 1) {
      const before = done.length;
      await first.publish(name, messageOf(`idle ${count}`, { key: idle }));
      await bell.until(() => done.length > before);
    }
    for (const key of [stays, moves, free, idle]) await first.publish(name, messageOf(`behind ${key}`, { key }));
    await bell.until(() => [free, idle].every((key) => done.some((entry) => entry.endsWith(`behind ${key}`))));
    expect(done).not.toContain(`second slow ${moves}`);
    expect(done.filter((entry) => entry.endsWith(`behind ${stays}`) || entry.endsWith(`behind ${moves}`))).toEqual([]);
    slow.open();
    await bell.until(() => [stays, moves].every((key) => done.some((entry) => entry.endsWith(`behind ${key}`))));
    expect(overlaps).toEqual([]);
    expect(done).toContain(`first slow ${stays}`);
    expect(done).toContain(`first slow ${moves}`);
    expect(done).toContain(`second behind ${moves}`);
  });

  it('give their partitions to the others when they close, those without work at once', async () => {
    const first = await room.open({ create: { partitions: PARTITIONS } });
    const second = await room.open();
    const gate = createGate();
    const bell = createBell();
    let begun = 0;
    const [busy = '', ...free] = keysOfEachPartition();
    const subscription = await first.subscribe(name, group, async ({ id }) => {
      begun += 1;
      bell.ring();
      if (id === 'busy') await gate.passed;
    });
    await first.publish(name, messageOf('busy', { key: busy }));
    await bell.until(() => begun === 1);
    const inbox = await collect(second, name, group);
    const closed = subscription.close();
    for (const key of [busy, ...free]) await second.publish(name, messageOf(`new ${key}`, { key }));
    // While the first one is still at work.
    expect(new Set(ids(await inbox.until(free.length)))).toEqual(new Set(free.map((key) => `new ${key}`)));
    gate.open();
    await closed;
    expect(ids(await inbox.until(PARTITIONS)).at(-1)).toBe(`new ${busy}`);
  });

  it('start with many channels', { timeout: 60_000 }, async () => {
    const broker = await room.open();
    const channels = Array.from({ length: 12 }, (_, index) => room.channel(`many${index}`));
    for (const channel of channels) await broker.publish(channel, messageOf('before'));
    const inboxes = [];
    for (const channel of channels) inboxes.push(await collect(broker, channel, room.channel('group')));
    for (const inbox of inboxes) await inbox.until(1);
  });

  it('begin again where nobody has acknowledged, whatever was acknowledged behind it', async () => {
    const first = await room.openThrough({ create: { partitions: 1 } });
    const bell = createBell();
    const gate = createGate();
    const done: string[] = [];
    await first.subscribe(name, group, async ({ id }) => {
      if (id === 'stuck') await gate.passed;
      done.push(id);
      bell.ring();
    });
    await first.publish(name, messageOf('before', { key: 'k0' }));
    await first.publish(name, messageOf('stuck', { key: 'k1' }));
    for (let index = 0; index < 150; index += 1)
      await first.publish(name, messageOf(`${index}`, { key: `k${index}0` }));
    await bell.until(() => done.length === 151);
    const other = await room.open();
    await expect.poll(async () => (await other.lag(name, group))?.messages).toBe(151);
    // As if the process had ended here: Kafka hears nothing more of it.
    await room.proxy.cut();
    const inbox = await collect(other, name, group);
    const found = ids(await inbox.until(151));
    expect(found).toContain('stuck');
    expect(found).not.toContain('before');
    gate.open();
  });

  function keysOfEachPartition(): string[] {
    const found = new Map<number, string>();
    for (let index = 0; found.size < PARTITIONS; index += 1) {
      const key = `key ${index}`;
      const partition = partitionOf(Buffer.from(key), PARTITIONS);
      if (!found.has(partition)) found.set(partition, key);
    }
    return [...found].sort(([one], [other]) => one - other).map(([, key]) => key);
  }
});
