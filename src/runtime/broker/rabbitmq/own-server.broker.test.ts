import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type OwnServer, startServer } from '../../../../scripts/servers/start-server.mjs';
import { RetryLater, Unprocessable } from '../broker.js';
import { collect, createGate } from '../contract/fixture.js';
import { messageOf, openPlace, type RabbitmqPlace, serverUrl } from './testing/rabbitmq-place.js';

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The server waits for an acknowledgement for so long, in milliseconds, and looks every second. */
const CONSUMER_TIMEOUT = 2_000;

describe.skipIf(serverUrl === undefined)('a server with other settings', () => {
  let server: OwnServer;
  let management = '';
  let place: RabbitmqPlace;
  beforeAll(async () => {
    const port = await freePort();
    management = `http://127.0.0.1:${port}`;
    server = await startServer('rabbitmq', {
      settings: {
        consumer_timeout: String(CONSUMER_TIMEOUT),
        max_message_size: '65536',
        'management.tcp.ip': '127.0.0.1',
        'management.tcp.port': String(port),
      },
      advanced: '[{rabbit, [{channel_tick_interval, 1000}, {quorum_tick_interval, 500}]}].',
      plugins: ['rabbitmq_management'],
    });
  }, 120_000);
  afterAll(() => server.remove());
  beforeEach(async () => {
    place = await openPlace(server.url);
  });
  afterEach(() => place.cleanUp());

  it('goes on when the server takes back what waits too long, with the attempts and the rest of the wait', async () => {
    const broker = await place.connect({ attempts: 5 });
    const channel = place.channel('orders');
    const order: string[] = [];
    const times: number[] = [];
    await broker.subscribe(channel, 'a', async ({ id }, { attempt }) => {
      order.push(`${id} ${attempt}`);
      times.push(performance.now());
      if (id === 'slow' && attempt === 1) throw new RetryLater(10, 'not yet');
      if (id === 'slow' && attempt === 2) throw new RetryLater(CONSUMER_TIMEOUT + 2_500, 'not yet');
    });
    await broker.publish(channel, messageOf('slow'));
    await broker.publish(channel, messageOf('behind'));
    await broker.publish(channel, messageOf('other', { key: 'other' }));
    await expect.poll(() => order.filter((entry) => /slow|behind/.test(entry)), { timeout: 15_000 }).toHaveLength(4);
    expect(order.filter((entry) => /slow/.test(entry))).toEqual(['slow 1', 'slow 2', 'slow 3']);
    expect(order.at(-1)).toMatch(/^behind/);
    const [second = 0, third = 0] = order.flatMap((entry, index) =>
      /slow [23]/.test(entry) ? [times[index] ?? 0] : [],
    );
    expect(third - second).toBeGreaterThanOrEqual(CONSUMER_TIMEOUT + 2_450);
    expect(place.problems.join()).toMatch(/ended the subscription to the queue.*timed out.*made again by itself/);
  });

  it('learns how much a server takes, and lets all that is smaller through', async () => {
    const broker = await place.connect();
    const channel = place.channel('orders');
    const inbox = await collect(broker, channel, 'a');
    const ids = Array.from({ length: 40 }, (_, index) => String(index));
    const large = messageOf('large', { data: new Uint8Array(70_000) });
    const [refusal] = await Promise.all([
      broker.publish(channel, large).catch((error: unknown) => error),
      ...ids.map((id) => broker.publish(channel, messageOf(id, { key: id }))),
    ]);
    expect(refusal).toBeInstanceOf(Unprocessable);
    expect(String(refusal)).toMatch(/has 70000 bytes, and 65536 bytes are the most/);
    await expect.poll(() => new Set(inbox.messages.map(({ id }) => id)).size, { timeout: 10_000 }).toBe(40);
  });

  it('tells by its management plugin which channels there are, and what others have in hand', async () => {
    const other = await place.connect();
    const channel = place.channel('orders');
    const gate = createGate();
    let isHeld = false;
    await other.subscribe(channel, 'a', async () => {
      isHeld = true;
      await gate.passed;
    });
    for (const id of ['1', '2', '3']) await other.publish(channel, messageOf(id));
    await expect.poll(() => isHeld).toBe(true);
    const broker = await place.connect({ management });
    expect(await broker.channels()).toEqual(expect.arrayContaining([`${channel}.a.dead`, channel]));
    await expect.poll(async () => (await broker.lag(channel, 'a'))?.messages, { timeout: 15_000 }).toBe(3);
    gate.open();
    expect(await broker.lag(channel, 'nobody')).toBeUndefined();
    const stranger = await place.connect({ management: management.replace('//', '//guest:secret@') });
    const error = await stranger.channels().catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/management plugin of RabbitMQ at 127\.0\.0\.1:\d+ answers 401/);
    expect(String(error)).not.toContain('secret');
  });

  it('keeps what it had while the server was gone, and goes on', async () => {
    const broker = await place.connect({ publishTimeoutMs: 60_000 });
    const channel = place.channel('orders');
    const inbox = await collect(broker, channel, 'a');
    await broker.publish(channel, messageOf('before'));
    await inbox.until(1);
    await server.stop('kill');
    const meanwhile = broker.publish(channel, messageOf('meanwhile'));
    await server.start();
    await meanwhile;
    await expect.poll(() => inbox.messages.map(({ id }) => id), { timeout: 30_000 }).toContain('meanwhile');
  }, 90_000);
});
