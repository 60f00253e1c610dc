import { describe, expect, it } from 'vitest';
import { judge } from './judge-refusals.js';
import type { WaitingRow } from './outbox-store.js';

const ROW: WaitingRow = {
  seq: 7,
  shard: 0,
  id: 'm1',
  channel: 'orders',
  key: 'k1',
  type: 'OrderPlaced',
  data: '{}',
  headers: '{}',
  attempts: 0,
  failedAgoMs: null,
};

/** Judges an attempt that began at 100 000 ms. */
function judged(
  row: Partial<WaitingRow>,
  { lastSuccessAt = Number.NEGATIVE_INFINITY, outage = 1, isFinal = false } = {},
) {
  const refusal = { row: { ...ROW, ...row }, error: 'no', isFinal, startedAt: 100_000 };
  const { attempts, retryInMs } = judge(refusal, { lastSuccessAt, outage, attempts: 10 });
  return [attempts, retryInMs];
}

describe('a message that the broker did not take', () => {
  it('has an attempt counted where another went through at the time, or since it failed last', () => {
    expect(judged({}, { lastSuccessAt: 100_000 })).toEqual([1, 1_000]);
    expect(judged({}, { lastSuccessAt: 99_999 })).toEqual([0, 1_000]);
    expect(judged({ attempts: 3, failedAgoMs: 5_000 }, { lastSuccessAt: 95_001 })).toEqual([4, 8_000]);
    expect(judged({ attempts: 3, failedAgoMs: 5_000 }, { lastSuccessAt: 95_000 })).toEqual([3, 1_000]);
  });

  it('waits longer each time, up to a minute, and for a broker that is away up to ten seconds', () => {
    expect(judged({ attempts: 8 }, { lastSuccessAt: 100_000 })).toEqual([9, 60_000]);
    expect([1, 2, 3, 4, 5, 50].map((outage) => judged({ attempts: 8 }, { outage })[1])).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  it('is left to a person after so many attempts, or at once where no attempt can go better', () => {
    expect(judged({ attempts: 9 }, { lastSuccessAt: 100_000 })).toEqual([10, 'never']);
    expect(judged({ attempts: 9 })).toEqual([9, 1_000]);
    expect(judged({}, { isFinal: true })).toEqual([0, 'never']);
  });
});
