import { compact } from '../../model/build/compact.js';
import { printDuration } from '../../model/build/parse-duration.js';
import { BUILT_IN_RETRY } from '../../model/build/read-retry.js';
import type { RetryPolicy } from '../../model/index.js';

const KEYS = ['attempts', 'backoff', 'delayMs', 'maxDelayMs', 'jitter', 'withinMs'] as const;

/** A policy as the language writes it; nothing where the built-in one counts. */
export function writtenRetry(policy: RetryPolicy) {
  if (KEYS.every((key) => policy[key] === BUILT_IN_RETRY[key])) return undefined;
  const { attempts, backoff, delayMs, maxDelayMs, jitter, withinMs } = policy;
  const within = withinMs === undefined ? undefined : printDuration(withinMs);
  return compact({
    attempts,
    backoff,
    delay: printDuration(delayMs),
    maxDelay: printDuration(maxDelayMs),
    jitter,
    within,
  });
}
