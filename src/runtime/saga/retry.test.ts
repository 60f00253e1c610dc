import { describe, expect, it } from 'vitest';
import { testRetry } from '../testing/definitions.js';
import type { RetryDefinition } from './definition.js';
import { nextDelay } from './retry.js';

function delayAfter(attempt: number, change: Partial<RetryDefinition>): number | undefined {
  const call = { status: 'waiting' as const, attempt, input: {}, firstSentAt: 0, mayHaveHappened: true };
  return nextDelay({ ...testRetry, attempts: 'unlimited', ...change }, call, 'key', 0);
}

describe('the delay before the next attempt', () => {
  it.each([
    ['fixed', [1_000, 1_000, 1_000, 1_000]],
    ['linear', [1_000, 2_000, 3_000, 4_000]],
    ['exponential', [1_000, 2_000, 4_000, 8_000]],
  ] as const)('grows %s', (backoff, delays) => {
    expect([1, 2, 3, 4].map((attempt) => delayAfter(attempt, { backoff }))).toEqual(delays);
  });

  it('is spread by the key, and the same for the same key and attempt', () => {
    const call = { status: 'waiting' as const, attempt: 1, input: {}, firstSentAt: 0, mayHaveHappened: true };
    const delays = Array.from(
      { length: 1_000 },
      (_, index) => nextDelay({ ...testRetry, jitter: 'full' }, call, `o${index}`, 0) ?? -1,
    );
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...delays)).toBeLessThan(1_000);
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    expect(Math.abs(mean - 500)).toBeLessThan(50);
    expect(nextDelay({ ...testRetry, jitter: 'full' }, call, 'o7', 0)).toBe(delays[7]);
  });

  it('has an upper bound, however many attempts there were', () => {
    expect(delayAfter(10, { maxDelayMs: 5_000 })).toBe(5_000);
    expect(delayAfter(5_000, {})).toBe(60_000);
    expect(delayAfter(5_000, { delayMs: 0 })).toBe(0);
  });
});
