import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { brokerUrl } from '../../testing/servers.js';
import { createTcpProxy } from '../../testing/tcp-proxy.js';
import { describeBrokerContract } from '../broker-contract.js';
import { createNatsBroker, type NatsBrokerOptions } from './index.js';
import { removeStreams } from './testing/remove-streams.js';

const url = brokerUrl('nats');

describe.skipIf(url === undefined)('with a server', () => {
  describeBrokerContract('NATS', async () => {
    const target = new URL(url ?? '');
    const proxy = await createTcpProxy({ host: target.hostname, port: Number(target.port) });
    const mark = randomUUID().slice(0, 8);
    const options: Omit<NatsBrokerOptions, 'url'> = {
      redeliveryMs: 20,
      attempts: 3,
      publishTimeoutMs: 6_000,
      leaseBucket: `sagac_leases_${mark}`,
      leaseMs: 2_000,
      onProblem: () => undefined,
    };
    const open = [await createNatsBroker({ ...options, url: `nats://127.0.0.1:${proxy.port}` })];
    const [broker] = open;
    if (broker === undefined) throw new Error('there is no broker');
    return {
      broker,
      async connect() {
        const other = await createNatsBroker({ ...options, url: target.href });
        open.push(other);
        return other;
      },
      channel: (name) => `${name}.${mark}`,
      tooLarge: 1_100_000,
      network: { cut: () => proxy.cut(), restore: () => proxy.restore() },
      async cleanUp() {
        await Promise.all(open.map((each) => each.close()));
        await proxy.close();
        await removeStreams(target.href, mark);
      },
    };
  });
});
