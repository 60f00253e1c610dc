import { expect, it } from 'vitest';
import { type BrokerFixture, collect, createBell, createGate, ids, idsByKey, messageOf } from './fixture.js';

/** Who is given a message. */
export function describeGroups(fixture: () => BrokerFixture): void {
  it('gives each group every message, and each message to one member of it', async () => {
    const { broker, channel } = fixture();
    const first = await collect(broker, channel('orders'), 'a');
    const second = await collect(broker, channel('orders'), 'a');
    const other = await collect(broker, channel('orders'), 'b');
    for (let index = 0; index < 10; index += 1) await broker.publish(channel('orders'), messageOf(`${index}`));
    await other.until(10);
    await eventually([first, second], 10);
    expect(ids(first.messages, second.messages).sort()).toEqual(ids(other.messages).sort());
  });

  it('shares a queue among all groups', async () => {
    const { broker, channel } = fixture();
    const one = await collect(broker, channel('work'), 'a', { kind: 'queue' });
    const other = await collect(broker, channel('work'), 'b', { kind: 'queue' });
    for (let index = 0; index < 10; index += 1) await broker.publish(channel('work'), messageOf(`${index}`));
    await eventually([one, other], 10);
    expect(ids(one.messages, other.messages).sort()).toEqual(Array.from({ length: 10 }, (_, index) => `${index}`));
  });

  it('keeps the order of each key with several processes', async () => {
    const { broker, connect, channel } = fixture();
    const name = channel('orders');
    const order: { key: string; id: string }[] = [];
    const bell = createBell();
    const take = async ({ key, id }: { key: string; id: string }): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
      order.push({ key, id });
      bell.ring();
    };
    await broker.subscribe(name, 'a', take);
    const second = await connect();
    const keys = Array.from({ length: 6 }, (_, index) => `key ${index}`);
    const publish = async (from: number, to: number): Promise<void> => {
      for (let index = from; index < to; index += 1) {
        await Promise.all(keys.map((key) => broker.publish(name, messageOf(`${key} ${index}`, { key }))));
      }
    };
    await publish(0, 10);
    await second.subscribe(name, 'a', take);
    await publish(10, 20);
    await bell.until(() => new Set(order.map(({ id }) => id)).size >= 120);
    const found = idsByKey(order.map(({ key, id }) => messageOf(id, { key })));
    for (const key of keys) expect(found[key]).toEqual(Array.from({ length: 20 }, (_, index) => `${key} ${index}`));
  });

  it('lets processes compete where order does not count', async () => {
    const { broker, connect, channel } = fixture();
    const second = await connect();
    const gate = createGate();
    const held: string[] = [];
    const hold = async ({ id }: { id: string }): Promise<void> => {
      held.push(id);
      await gate.passed;
    };
    await broker.subscribe(channel('work'), 'a', hold, { ordering: 'none', concurrency: 1 });
    const other = await collect(second, channel('work'), 'a', { ordering: 'none', concurrency: 1 });
    // All of one key: the one who is held up does not hold up the others.
    for (let index = 0; index < 100; index += 1)
      await broker.publish(channel('work'), messageOf(`${index}`, { key: `${index}` }));
    await other.until(1);
    gate.open();
    await eventually([{ messages: held }, other], 100);
    expect([...new Set([...held, ...ids(other.messages)])].length).toBe(100);
  });

  it('keeps messages for a group whose members are away', async () => {
    const { broker, channel } = fixture();
    const before = await collect(broker, channel('orders'), 'a');
    await broker.publish(channel('orders'), messageOf('1'));
    await before.until(1);
    await before.close();
    await broker.publish(channel('orders'), messageOf('2'));
    const after = await collect(broker, channel('orders'), 'a');
    expect(ids(await after.until(1))).toEqual(['2']);
    expect(ids(before.messages)).toEqual(['1']);
  });

  it('brings what came before the first subscription, where the broker keeps it', async () => {
    const { broker, channel, forgetsUnread } = fixture();
    const name = channel('orders');
    await broker.publish(name, messageOf('1'));
    const inbox = await collect(broker, name, 'late');
    await broker.publish(name, messageOf('2'));
    expect(ids(await inbox.until(forgetsUnread ? 1 : 2))).toEqual(forgetsUnread ? ['2'] : ['1', '2']);
  });
}

/** Resolves when all together have so many. */
async function eventually(all: readonly { readonly messages: readonly unknown[] }[], count: number): Promise<void> {
  while (all.reduce((sum, { messages }) => sum + messages.length, 0) < count) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
