import type { ChannelDef, RetryPolicy } from '../index.js';
import { longestAttempts, pauseAfter } from '../saga-duration.js';
import { sumOf } from './time-sums.js';

/** The pauses before a channel's consumers try a message again, in milliseconds. */
export function retryTimes({ retryDelays }: ChannelDef): readonly number[] {
  return retryDelays.map(({ ms }) => ms);
}

/** How long a channel may deliver a message again: as long as the broker keeps it, and then through all retries. */
export function redeliveryTimes(channel: ChannelDef): readonly number[] {
  const kept = channel.broker === 'memory' ? undefined : channel.retention?.ms;
  return [...(kept === undefined ? [] : [kept]), ...retryTimes(channel)];
}

/** Longer sums than this are printed as one number. */
const MOST_TERMS = 30;

/**
 * How long the attempts of a command may take, in milliseconds: each runs out of time, and a pause follows all but the
 * last. Undefined where there is no last one.
 */
export function attemptTimes(retry: RetryPolicy, timeoutMs: number): readonly number[] | undefined {
  const { attempts, withinMs } = retry;
  const total = longestAttempts(retry, timeoutMs);
  if (total === undefined) return undefined;
  const bounded = withinMs === undefined ? [total] : [withinMs, timeoutMs];
  if (attempts === 'unlimited' || attempts > MOST_TERMS) return bounded;
  const pauses = Array.from({ length: attempts - 1 }, (_, index) => pauseAfter(retry, index + 1));
  const terms = [...Array.from({ length: attempts }, () => timeoutMs), ...pauses.filter((pause) => pause > 0)];
  return sumOf(terms) === total ? terms : bounded;
}
