import { describe, expect, test } from 'vitest';
import { catalogFrom } from '../testing/catalog-from.js';
import type { RetryPolicy } from './message.js';
import { longestRun } from './run-parts.js';
import { longestAttempts, pauseAfter } from './saga-duration.js';

const policy: RetryPolicy = { attempts: 4, backoff: 'exponential', delayMs: 1_000, maxDelayMs: 3_000, jitter: 'full' };

describe('the attempts of one command', () => {
  test('pauses grow up to the longest', () => {
    expect([1, 2, 3, 4].map((attempt) => pauseAfter(policy, attempt))).toEqual([1_000, 2_000, 3_000, 3_000]);
    expect(pauseAfter({ ...policy, backoff: 'linear', maxDelayMs: 9_000 }, 3)).toBe(3_000);
    expect(pauseAfter({ ...policy, backoff: 'fixed' }, 9)).toBe(1_000);
  });

  test('every attempt may time out, and every pause counts', () => {
    expect(longestAttempts(policy, 10_000)).toBe(4 * 10_000 + 1_000 + 2_000 + 3_000);
  });

  test('`within` bounds when the last attempt begins', () => {
    expect(longestAttempts({ ...policy, withinMs: 20_000 }, 10_000)).toBe(30_000);
    expect(longestAttempts({ ...policy, attempts: 'unlimited', withinMs: 20_000 }, 10_000)).toBe(30_000);
    expect(longestAttempts({ ...policy, attempts: 'unlimited' }, 10_000)).toBeUndefined();
    expect(longestAttempts({ ...policy, attempts: 1e9 }, 10_000)).toBeUndefined();
    expect(longestAttempts({ ...policy, attempts: 1e9, withinMs: 5_000 }, 1_000)).toBe(6_000);
  });
});

describe('the steps of a saga', () => {
  const run = (steps: string) => {
    const { catalog } = catalogFrom(`commands:
  A: { timeout: 10s, retry: { attempts: 1 } }
  B: { timeout: 20s, retry: { attempts: 2, delay: 5s } }
  Open: { retry: { attempts: 1 } }
sagas: { S: { steps: ${steps} } }`);
    const saga = catalog.sagas.get('S');
    return saga && longestRun(catalog, saga);
  };

  test.each([
    ['[{ do: A }, { do: B, check: A }]', 10_000 + 45_000 + 10_000],
    ['[{ parallel: [{ do: A }, [{ do: B }, { wait: 1m }]] }]', 105_000],
    ['[{ await: E, timeout: 1h }]', 3_600_000],
    ['[{ forEach: 3, steps: [{ do: A }] }]', 30_000],
    ['[{ forEach: X.y, parallel: true, steps: [{ do: A }] }]', 10_000],
    ['[{ do: A, onFailure: { F: { steps: [{ do: A, name: x }], then: retry, rounds: 2 } } }]', 50_000],
    ['[{ do: A, onFailure: { F: { steps: [{ do: A, name: x }], then: retry } } }]', 30_000],
    ['[]', 0],
  ])('%s', (steps, ms) => {
    expect(run(steps)).toBe(ms);
  });

  test.each([
    '[{ do: Open }]',
    '[{ do: Unknown }]',
    '[{ await: E }]',
    '[{ wait: X.y }]',
    '[{ forEach: X.y, steps: [{ do: A }] }]',
    '[{ parallel: [{ do: A }, { do: Open }] }]',
  ])('%s has no known end', (steps) => {
    expect(run(steps)).toBeUndefined();
  });
});
