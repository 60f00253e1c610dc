import { describe, expect, it } from 'vitest';
import { createGate } from './contract/fixture.js';
import { watchOutages } from './outage-watch.js';

describe('a watch of outages', () => {
  it('tells a reason once it knows one, and again in the next outage', async () => {
    const told: string[] = [];
    const watch = watchOutages({ why: async () => 'refused', tell: (reason) => void told.push(reason), afterMs: 0 });
    watch.lost();
    await expect.poll(() => told).toEqual(['refused']);
    watch.over();
    watch.lost();
    await expect.poll(() => told).toEqual(['refused', 'refused']);
    watch.over();
  });

  it('tells nothing that it hears when the outage is over, and nothing where it hears nothing', async () => {
    const told: string[] = [];
    const [asked, gate] = [createGate(), createGate()];
    const why = async () => {
      asked.open();
      await gate.passed;
      return 'refused';
    };
    const late = watchOutages({ why, tell: (reason) => void told.push(reason), afterMs: 0 });
    late.lost();
    await asked.passed;
    late.over();
    gate.open();
    const failed = createGate();
    const vain = async () => {
      failed.open();
      throw new Error('nobody answers');
    };
    const other = watchOutages({ why: vain, tell: (reason) => void told.push(reason), afterMs: 0 });
    other.lost();
    await failed.passed;
    await Promise.resolve();
    other.over();
    expect(told).toEqual([]);
  });
});
