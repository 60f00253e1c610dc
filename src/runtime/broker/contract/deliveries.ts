import { expect, it } from 'vitest';
import { RetryLater, Unprocessable } from '../broker.js';
import { DEAD_LETTER_HEADERS, deadLetterChannel } from '../dead-letters.js';
import { type BrokerFixture, collect, createBell, createGate, ids, messageOf } from './fixture.js';

/** What happens to a message that is not taken, and to those behind it. */
export function describeDeliveries(fixture: () => BrokerFixture): void {
  it('keeps the order of each key, even when a message has to come again', async () => {
    const { broker, channel } = fixture();
    const failed = new Set<string>();
    const inbox = await collect(broker, channel('orders'), 'a', {
      async check({ id }) {
        if (id !== 'x1' || failed.has(id)) return;
        failed.add(id);
        throw new RetryLater(10, 'not yet');
      },
    });
    for (const id of ['x1', 'x2', 'y1', 'x3']) {
      await broker.publish(channel('orders'), messageOf(id, { key: id.slice(0, 1) }));
    }
    await inbox.until(4);
    expect(ids(inbox.messages).filter((id) => id.startsWith('x'))).toEqual(['x1', 'x2', 'x3']);
  });

  it.each(['key', 'none'] as const)(
    'brings a message again after its delay, others meanwhile (ordering %s)',
    async (ordering) => {
      const { broker, channel } = fixture();
      const bell = createBell();
      const order: string[] = [];
      let isTime = false;
      await broker.subscribe(
        channel('orders'),
        'a',
        async ({ id }, { attempt }) => {
          order.push(`${id} ${attempt}`);
          bell.ring();
          if (id === 'slow' && !isTime) throw new RetryLater(300, 'not yet');
        },
        { ordering, deliveries: 'unlimited' },
      );
      await broker.publish(channel('orders'), messageOf('slow', { key: 'slow' }));
      for (let index = 0; index < 5; index += 1) {
        await broker.publish(channel('orders'), messageOf(`${index}`, { key: `${index}` }));
      }
      await bell.until(() => order.length >= 6);
      const before = order.filter((entry) => entry.startsWith('slow')).length;
      isTime = true;
      await bell.until(() => order.filter((entry) => entry.startsWith('slow')).length > before);
      expect(order.slice(0, 6)).toEqual(expect.arrayContaining(['slow 1', '0 1', '1 1', '2 1', '3 1', '4 1']));
      expect(order).toContain('slow 2');
    },
  );

  it('counts deliveries, and puts what comes too often to the dead letters', async () => {
    const { broker, channel } = fixture();
    const attempts: number[] = [];
    const dead = await collect(broker, deadLetterChannel(channel('orders'), 'a'), 'operators');
    await broker.subscribe(channel('orders'), 'a', async (_message, { attempt }) => {
      attempts.push(attempt);
      throw new Error('no database');
    });
    await broker.publish(channel('orders'), messageOf('1', { headers: { own: 'kept' } }));
    const [letter] = await dead.until(1);
    expect(attempts).toEqual([1, 2, 3]);
    expect(letter).toMatchObject({ id: '1', type: 'OrderPlaced', headers: { own: 'kept' } });
    expect(letter?.headers).toMatchObject({
      [DEAD_LETTER_HEADERS.channel]: channel('orders'),
      [DEAD_LETTER_HEADERS.group]: 'a',
      [DEAD_LETTER_HEADERS.reason]: 'Error: no database',
      [DEAD_LETTER_HEADERS.attempts]: '3',
    });
    expect(letter?.headers[DEAD_LETTER_HEADERS.position]).toMatch(/\d/);
  });

  it('puts what can never be processed to the dead letters at once, and goes on', async () => {
    const { broker, channel } = fixture();
    const dead = await collect(broker, deadLetterChannel(channel('orders'), 'a'), 'operators');
    const inbox = await collect(broker, channel('orders'), 'a', {
      async check({ id }) {
        if (id === 'poison') throw new Unprocessable('nobody knows it');
      },
    });
    await broker.publish(channel('orders'), messageOf('poison'));
    await broker.publish(channel('orders'), messageOf('good'));
    expect(ids(await inbox.until(1))).toEqual(['good']);
    const [letter] = await dead.until(1);
    expect(letter?.headers[DEAD_LETTER_HEADERS.reason]).toBe('nobody knows it');
    expect(letter?.headers[DEAD_LETTER_HEADERS.attempts]).toBe('1');
  });

  it('puts dead letters where the subscription says', async () => {
    const { broker, channel } = fixture();
    const dead = await collect(broker, channel('graves'), 'operators');
    const refuse = async (): Promise<void> => {
      throw new Unprocessable('nobody knows it');
    };
    await broker.subscribe(channel('orders'), 'a', refuse, { deadLetters: channel('graves') });
    await broker.subscribe(channel('orders'), 'b', refuse, { deadLetters: false });
    await broker.publish(channel('orders'), messageOf('poison'));
    const [letter] = await dead.until(1);
    expect(letter?.headers).toMatchObject({
      [DEAD_LETTER_HEADERS.channel]: channel('orders'),
      [DEAD_LETTER_HEADERS.group]: 'a',
    });
  });

  it('has no more messages in the hands of a handler than it was told', async () => {
    const { broker, channel } = fixture();
    const bell = createBell();
    let atWork = 0;
    let most = 0;
    let taken = 0;
    await broker.subscribe(
      channel('orders'),
      'a',
      async () => {
        atWork += 1;
        most = Math.max(most, atWork);
        await new Promise((resolve) => setTimeout(resolve, 2));
        atWork -= 1;
        taken += 1;
        bell.ring();
      },
      { concurrency: 3 },
    );
    const all = Array.from({ length: 60 }, (_, index) => messageOf(`${index}`, { key: `${index}` }));
    await Promise.all(all.map((message) => broker.publish(channel('orders'), message)));
    await bell.until(() => taken >= 60);
    expect(most).toBe(3);
  });

  it('waits for handlers at work when a subscription is closed, and gives the rest to others', async () => {
    const { broker, connect, channel } = fixture();
    const name = channel('orders');
    const gate = createGate();
    const bell = createBell();
    const begun: string[] = [];
    const done: string[] = [];
    const subscription = await broker.subscribe(
      name,
      'a',
      async ({ id }) => {
        begun.push(id);
        bell.ring();
        await gate.passed;
        done.push(id);
      },
      { concurrency: 2 },
    );
    for (let index = 0; index < 8; index += 1)
      await broker.publish(name, messageOf(`${index}`, { key: `k${index % 4}` }));
    await bell.until(() => begun.length === 2);
    const closed = subscription.close();
    gate.open();
    await closed;
    expect(done).toEqual(begun);
    const second = await connect();
    const rest = await collect(second, name, 'a');
    const all = await rest.until(8 - done.length);
    expect([...new Set([...done, ...ids(all)])].sort()).toEqual(Array.from({ length: 8 }, (_, index) => `${index}`));
  });
}
