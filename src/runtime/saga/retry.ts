import type { RetryDefinition } from './definition.js';
import type { CallState } from './state.js';

/** More would only lead to infinity; the longest delay caps it far earlier. */
const MOST_DOUBLINGS = 40;

/**
 * Milliseconds to wait after the latest attempt of a call, or undefined when there is none left: the attempts are used
 * up, or the next one could begin only after `within`. Jitter is spread by the key, so the same call waits the same.
 */
export function nextDelay(retry: RetryDefinition, call: CallState, key: string, now: number): number | undefined {
  const attempt = call.attempt - (call.forgiven ?? 0);
  if (retry.attempts !== 'unlimited' && attempt >= retry.attempts) return undefined;
  const longest = delayAfter(retry, attempt);
  if (retry.withinMs !== undefined && now + longest > call.firstSentAt + retry.withinMs) return undefined;
  return retry.jitter === 'full' ? Math.floor(longest * fractionOf(`${key}#${call.attempt}`)) : longest;
}

/** Whether nothing ever ends the attempts but an answer. */
export function triesForEver({ attempts, withinMs }: RetryDefinition): boolean {
  return attempts === 'unlimited' && withinMs === undefined;
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

/** A number from 0 up to 1 that any two texts share only by chance (FNV-1a, with a last mix of its bits). */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
