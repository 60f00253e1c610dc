import { expect, it } from 'vitest';
import { systemClock } from '../../clock.js';
import type { RabbitmqConnection } from './connection.js';
import { createPublisher } from './publisher.js';
import type { Topology } from './topology.js';

const ROUTE = { exchange: 'orders' };
const BODY = Buffer.from('{}');

it('writes nothing to a server that says that it reads nothing, and says why it has not been taken', async () => {
  let opened = 0;
  let blocked: string | undefined = 'low on memory';
  const connection: RabbitmqConnection = {
    get blocked() {
      return blocked;
    },
    async open() {
      opened += 1;
      throw new Error('the line broke');
    },
    close: async () => undefined,
  };
  const publisher = createPublisher({
    connection,
    // Nothing is asked of it before a line is open.
    topology: {} as Topology,
    place: 'RabbitMQ at here',
    clock: systemClock,
    timeoutMs: 200,
    maxBytes: 1_000,
    maxHeaderBytes: 1_000,
  });
  await expect(publisher.publish(ROUTE, {}, BODY)).rejects.toThrow(/in 200 ms \(low on memory\)/);
  expect(opened).toBe(0);
  blocked = undefined;
  await expect(publisher.publish(ROUTE, {}, BODY)).rejects.toThrow(/in 200 ms \(the line broke\)/);
  expect(opened).toBeGreaterThan(0);
  await publisher.close();
});
