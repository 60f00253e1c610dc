import { describe, expect, it } from 'vitest';
import { CODES, KafkaFailure, NoAnswer } from './failures.js';
import { pauseAfter, persist } from './pauses.js';

describe('trying again', () => {
  it('ends with success', async () => {
    let tries = 0;
    const result = await persist(
      async () => {
        tries += 1;
        if (tries < 3) throw new NoAnswer('away');
        return 'there';
      },
      { until: performance.now() + 10_000 },
    );
    expect(result).toBe('there');
  });

  it('ends at once with what will not change', async () => {
    let tries = 0;
    const failure = new KafkaFailure(CODES.TOPIC_AUTHORIZATION_FAILED);
    const trying = persist(
      async () => {
        tries += 1;
        throw failure;
      },
      { until: performance.now() + 10_000 },
    );
    await expect(trying).rejects.toBe(failure);
    expect(tries).toBe(1);
  });

  it('ends in time, also where nothing is answered, with the reason that is known', async () => {
    const away = new NoAnswer('away');
    let tries = 0;
    const trying = persist(
      async () => {
        tries += 1;
        if (tries === 1) throw away;
        await new Promise(() => undefined);
      },
      { until: performance.now() + 150 },
    );
    await expect(trying).rejects.toBe(away);
    await expect(persist(() => new Promise(() => undefined), { until: performance.now() + 20 })).rejects.toThrow(
      'no answer in time',
    );
  });

  it('pauses longer and longer, and never for long', () => {
    expect(pauseAfter(1)).toBeLessThanOrEqual(50);
    expect(pauseAfter(4)).toBeGreaterThan(250);
    for (const failures of [10, 1_000]) expect(pauseAfter(failures)).toBeLessThanOrEqual(2_000);
  });
});
