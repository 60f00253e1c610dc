import { expect, it } from 'vitest';
import type { Cluster } from './cluster.js';
import { PartitionWork } from './partition-work.js';
import { Reader } from './reader.js';

const STORAGE_ERROR = 56;
const TOPIC = { name: 'orders', id: 'one', leaders: [1, 1], readAt: 0 };

it('reads the other partitions of a broker that cannot read one of them', async () => {
  const record = { offsetDelta: 0, timestampDelta: 0n, key: null, value: null, headers: [] };
  const batch = { firstOffset: 0n, lastOffsetDelta: 0, firstTimestamp: 0n, attributes: 0, records: [record] };
  const partitions = [
    { partitionIndex: 0, errorCode: STORAGE_ERROR, abortedTransactions: [] },
    { partitionIndex: 1, errorCode: 0, records: [batch], abortedTransactions: [] },
  ];
  // All of the cluster that a reader asks.
  const cluster = {
    driver: { fetchV13: { api: {} } },
    known: () => TOPIC,
    topic: async () => TOPIC,
    outdated: () => undefined,
    closeLane: () => undefined,
    node: async () => ({ errorCode: 0, responses: [{ partitions }] }),
  } as unknown as Cluster;
  const taken: number[] = [];
  const reader = new Reader(cluster, {
    topic: 'orders',
    lane: 'test',
    take: ({ partition }) => {
      taken.push(partition);
      return undefined;
    },
    onGone: () => undefined,
    onReach: () => undefined,
    onProblem: () => undefined,
  });
  reader.add(new PartitionWork(0, 0, -1));
  reader.add(new PartitionWork(1, 0, -1));
  await expect.poll(() => taken, { timeout: 5_000 }).toContain(1);
  reader.close();
});
