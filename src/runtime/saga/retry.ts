import type { RetryDefinition } from './definition.js';
import type { CallState } from './state.js';

/** More would only lead to infinity; the longest delay caps it far earlier. */
const MOST_DOUBLINGS = 40;

/** The delay before the next attempt; the worker picks within the range. */
export interface RetryDelay {
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
}

/**
 * How long to wait after the latest attempt of a call, or undefined when there is none left: the attempts are used up,
 * or the next one could begin only after `within`.
 */
export function nextDelay(retry: RetryDefinition, call: CallState, now: number): RetryDelay | undefined {
  if (retry.attempts !== 'unlimited' && call.attempt >= retry.attempts) return undefined;
  const maxDelayMs = delayAfter(retry, call.attempt);
  if (retry.withinMs !== undefined && now + maxDelayMs > call.firstSentAt + retry.withinMs) return undefined;
  return { minDelayMs: retry.jitter === 'full' ? 0 : maxDelayMs, maxDelayMs };
}

function delayAfter(retry: RetryDefinition, attempt: number): number {
  return Math.min(retry.maxDelayMs, retry.delayMs * growth(retry.backoff, attempt));
}

function growth(backoff: RetryDefinition['backoff'], attempt: number): number {
  switch (backoff) {
    case 'fixed':
      return 1;
    case 'linear':
      return attempt;
    case 'exponential':
      return 2 ** Math.min(attempt - 1, MOST_DOUBLINGS);
  }
}
