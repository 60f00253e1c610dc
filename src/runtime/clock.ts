/** The only way the worker learns the time and waits. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `ms` milliseconds, or as soon as the signal is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls back after `ms` milliseconds, unless the function that it returns was called before; cheaper than `sleep`. */
  alarm?(ms: number, ring: () => void): () => void;
  /** Where time is not real: it stands still while the work is going on. Gives the work back. */
  during?<T>(work: Promise<T>): Promise<T>;
}

/** The longest delay that `setTimeout` takes. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now(), sleep, alarm };

/** Calls back after `ms` milliseconds of any clock, unless the function that it returns was called before. */
export function setAlarm(clock: Clock, ms: number, ring: () => void): () => void {
  if (clock.alarm !== undefined) return clock.alarm(ms, ring);
  const off = new AbortController();
  void clock.sleep(ms, off.signal).then(() => {
    if (!off.signal.aborted) ring();
  });
  return () => off.abort();
}

/** Waits for an alarm, or until the signal is aborted. */
export function sleepBy(alarm: NonNullable<Clock['alarm']>, ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const off = alarm(ms, finish);
    function finish(): void {
      off();
      signal?.removeEventListener('abort', finish);
      resolve();
    }
    signal?.addEventListener('abort', finish, { once: true });
  });
}

function alarm(ms: number, ring: () => void): () => void {
  const turn = Math.min(ms, LONGEST_TIMEOUT);
  let timer = setTimeout(next, turn, ms - turn);
  function next(rest: number): void {
    if (rest <= 0) ring();
    else timer = setTimeout(next, Math.min(rest, LONGEST_TIMEOUT), rest - LONGEST_TIMEOUT);
  }
  return () => clearTimeout(timer);
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms > 0) await sleepBy(alarm, ms, signal);
}
