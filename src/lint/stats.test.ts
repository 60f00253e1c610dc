import { describe, expect, it } from 'vitest';
import { createMeter } from './stats.js';

describe('a meter', () => {
  it('takes the time of stages, also of those that wait, and gives what they give', async () => {
    let now = 0;
    const meter = createMeter(() => now);
    const slow = meter.stage('read', async () => {
      await Promise.resolve();
      now += 5;
      return 'text';
    });
    expect(await slow).toBe('text');
    expect(
      meter.stage('build', () => {
        now += 2;
        return 7;
      }),
    ).toBe(7);
    expect(meter.stats().stages).toEqual([
      { name: 'read', ms: 5 },
      { name: 'build', ms: 2 },
    ]);
  });

  it('adds up the runs of a rule', () => {
    let now = 0;
    const meter = createMeter(() => now++);
    meter.rule('a', () => [1, 2]);
    meter.rule('b', () => []);
    meter.rule('a', () => [3]);
    expect(meter.stats().rules).toEqual([
      { rule: 'a', ms: 2, findings: 3 },
      { rule: 'b', ms: 1, findings: 0 },
    ]);
  });
});
