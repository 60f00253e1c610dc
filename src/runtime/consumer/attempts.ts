import type { Clock } from '../clock.js';
import { Closing } from './errors.js';

/** Attempts that follow one another at once. */
export interface AttemptTimes {
  /** In all, the first included. */
  readonly count: number;
  /** The longest pause before the second one, in milliseconds; it doubles each time, and the real pause is anywhere below it. */
  readonly delayMs: number;
}

export const USUAL_ATTEMPTS: AttemptTimes = { count: 3, delayMs: 100 };

export interface AttemptSetting {
  readonly times: AttemptTimes;
  readonly clock: Clock;
  readonly random: () => number;
  /** Aborted when no attempt is to be begun any more. */
  readonly closing: AbortSignal;
  readonly isWorthwhile: (error: unknown) => boolean;
}

/** Does the work until it succeeds, is not worth another attempt, or has failed too often; rejects with the last error. */
export async function attempt<T>(setting: AttemptSetting, work: (attempt: number) => Promise<T>): Promise<T> {
  const { times, clock, random, closing, isWorthwhile } = setting;
  for (let count = 1; ; count += 1) {
    try {
      return await work(count);
    } catch (error) {
      if (count >= times.count || !isWorthwhile(error)) throw error;
      await clock.sleep(random() * times.delayMs * 2 ** (count - 1), closing);
      if (closing.aborted) throw new Closing('the consumer is closing');
    }
  }
}
