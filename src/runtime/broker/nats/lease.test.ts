import { describe, expect, it } from 'vitest';
import { createGate } from '../contract/fixture.js';
import { createLeases, type LeasesSetting } from './lease.js';

const LEASE_MS = 200;

/** A bucket that answers the first sign of life when the test says so, and all others at once. */
function setUp() {
  const answer = createGate();
  const asked = createGate();
  let revision = 0;
  let deletions = 0;
  const store = {
    create: async () => ++revision,
    async put() {
      revision += 1;
      const own = revision;
      asked.open();
      if (own === 2) await answer.passed;
      return own;
    },
    async delete() {
      deletions += 1;
    },
  };
  const connection = {
    isUp: true,
    closed: new AbortController().signal,
    up: async () => true,
    onLost: () => () => undefined,
    nats: { subscribe: () => ({ unsubscribe: () => undefined }) },
    driver: { transport: { nuid: { next: () => 'own' } } },
  };
  // All of driver and connection that leases use.
  const setting = { connection, store, bucket: 'leases', ms: LEASE_MS, owner: 'a' } as unknown as LeasesSetting;
  return { leases: createLeases(setting), answer, asked, deletions: () => deletions };
}

describe('a lease', () => {
  it('is lost for good as soon as somebody has heard that it is not held, although a late answer would prolong it', async () => {
    const { leases, answer, asked, deletions } = setUp();
    const lease = await leases.take('orders', new AbortController().signal);
    expect(lease?.isHeld()).toBe(true);
    await asked.passed;
    // The subscription has ended its work by this answer.
    await expect.poll(() => lease?.isHeld(), { interval: 1 }).toBe(false);
    answer.open();
    await expect.poll(() => lease?.lost.aborted).toBe(true);
    expect(lease?.isHeld()).toBe(false);
    await lease?.release();
    expect(deletions()).toBe(1);
  });
});
