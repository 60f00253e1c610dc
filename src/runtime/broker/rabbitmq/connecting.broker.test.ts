import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTcpProxy } from '../../testing/tcp-proxy.js';
import { collect } from '../contract/fixture.js';
import { driverProblem } from './driver.js';
import { createRabbitmqBroker } from './index.js';
import { messageOf, openPlace, type RabbitmqPlace, serverUrl } from './testing/rabbitmq-place.js';

it('says what to install where the driver is missing', () => {
  const missing = Object.assign(new Error(), { code: 'ERR_MODULE_NOT_FOUND' });
  expect(driverProblem(missing)).toMatch(/is not installed: npm install rabbitmq-client@5/);
});

it('says where nobody listens', async () => {
  const refused = createRabbitmqBroker({ url: 'amqp://u:secret@127.0.0.1:9', publishTimeoutMs: 300 });
  const error = await refused.catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'broker-unreachable' });
  expect(String(error)).toMatch(/RabbitMQ at 127\.0\.0\.1:9 cannot be connected to: .*ECONNREFUSED/);
  expect(String(error)).not.toContain('secret');
});

describe.skipIf(serverUrl === undefined)('a connection to RabbitMQ', () => {
  let place: RabbitmqPlace;
  beforeEach(async () => {
    place = await openPlace();
  });
  afterEach(() => place.cleanUp());

  it.each([
    ['another password', (url: URL) => Object.assign(url, { password: 'secret' })],
    ['a virtual host that is not there', (url: URL) => Object.assign(url, { pathname: '/nowhere' })],
  ])('is refused at once with %s', async (_name, change) => {
    const began = performance.now();
    const error = await place.connect({ url: change(new URL(place.url)).href }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'broker-failed' });
    expect(String(error)).toMatch(/check user, password and virtual host/);
    expect(String(error)).not.toContain('secret');
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  it('that goes silent is given up, and what was published meanwhile is told to have failed', async () => {
    const target = new URL(place.url);
    const proxy = await createTcpProxy({ host: target.hostname, port: Number(target.port) });
    const through = Object.assign(new URL(place.url), { host: `127.0.0.1:${proxy.port}` }).href;
    const broker = await place.connect({ url: through, heartbeatSeconds: 1, publishTimeoutMs: 1_000 });
    const channel = place.channel('orders');
    const inbox = await collect(broker, channel, 'a');
    proxy.freeze();
    await expect(broker.publish(channel, messageOf('lost'))).rejects.toThrow(
      /has not confirmed a message for `orders\.\S+` in 1000 ms .*publish it again/,
    );
    await expect
      .poll(() => place.problems.join(), { timeout: 10_000 })
      .toMatch(/connection to RabbitMQ at \S+ is lost/);
    await proxy.restore();
    await expect
      .poll(
        () =>
          broker.publish(channel, messageOf('after')).then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    await expect.poll(() => inbox.messages.map(({ id }) => id), { timeout: 10_000 }).toContain('after');
    await proxy.close();
  });

  it('ends what hangs when it is closed while the server is silent', async () => {
    const target = new URL(place.url);
    const proxy = await createTcpProxy({ host: target.hostname, port: Number(target.port) });
    const through = Object.assign(new URL(place.url), { host: `127.0.0.1:${proxy.port}` }).href;
    const broker = await place.connect({ url: through });
    const channel = place.channel('orders');
    await collect(broker, channel, 'a');
    await collect(broker, channel, 'b', { ordering: 'none' });
    proxy.freeze();
    const publishing = broker.publish(channel, messageOf('lost')).catch((error: unknown) => error);
    const began = performance.now();
    await broker.close();
    expect(performance.now() - began).toBeLessThan(9_000);
    expect(await publishing).toBeInstanceOf(Error);
    await expect(broker.publish(channel, messageOf('late'))).rejects.toThrow(/is closed/);
    await expect(broker.subscribe(channel, 'a', async () => undefined)).rejects.toThrow(/is closed/);
    await proxy.close();
  });

  it('begins a subscription again whose queue was deleted', async () => {
    const broker = await place.connect();
    const channel = place.channel('orders');
    const inbox = await collect(broker, channel, 'a');
    await place.plainly((line) => line.queueDelete({ queue: `${channel}:a` }));
    await expect
      .poll(
        async () => {
          await broker.publish(channel, messageOf('after'));
          return inbox.messages.length;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(0);
    expect(place.problems.join()).toMatch(/ended the subscription to the queue/);
  });

  it('goes on publishing when the exchange was deleted', async () => {
    const broker = await place.connect();
    const channel = place.channel('orders');
    await broker.publish(channel, messageOf('1'));
    await place.plainly((line) => line.exchangeDelete({ exchange: channel }));
    await Promise.all(['2', '3', '4'].map((id) => broker.publish(channel, messageOf(id))));
  });

  it('cannot name the channels of the server by itself, and says so', async () => {
    const broker = await place.connect();
    await expect(broker.channels()).rejects.toThrow(/management plugin/);
    await broker.publish(place.channel('orders'), messageOf('1'));
    expect(await broker.channels()).toEqual([place.channel('orders')]);
  });
});
