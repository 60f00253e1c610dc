import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../virtual-clock.js';
import { HeldShards } from './held-shards.js';
import type { ShardLease } from './outbox-store.js';

const LEASE_MS = 30_000;

/** A relay's shards, with a store that answers what it is told to. */
function setUp() {
  const clock = createVirtualClock();
  const calls: string[] = [];
  const answer = { lease: { shards: [1, 2, 3], fairShare: 16 } as ShardLease, takesMs: 0 };
  const store = {
    lease: async () => {
      calls.push('lease');
      await clock.sleep(answer.takesMs);
      return answer.lease;
    },
    release: async (_token: string, shards?: readonly number[]) =>
      void calls.push(`release ${shards?.join() ?? 'all'}`),
  };
  return { clock, calls, answer, held: new HeldShards({ store, clock, token: 'r', leaseMs: LEASE_MS }) };
}

describe('the shards that a relay holds', () => {
  it('may be published until the lease ends, counted from before it was asked for', async () => {
    const { clock, held, answer } = setUp();
    expect(held.shards).toEqual([]);
    answer.takesMs = 40_000;
    await held.look();
    // The answer came when the time of the lease was over.
    expect(held.shards).toEqual([]);
    expect(await held.mayPublish(1)).toBe(false);
    answer.takesMs = 10_000;
    await clock.sleep(LEASE_MS);
    await held.look();
    expect(held.shards).toEqual([1, 2, 3]);
    await clock.sleep(19_999);
    expect(held.shards).toEqual([1, 2, 3]);
    await clock.sleep(1);
    expect(held.shards).toEqual([]);
  });

  it('are prolonged in time by whoever publishes, once for all', async () => {
    const { clock, held, calls } = setUp();
    await held.look();
    await clock.sleep(14_000);
    expect(await held.mayPublish(1)).toBe(true);
    expect(calls).toHaveLength(1);
    await clock.sleep(1_000);
    expect(await Promise.all([1, 2, 3, 4].map((shard) => held.mayPublish(shard)))).toEqual([true, true, true, false]);
    expect(calls).toHaveLength(2);
  });

  it('are looked after no more often than is of use', async () => {
    const { clock, held, calls } = setUp();
    for (let time = 0; time < 60; time += 1) {
      await held.look();
      await clock.sleep(500);
    }
    expect(calls).toHaveLength(10);
  });

  it('are handed over above the fair share, when nothing of them is on its way', async () => {
    const { held, calls, answer } = setUp();
    answer.lease = { shards: [1, 2, 3], fairShare: 1 };
    await held.look();
    expect(held.shards).toEqual([1]);
    expect(await held.mayPublish(3)).toBe(false);
    await held.handOver((shard) => shard === 3);
    await held.handOver((shard) => shard === 3);
    await held.handOver(() => true);
    expect(calls).toEqual(['lease', 'release 3', 'release 2']);
    expect(held.shards).toEqual([1]);
    await held.releaseAll();
    expect(held.shards).toEqual([]);
    expect(calls.at(-1)).toBe('release all');
  });
});
