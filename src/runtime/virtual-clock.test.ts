import { describe, expect, it } from 'vitest';
import { createVirtualClock } from './virtual-clock.js';

describe('the virtual clock', () => {
  it('wakes sleepers in the order of their times, without waiting', async () => {
    const clock = createVirtualClock({ startAt: 1_000 });
    const woken: string[] = [];
    const note = (name: string) => () => woken.push(`${name} at ${clock.now()}`);
    await Promise.all([clock.sleep(86_400_000).then(note('day')), clock.sleep(60_000).then(note('minute'))]);
    expect(woken).toEqual(['minute at 61000', 'day at 86401000']);
  });

  it('counts a sleep from when it began', async () => {
    const clock = createVirtualClock();
    const times: number[] = [];
    const long = clock.sleep(100).then(() => times.push(clock.now()));
    await clock.sleep(30);
    await clock.sleep(30);
    times.push(clock.now());
    await long;
    expect(times).toEqual([60, 100]);
  });

  it('takes a real pause for those who watch, however long the wait', async () => {
    const clock = createVirtualClock({ paceMs: 30 });
    const began = performance.now();
    await clock.sleep(3_600_000);
    expect(performance.now() - began).toBeGreaterThan(25);
    expect(clock.now()).toBe(3_600_000);
  });

  it('lets go of a sleeper whose signal is aborted', async () => {
    const clock = createVirtualClock();
    const controller = new AbortController();
    const sleeping = clock.sleep(1_000, controller.signal);
    controller.abort();
    await sleeping;
    expect([clock.now(), clock.sleepers()]).toEqual([0, 0]);
  });
});
