import { expect, it, vi } from 'vitest';
import { systemClock } from './clock.js';

it('sleeps longer than one timer of the platform can', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    let awake = false;
    const sleeping = systemClock.sleep(2 ** 31 + 1_000).then(() => (awake = true));
    await vi.advanceTimersByTimeAsync(2 ** 31);
    expect(awake).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    await sleeping;
    expect(awake).toBe(true);
  } finally {
    vi.useRealTimers();
  }
});

it('wakes at once when it is told to', async () => {
  const controller = new AbortController();
  const sleeping = systemClock.sleep(60_000, controller.signal);
  controller.abort();
  await sleeping;
  await systemClock.sleep(60_000, controller.signal);
});
