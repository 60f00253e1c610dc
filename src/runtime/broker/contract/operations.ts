import { expect, it } from 'vitest';
import { RetryLater, Unprocessable } from '../broker.js';
import { deadLetterChannel } from '../dead-letters.js';
import { type BrokerFixture, collect, createBell, createGate, ids, messageOf } from './fixture.js';

/** What operators are told, and what they do. */
export function describeOperations(fixture: () => BrokerFixture): void {
  /** Three letters of the group `a`. */
  async function bury(): Promise<string> {
    const { broker, channel } = fixture();
    const name = channel('orders');
    const bell = createBell();
    let refused = 0;
    const subscription = await broker.subscribe(name, 'a', async () => {
      refused += 1;
      bell.ring();
      throw new Unprocessable('nobody knows it');
    });
    for (const id of ['1', '2', '3']) await broker.publish(name, messageOf(id));
    await bell.until(() => refused === 3);
    await subscription.close();
    return deadLetterChannel(name, 'a');
  }

  it('shows dead letters without taking them away, oldest first', async () => {
    const dead = await bury();
    const { broker } = fixture();
    for (let count = 0; count < 2; count += 1) {
      const letters = await broker.deadLetters(dead, 10);
      expect(ids(letters.map(({ message }) => message))).toEqual(['1', '2', '3']);
      expect(new Set(letters.map(({ position }) => position)).size).toBe(3);
    }
    expect(ids((await broker.deadLetters(dead, 2)).map(({ message }) => message))).toEqual(['1', '2']);
    expect(await broker.countDeadLetters(dead)).toBe(3);
    expect(await broker.channels()).toContain(dead);
  });

  it('takes one dead letter away, once', async () => {
    const dead = await bury();
    const { broker, connect } = fixture();
    const [, second] = await broker.deadLetters(dead, 10);
    const position = second?.position ?? '';
    expect(await broker.removeDeadLetter(dead, position)).toBe(true);
    expect(await broker.removeDeadLetter(dead, position)).toBe(false);
    const other = await connect();
    const left = await other.deadLetters(dead, 10);
    expect(ids(left.map(({ message }) => message))).toEqual(['1', '3']);
    expect(await other.countDeadLetters(dead)).toBe(2);
    for (const letter of left) expect(await other.removeDeadLetter(dead, letter.position)).toBe(true);
    expect(await broker.deadLetters(dead, 10)).toEqual([]);
    expect(await broker.countDeadLetters(dead)).toBe(0);
  });

  it('has no letters where there is no channel, and says that there is none', async () => {
    const { broker, channel } = fixture();
    expect(await broker.deadLetters(channel('nowhere'), 10)).toEqual([]);
    expect(await broker.countDeadLetters(channel('nowhere'))).toBeUndefined();
    expect(await broker.removeDeadLetter(channel('nowhere'), '0')).toBe(false);
  });

  it('tells how far a group is behind', async () => {
    const { broker, channel } = fixture();
    const name = channel('orders');
    expect(await broker.lag(name, 'a')).toBeUndefined();
    const gate = createGate();
    const bell = createBell();
    let begun = 0;
    const subscription = await broker.subscribe(name, 'a', async () => {
      begun += 1;
      bell.ring();
      await gate.passed;
    });
    for (let index = 0; index < 5; index += 1) await broker.publish(name, messageOf(`${index}`));
    await bell.until(() => begun === 1);
    await expect.poll(async () => (await broker.lag(name, 'a'))?.messages, { timeout: 10_000 }).toBe(5);
    gate.open();
    await bell.until(() => begun === 5);
    await subscription.close();
    await expect.poll(async () => (await broker.lag(name, 'a'))?.messages, { timeout: 10_000 }).toBe(0);
  });

  it('brings a letter that was published again to whom it was for', async () => {
    const { broker, channel } = fixture();
    const name = channel('orders');
    let isMended = false;
    const inbox = await collect(broker, name, 'a', {
      async check({ id }) {
        if (id === 'poison' && !isMended) throw new Unprocessable('nobody knows it');
      },
    });
    await broker.publish(name, messageOf('poison'));
    const dead = deadLetterChannel(name, 'a');
    await expect.poll(() => broker.countDeadLetters(dead), { timeout: 10_000 }).toBe(1);
    isMended = true;
    await broker.publish(name, messageOf('poison'));
    expect(ids(await inbox.until(1))).toEqual(['poison']);
  });

  it('lets messages rest in a channel with a delay', async () => {
    const { broker, channel } = fixture();
    const name = channel('later');
    const inbox = await collect(broker, name, 'a', {
      ordering: 'none',
      delayMs: 200,
      deliveries: 'unlimited',
      async check({ headers }) {
        const waitMs = Number(headers.at) - Date.now();
        if (waitMs > 0) throw new RetryLater(waitMs, 'its time has not come');
      },
    });
    const began = Date.now();
    for (const id of ['1', '2']) await broker.publish(name, messageOf(id, { headers: { at: String(began + 200) } }));
    await inbox.until(2);
    expect(Date.now() - began).toBeGreaterThanOrEqual(200);
  });
}
