import type { RetryPolicy } from './message.js';

/** So many attempts are as good as no limit. */
const COUNTLESS = 10_000;

/** The longest that all attempts of one command may take; jitter only shortens the pauses. */
export function longestAttempts(retry: RetryPolicy, timeoutMs: number): number | undefined {
  const { attempts, withinMs } = retry;
  if (attempts === 'unlimited' || attempts > COUNTLESS)
    return withinMs === undefined ? undefined : withinMs + timeoutMs;
  let total = attempts * timeoutMs;
  for (let attempt = 1; attempt < attempts; attempt++) {
    total += pauseAfter(retry, attempt);
    // No attempt begins later than this, so the last one ends at most one time limit behind it.
    if (withinMs !== undefined && total > withinMs + timeoutMs) return withinMs + timeoutMs;
  }
  return total;
}

/** The pause after the given attempt (counted from 1), before jitter, in milliseconds. */
export function pauseAfter(retry: RetryPolicy, attempt: number): number {
  const factor = { fixed: 1, linear: attempt, exponential: 2 ** (attempt - 1) }[retry.backoff];
  return Math.min(retry.delayMs * factor, retry.maxDelayMs);
}

/** Whether a policy never gives up. */
export function isEndless({ attempts, withinMs }: Pick<RetryPolicy, 'attempts' | 'withinMs'>): boolean {
  return attempts === 'unlimited' && withinMs === undefined;
}
