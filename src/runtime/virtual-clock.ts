import type { Clock } from './clock.js';

/** A clock whose time passes only when everything else rests. */
export interface VirtualClock extends Clock {
  /** How many wait. */
  readonly sleepers: () => number;
}

export interface VirtualClockOptions {
  /** The first time that it shows, in milliseconds since 1970. Default 0. */
  readonly startAt?: number;
  /** Longest real pause for a wait, in milliseconds, for those who watch. Default 0. */
  readonly paceMs?: number;
}

interface Sleeper {
  readonly wakeAt: number;
  wake(): void;
}

/** Turns of the event loop without a new sleeper after which nothing else can happen. */
const QUIET_TURNS = 3;

/**
 * Makes a clock that jumps to the next sleeper's time as soon as the event loop has nothing else to do, so that hours
 * of back-off and time limits pass in moments and always in the same order. For tests and for stand-ins: participants
 * that do real work do not finish in a few turns of the event loop.
 */
export function createVirtualClock({ startAt = 0, paceMs = 0 }: VirtualClockOptions = {}): VirtualClock {
  let now = startAt;
  let quiet = 0;
  let watching = false;
  const sleepers = new Set<Sleeper>();

  function watch(): void {
    if (sleepers.size === 0) {
      watching = false;
      return;
    }
    quiet += 1;
    if (quiet <= QUIET_TURNS) setImmediate(watch);
    else pause();
  }

  function pause(): void {
    const realMs = Math.min(paceMs, first().wakeAt - now);
    if (realMs > 0) setTimeout(jump, realMs);
    else jump();
  }

  function jump(): void {
    quiet = 0;
    if (sleepers.size > 0) {
      const next = first();
      now = Math.max(now, next.wakeAt);
      next.wake();
    }
    setImmediate(watch);
  }

  function first(): Sleeper {
    return [...sleepers].reduce((earliest, sleeper) => (sleeper.wakeAt < earliest.wakeAt ? sleeper : earliest));
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
