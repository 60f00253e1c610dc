import type { Clock } from '../clock.js';

/** A clock whose time passes only when everything else rests. */
export interface VirtualClock extends Clock {
  /** Somebody sleeps. */
  readonly sleepers: () => number;
}

interface Sleeper {
  readonly wakeAt: number;
  wake(): void;
}

/** Turns of the event loop without a new sleeper after which nothing else can happen. */
const QUIET_TURNS = 3;

/**
 * Makes a clock that jumps to the next sleeper's time as soon as the event loop has nothing else to do, so that hours
 * of back-off take no time and always run in the same order.
 */
export function createVirtualClock(start = 0): VirtualClock {
  let now = start;
  let quiet = 0;
  let watching = false;
  const sleepers = new Set<Sleeper>();

  function watch(): void {
    if (sleepers.size === 0) {
      watching = false;
      return;
    }
    quiet += 1;
    if (quiet > QUIET_TURNS) jump();
    setImmediate(watch);
  }

  function jump(): void {
    const next = [...sleepers].reduce((first, sleeper) => (sleeper.wakeAt < first.wakeAt ? sleeper : first));
    quiet = 0;
    now = Math.max(now, next.wakeAt);
    next.wake();
  }

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve();
    quiet = 0;
    return new Promise((resolve) => {
      const sleeper: Sleeper = { wakeAt: now + Math.max(0, ms), wake: finish };
      function finish(): void {
        sleepers.delete(sleeper);
        signal?.removeEventListener('abort', finish);
        resolve();
      }
      signal?.addEventListener('abort', finish, { once: true });
      sleepers.add(sleeper);
      if (watching) return;
      watching = true;
      setImmediate(watch);
    });
  }

  return { now: () => now, sleep, sleepers: () => sleepers.size };
}
