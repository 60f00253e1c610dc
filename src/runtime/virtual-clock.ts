import { type Clock, sleepBy } from './clock.js';

/** A clock whose time passes only when everything else rests. */
export interface VirtualClock extends Clock {
  /** How many wait. */
  readonly sleepers: () => number;
  alarm(ms: number, ring: () => void): () => void;
  during<T>(work: Promise<T>): Promise<T>;
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
 * of back-off and time limits pass in moments and always in the same order. It stands still during work that it is told
 * of, as workers do of what their store does. For tests and for stand-ins: of participants that do real work it knows
 * nothing.
 */
export function createVirtualClock({ startAt = 0, paceMs = 0 }: VirtualClockOptions = {}): VirtualClock {
  let now = startAt;
  let quiet = 0;
  let works = 0;
  let watching = false;
  const sleepers = new Set<Sleeper>();

  function watch(): void {
    if (sleepers.size === 0 || works > 0) {
      watching = false;
      return;
    }
    quiet += 1;
    if (quiet <= QUIET_TURNS) setImmediate(watch);
    else pause();
  }

  function startWatching(): void {
    quiet = 0;
    if (watching) return;
    watching = true;
    setImmediate(watch);
  }

  function pause(): void {
    const realMs = Math.min(paceMs, firstOf(sleepers).wakeAt - now);
    if (realMs > 0) setTimeout(jump, realMs);
    else jump();
  }

  function jump(): void {
    quiet = 0;
    // Work may have begun in the pause.
    if (sleepers.size > 0 && works === 0) {
      const next = firstOf(sleepers);
      now = Math.max(now, next.wakeAt);
      next.wake();
    }
    setImmediate(watch);
  }

  function alarm(ms: number, ring: () => void): () => void {
    const sleeper: Sleeper = {
      wakeAt: now + Math.max(0, ms),
      wake() {
        sleepers.delete(sleeper);
        ring();
      },
    };
    sleepers.add(sleeper);
    startWatching();
    return () => void sleepers.delete(sleeper);
  }

  async function during<T>(work: Promise<T>): Promise<T> {
    works += 1;
    try {
      return await work;
    } finally {
      works -= 1;
      if (works === 0) startWatching();
    }
  }

  const sleep: Clock['sleep'] = (ms, signal) => sleepBy(alarm, ms, signal);
  return { now: () => now, sleep, alarm, during, sleepers: () => sleepers.size };
}

function firstOf(sleepers: ReadonlySet<Sleeper>): Sleeper {
  return [...sleepers].reduce((earliest, sleeper) => (sleeper.wakeAt < earliest.wakeAt ? sleeper : earliest));
}
