import type { ChannelDef, CommandDef, RetryPolicy } from '../../../model/index.js';
import { filled, type Json } from './json.js';

/**
 * Retries in the form of the proposal asyncapi/spec#1234, in seconds. A channel's delays are told one by one, which the
 * proposal has no strategy for.
 */
export function channelRetry({ retryDelays }: ChannelDef): Json | undefined {
  if (retryDelays.length === 0) return undefined;
  const delaysSeconds = retryDelays.map(({ ms }) => seconds(ms));
  return { maxAttempts: retryDelays.length + 1, strategy: { type: 'delays', delaysSeconds } };
}

/** How often whoever sends a command sends it again; without `maxAttempts` for ever. */
export function commandRetry({ retry, timeout }: CommandDef): Json {
  return filled({
    maxAttempts: retry.attempts === 'unlimited' ? undefined : retry.attempts,
    strategy: strategyOf(retry),
    timeoutSeconds: timeout && seconds(timeout.ms),
    withinSeconds: retry.withinMs === undefined ? undefined : seconds(retry.withinMs),
  });
}

function strategyOf({ backoff, delayMs, maxDelayMs, jitter }: RetryPolicy): Json {
  return filled({
    type: backoff,
    initialDelaySeconds: seconds(delayMs),
    multiplier: backoff === 'exponential' ? 2 : undefined,
    maxDelaySeconds: backoff === 'fixed' ? undefined : seconds(maxDelayMs),
    jitter,
  });
}

function seconds(ms: number): number {
  return ms / 1000;
}
