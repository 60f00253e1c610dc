import { describe, expect, it } from 'vitest';
import { createSteeredClock } from './steered-clock.js';

/** A clock, and the times at which something has happened by it. */
function setUp() {
  const clock = createSteeredClock(100);
  const rung: string[] = [];
  const set = (name: string, ms: number) => clock.alarm(ms, () => void rung.push(`${name} at ${clock.now()}`));
  return { clock, rung, set };
}

describe('a steered clock', () => {
  it('lets happen on the way what is due before, the first thing first', async () => {
    const { clock, rung, set } = setUp();
    set('later', 20);
    set('sooner', 10);
    set('then', 30);
    await clock.moveTo(130);
    expect(rung).toEqual(['sooner at 110', 'later at 120']);
    expect(clock.now()).toBe(130);
  });

  it('lets happen what is due now, but for what is kept back, and nothing twice', async () => {
    const { clock, rung, set } = setUp();
    set('kept', 5);
    const kept = clock.latest();
    set('due', 5);
    await clock.moveTo(105);
    await clock.ringDue((alarm) => alarm === kept);
    expect(rung).toEqual(['due at 105']);
    kept?.ring();
    kept?.ring();
    expect(rung).toEqual(['due at 105', 'kept at 105']);
  });

  it('forgets what is called off', async () => {
    const { clock, rung, set } = setUp();
    set('never', 5)();
    const off = new AbortController();
    const slept = clock.sleep(7, off.signal);
    off.abort();
    await slept;
    await clock.moveTo(200);
    expect(rung).toEqual([]);
  });

  it('is not quiet while somebody works with the store', async () => {
    const { clock } = setUp();
    let finish = (): void => undefined;
    const done: string[] = [];
    void clock.during(new Promise<void>((resolve) => (finish = resolve))).then(() => done.push('work'));
    const quiet = clock.quiet().then(() => done.push('quiet'));
    for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate);
    expect(done).toEqual([]);
    finish();
    await quiet;
    expect(done).toEqual(['work', 'quiet']);
  });
});
