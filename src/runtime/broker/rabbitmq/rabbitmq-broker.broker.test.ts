import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { brokerUrl } from '../../testing/servers.js';
import { createTcpProxy } from '../../testing/tcp-proxy.js';
import { describeBrokerContract } from '../broker-contract.js';
import { createRabbitmqBroker, type RabbitmqBrokerOptions } from './index.js';
import { noteMadeThings } from './testing/made-things.js';

const url = brokerUrl('rabbitmq');

describe.skipIf(url === undefined)('with a server', () => {
  describeBrokerContract('RabbitMQ', async () => {
    const target = new URL(url ?? '');
    const proxy = await createTcpProxy({ host: target.hostname, port: Number(target.port) });
    const mark = randomUUID().slice(0, 8);
    const made = await noteMadeThings(target.href, mark);
    const options: Omit<RabbitmqBrokerOptions, 'url'> = {
      redeliveryMs: 20,
      attempts: 3,
      publishTimeoutMs: 6_000,
      maxBytes: 1_000_000,
      onProblem: () => undefined,
    };
    const throughProxy = Object.assign(new URL(target), { host: `127.0.0.1:${proxy.port}` }).href;
    const broker = await createRabbitmqBroker({ ...options, url: throughProxy });
    const open = [broker];
    return {
      broker,
      async connect() {
        const other = await createRabbitmqBroker({ ...options, url: target.href });
        open.push(other);
        return other;
      },
      channel: (name) => `${name}.${mark}`,
      tooLarge: 1_100_000,
      forgetsUnread: true,
      network: { cut: () => proxy.cut(), restore: () => proxy.restore() },
      async cleanUp() {
        await Promise.all(open.map((each) => each.close()));
        await proxy.close();
        await made.remove();
      },
    };
  });
});
