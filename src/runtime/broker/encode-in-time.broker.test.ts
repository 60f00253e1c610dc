import { describe, it } from 'vitest';
import { brokerUrl } from '../testing/servers.js';
import { messageOf } from './contract/fixture.js';
import { createKafkaBroker } from './kafka/index.js';
import { createNatsBroker } from './nats/index.js';
import { createRabbitmqBroker } from './rabbitmq/index.js';
import { cloudEventsFormat } from './wire/cloud-events-format.js';
import type { WireFormat } from './wire/wire-format.js';

/** Waits for a registry that has fallen silent. */
const SILENT: WireFormat = { ...cloudEventsFormat(), encode: () => new Promise<never>(() => undefined) };

describe('a message whose format asks somebody who has fallen silent', () => {
  const brokers = { kafka: createKafkaBroker, nats: createNatsBroker, rabbitmq: createRabbitmqBroker };
  for (const name of ['kafka', 'nats', 'rabbitmq'] as const) {
    const url = brokerUrl(name);
    it.skipIf(url === undefined).concurrent(
      `is refused in time by ${name}, and ends no process`,
      async ({ expect }) => {
        const broker = await brokers[name]({ url: url ?? '', wire: SILENT, publishTimeoutMs: 5_000 });
        await expect(broker.publish('orders', messageOf('1'))).rejects.toThrow(/could not be written within 5000 ms/);
        await broker.close();
      },
      40_000,
    );
  }
});
