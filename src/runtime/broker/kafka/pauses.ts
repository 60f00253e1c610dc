import { isFinal, NoAnswer } from './failures.js';

const FIRST_MS = 50;
const LONGEST_MS = 2_000;
const LATE = new NoAnswer('there was no answer in time');

/** A pause that grows with each failure in a row, and differs a little from process to process. */
export function pauseAfter(failures: number): number {
  const longest = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 10), LONGEST_MS);
  return longest * (0.75 + Math.random() / 4);
}

/** Resolves after so many milliseconds, or when the signal is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted === true) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(end, ms);
    function end(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    }
    signal?.addEventListener('abort', end, { once: true });
  });
}

/** Rejects with `NoAnswer` at a time by `performance.now()`, where the work has not ended by then. */
export async function within<Result>(until: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(LATE), until - performance.now());
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** How long something is tried. */
export interface Persistence {
  /** By `performance.now()`. */
  readonly until: number;
  readonly signal?: AbortSignal;
  /** Called after each failure that is followed by another try. */
  readonly onFailure?: (error: unknown) => void;
}

/** Does it again until it succeeds, cannot succeed any more, or the time is over: then rejects with the last failure. */
export async function persist<Result>(work: () => Promise<Result>, options: Persistence): Promise<Result> {
  let reason: unknown;
  for (let failures = 1; ; failures += 1) {
    try {
      return await within(options.until, work());
    } catch (error) {
      // Why it went wrong before says more than that the time is over.
      if (error !== LATE || reason === undefined) reason = error;
      const pauseMs = pauseAfter(failures);
      if (isFinal(error) || options.signal?.aborted === true || performance.now() + pauseMs >= options.until)
        throw reason;
      options.onFailure?.(error);
      await pause(pauseMs, options.signal);
    }
  }
}
