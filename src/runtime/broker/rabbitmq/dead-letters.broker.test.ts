import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Unprocessable } from '../broker.js';
import { DEAD_LETTER_HEADERS } from '../dead-letters.js';
import { messageOf, openPlace, type RabbitmqPlace, serverUrl } from './testing/rabbitmq-place.js';

describe.skipIf(serverUrl === undefined)('dead letters of RabbitMQ', () => {
  let place: RabbitmqPlace;
  let dead = '';
  beforeEach(async () => {
    place = await openPlace();
    dead = place.channel('dead');
  });
  afterEach(() => place.cleanUp());

  /** So many letters, in their order; gives the broker that has published them. */
  async function bury(count: number) {
    const broker = await place.connect();
    const subscription = await broker.subscribe(place.channel('orders'), 'a', async () => undefined, {
      deadLetters: dead,
    });
    await subscription.close();
    for (let from = 0; from < count; from += 500) {
      const some = Array.from({ length: Math.min(500, count - from) }, (_, index) => String(from + index));
      await Promise.all(some.map((id) => broker.publish(dead, messageOf(id))));
    }
    return broker;
  }

  const ids = (letters: readonly { readonly message: { readonly id: string } }[]) =>
    letters.map(({ message }) => message.id);
  const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => String(from + index));

  const readyIn = (queue: string) =>
    place.plainly(async (line) => (await line.queueDeclare({ queue, passive: true })).messageCount);

  it('come in their order however many of them were looked at, and by whom', async () => {
    const [broker, other] = [await bury(300), await place.connect()];
    for (const limit of [5, 120, 3, 40, 300, 7]) {
      expect(ids(await broker.deadLetters(dead, limit))).toEqual(numbers(0, limit));
      expect(ids(await other.deadLetters(dead, limit + 1))).toEqual(numbers(0, Math.min(300, limit + 1)));
    }
    expect(await broker.countDeadLetters(dead)).toBe(300);
  });

  it('are taken away one by one wherever they stand, and the others stay in order', async () => {
    const broker = await bury(250);
    const letters = await broker.deadLetters(dead, 250);
    const taken = [200, 0, 249, 77].map((index) => letters[index]?.position ?? '');
    for (const position of taken) expect(await broker.removeDeadLetter(dead, position)).toBe(true);
    await broker.close();
    const other = await place.connect();
    const left = numbers(0, 250).filter((id) => !['200', '0', '249', '77'].includes(id));
    expect(await other.removeDeadLetter(dead, taken[1] ?? '')).toBe(false);
    expect(ids(await other.deadLetters(dead, 1_000))).toEqual(left);
    // Without having looked at it before, behind all others.
    const last = letters[248]?.position ?? '';
    const third = await place.connect();
    expect(await third.removeDeadLetter(dead, last)).toBe(true);
    expect(ids(await third.deadLetters(dead, 1_000))).toEqual(left.slice(0, -1));
  });

  it('are neither lost nor taken twice by two who deal with them at once', async () => {
    const brokers = [await bury(60), await place.connect(), await place.connect()];
    const letters = await (brokers[0]?.deadLetters(dead, 60) ?? []);
    const taken = await Promise.all(
      brokers.map(async (broker, index) => {
        let count = 0;
        for (const { position } of letters.slice(10 * index, 10 * index + 30)) {
          if (await broker.removeDeadLetter(dead, position)) count += 1;
        }
        return count;
      }),
    );
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(50);
    const left = await (brokers[2]?.deadLetters(dead, 60) ?? []);
    expect(ids(left)).toEqual(numbers(50, 60));
  });

  it('of thousands are looked at without reading all of them', async () => {
    const broker = await bury(3_000);
    expect(ids(await broker.deadLetters(dead, 50))).toEqual(numbers(0, 50));
    const position = (await broker.deadLetters(dead, 50))[20]?.position ?? '';
    expect(await broker.removeDeadLetter(dead, position)).toBe(true);
    // While they are in hand, they are not in the queue.
    expect(await readyIn(dead)).toBe(2_950);
    await expect.poll(() => readyIn(dead)).toBe(2_999);
  });

  it('of other senders have a position, too', async () => {
    await bury(1);
    await place.plainly(async (line) => {
      await line.confirmSelect();
      for (const text of ['one', 'two', 'two']) {
        await line.basicPublish({ exchange: dead, durable: true, contentType: 'text/plain' }, Buffer.from(text));
      }
    });
    const broker = await place.connect();
    const letters = await broker.deadLetters(dead, 10);
    expect(letters.slice(1).map(({ message }) => Buffer.from(message.data as Uint8Array).toString())).toEqual([
      'one',
      'two',
      'two',
    ]);
    expect(letters[1]?.position).not.toBe(letters[2]?.position);
    for (let count = 0; count < 2; count += 1)
      expect(await broker.removeDeadLetter(dead, letters[2]?.position ?? '')).toBe(true);
    expect(await broker.removeDeadLetter(dead, letters[2]?.position ?? '')).toBe(false);
    expect(await broker.countDeadLetters(dead)).toBe(2);
  });

  it('say when they came', async () => {
    const before = Date.now();
    const broker = await bury(1);
    const [letter] = await broker.deadLetters(dead, 1);
    expect(letter?.at).toBeGreaterThanOrEqual(before);
    expect(letter?.at).toBeLessThanOrEqual(Date.now());
  });

  it('are kept when their queue was deleted meanwhile, and when the reason is longer than headers may be', async () => {
    const broker = await place.connect();
    const channel = place.channel('orders');
    await broker.subscribe(
      channel,
      'a',
      async () => {
        throw new Unprocessable('no room '.repeat(20_000));
      },
      { deadLetters: dead },
    );
    await place.plainly((line) => line.queueDelete({ queue: dead }));
    await broker.publish(channel, messageOf('poison'));
    await expect.poll(() => broker.countDeadLetters(dead), { timeout: 10_000 }).toBe(1);
    const [letter] = await broker.deadLetters(dead, 1);
    expect(letter?.message.headers[DEAD_LETTER_HEADERS.reason]).toMatch(/^no room (.{1000,2000}) \.\.\.$/);
  });
});
