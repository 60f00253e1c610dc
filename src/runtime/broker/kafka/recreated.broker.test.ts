import { Admin } from '@platformatic/kafka';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokerUrl } from '../../testing/servers.js';
import { collect, ids, messageOf } from '../contract/fixture.js';
import { type KafkaRoom, openKafkaRoom } from './testing/open-kafka.js';

const url = brokerUrl('kafka');

describe.skipIf(url === undefined)('a channel of Kafka', () => {
  let room: KafkaRoom;
  beforeEach(async () => {
    room = await openKafkaRoom(url ?? '');
  });
  afterEach(() => room.close());

  it('that is deleted and made again while it is read is read from its start', async () => {
    const name = room.channel('orders');
    const reader = await room.open({ create: { partitions: 1 } });
    const inbox = await collect(reader, name, room.channel('a'), { deadLetters: false });
    for (const id of ['old 1', 'old 2', 'old 3']) await reader.publish(name, messageOf(id));
    await inbox.until(3);
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: [new URL(url ?? '').host] });
    await admin.deleteTopics({ topics: [name] });
    await admin.close();
    const writer = await room.open({ create: { partitions: 1 } });
    const fresh = Array.from({ length: 8 }, (_, index) => `new ${index}`);
    // In one batch: there is more in it than was read of the old one before the reader looks again.
    await Promise.all(fresh.map((id) => writer.publish(name, messageOf(id))));
    await inbox.until(11);
    // What is on its way at the same time comes in any order.
    expect(ids(inbox.messages).slice(3).sort()).toEqual(fresh);
    expect(room.problems.join()).toMatch(/was deleted and made again; it is read from its start/);
  });

  it('takes messages that have a header of the name with which letters are marked', async () => {
    const name = room.channel('orders');
    const broker = await room.open();
    const inbox = await collect(broker, name, room.channel('a'), { deadLetters: false });
    await broker.publish(name, messageOf('1', { headers: { 'sagac-settled': '0' } }));
    await broker.publish(name, messageOf('2'));
    expect(ids(await inbox.until(2))).toEqual(['1', '2']);
  });

  it('has no groups without a name', async () => {
    const broker = await room.open();
    const refused = broker.subscribe(room.channel('orders'), '', async () => undefined);
    await expect(refused).rejects.toThrow(/group.*needs a name/);
  });
});
