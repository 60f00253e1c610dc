import { expect, it } from 'vitest';
import type { Cluster } from './cluster.js';
import { CODES } from './failures.js';
import { Producer } from './producer.js';
import type { Topics } from './topics.js';

/** On a cluster whose one partition has no leader at first, and then takes all. */
function createTestProducer(): Producer {
  const codes: number[] = [CODES.UNKNOWN_TOPIC_OR_PARTITION];
  const topic = { name: 'orders', id: '', leaders: [1], readAt: 0 };
  const driver = {
    NumericMap: Map,
    initProducerIdV4: { api: { async: async () => ({ errorCode: 0, producerId: 1n, producerEpoch: 0 }) } },
    produceV9: {
      api: {
        async async() {
          const partitionResponses = [{ index: 0, errorCode: codes.shift() ?? 0 }];
          return { responses: [{ name: 'orders', partitionResponses }] };
        },
      },
    },
  };
  const cluster = {
    driver,
    known: () => topic,
    outdated: () => undefined,
    any: (ask: (connection: unknown) => unknown) => ask(undefined),
    node: (_node: number, ask: (connection: unknown) => unknown) => ask(undefined),
  };
  const topics = { of: async () => topic };
  const options = { limitMs: 3_000, name: 'here', onProblem: () => undefined };
  // What it needs of both for small records.
  return new Producer(cluster as unknown as Cluster, topics as unknown as Topics, options);
}

// Timers count whole milliseconds, and may ring a little before the time that a finer clock shows.
it('sends a batch again after its rest, whenever its timer rings', async () => {
  const record = { key: Buffer.from('o1'), value: Buffer.alloc(0), headers: new Map<Buffer, Buffer>() };
  const sent = Array.from({ length: 500 }, () => createTestProducer().send('orders', record));
  expect((await Promise.allSettled(sent)).filter(({ status }) => status === 'rejected')).toEqual([]);
});
