import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RetryLater } from '../broker.js';
import { messageOf, openPlace, type RabbitmqPlace, serverUrl } from './testing/rabbitmq-place.js';

describe.skipIf(serverUrl === undefined)('messages that are given back to RabbitMQ', () => {
  let place: RabbitmqPlace;
  let channel = '';
  beforeEach(async () => {
    place = await openPlace();
    channel = place.channel('work');
  });
  afterEach(() => place.cleanUp());

  const readyIn = (queue: string) =>
    place.plainly(async (line) => (await line.queueDeclare({ queue, passive: true })).messageCount).catch(() => 0);

  it('rest at the server, out of everybody’s hands, and come again with their attempts and content', async () => {
    const broker = await place.connect({ attempts: 4 });
    const came: { text: string; at: number }[] = [];
    await broker.subscribe(
      channel,
      'a',
      async ({ id, headers, data }, { attempt }) => {
        came.push({ text: `${id} ${attempt} ${headers['own']} ${JSON.stringify(data)}`, at: performance.now() });
        if (id === 'late' && attempt < 3) throw new RetryLater(1_400, 'not yet');
      },
      { ordering: 'none', concurrency: 1 },
    );
    await broker.publish(channel, messageOf('late', { headers: { own: 'kept' } }));
    await expect.poll(() => readyIn(`${channel}:a::wait.1s`), { timeout: 5_000 }).toBe(1);
    expect(await broker.lag(channel, 'a')).toMatchObject({ messages: 1 });
    await broker.publish(channel, messageOf('next', { headers: { own: 'kept' } }));
    await expect.poll(() => came.length, { timeout: 10_000 }).toBe(4);
    const late = came.filter(({ text }) => text.startsWith('late'));
    expect(late.map(({ text }) => text)).toEqual([1, 2, 3].map((attempt) => `late ${attempt} kept {"id":"late"}`));
    for (const [index, { at }] of late.entries()) {
      const before = late[index - 1];
      if (before !== undefined) expect(at - before.at).toBeGreaterThanOrEqual(1_390);
    }
    expect(came[1]?.text).toMatch(/^next 1/);
    await expect.poll(async () => (await broker.lag(channel, 'a'))?.messages).toBe(0);
  });

  it('survive the process in which they failed', async () => {
    const broker = await place.connect();
    let isFirst = true;
    await broker.subscribe(
      channel,
      'a',
      async () => {
        isFirst = false;
        throw new RetryLater(1_000, 'not yet');
      },
      { ordering: 'none' },
    );
    await broker.publish(channel, messageOf('1'));
    await expect.poll(() => isFirst).toBe(false);
    await expect.poll(() => readyIn(`${channel}:a::wait.1s`), { timeout: 5_000 }).toBe(1);
    await broker.close();
    const other = await place.connect();
    const attempts: number[] = [];
    await other.subscribe(channel, 'a', async (_message, { attempt }) => void attempts.push(attempt), {
      ordering: 'none',
    });
    await expect.poll(() => attempts, { timeout: 5_000 }).toEqual([2]);
  });

  it('wait in the process where nothing is to be made', async () => {
    const maker = await place.connect();
    await maker.subscribe(channel, 'a', async () => undefined, { ordering: 'none' });
    await maker.close();
    const broker = await place.connect({ create: false });
    const came: string[] = [];
    await broker.subscribe(
      channel,
      'a',
      async ({ id }, { attempt }) => {
        came.push(`${id} ${attempt}`);
        if (id === '1' && attempt === 1) throw new RetryLater(1_200, 'not yet');
      },
      { ordering: 'none', concurrency: 1 },
    );
    for (const id of ['1', '2']) await broker.publish(channel, messageOf(id));
    await expect.poll(() => came, { timeout: 10_000 }).toEqual(['1 1', '2 1', '1 2']);
    await expect(
      place.plainly((line) => line.queueDeclare({ queue: `${channel}:a::wait.1s`, passive: true })),
    ).rejects.toThrow(/NOT_FOUND/);
  });

  it('go to somebody else when the process ends in which they wait', async () => {
    const [broker, other] = [await place.connect(), await place.connect()];
    let isFailed = false;
    const subscription = await broker.subscribe(
      channel,
      'a',
      async () => {
        isFailed = true;
        throw new RetryLater(900, 'not yet');
      },
      { ordering: 'none' },
    );
    await broker.publish(channel, messageOf('1'));
    await expect.poll(() => isFailed).toBe(true);
    const came: string[] = [];
    await subscription.close();
    await other.subscribe(channel, 'a', async ({ id }) => void came.push(id), { ordering: 'none' });
    await expect.poll(() => came, { timeout: 800 }).toEqual(['1']);
  });
});
