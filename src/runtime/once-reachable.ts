import type { Clock } from './clock.js';
import { describeError, isSagaError } from './errors.js';
import { FIRST_DELAY, longerDelay } from './growing-delay.js';

export interface Waiting {
  readonly clock: Clock;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Told of each try in vain. */
  readonly onFailure: (error: Error) => void;
}

/**
 * Begins what needs the broker, and again after growing pauses for as long as that cannot be reached: an outage, or a cluster that is just
 * starting, is no reason for a service to end. Other failures reject at once. Gives undefined where the signal is aborted first.
 */
export function onceReachable<T>(begin: () => Promise<T>, waiting: Waiting & { signal?: undefined }): Promise<T>;
export function onceReachable<T>(begin: () => Promise<T>, waiting: Waiting): Promise<T | undefined>;
export async function onceReachable<T>(begin: () => Promise<T>, waiting: Waiting): Promise<T | undefined> {
  const { clock, signal, onFailure } = waiting;
  for (let delay = FIRST_DELAY; signal?.aborted !== true; delay = longerDelay(delay)) {
    try {
      return await begin();
    } catch (error) {
      if (!isSagaError(error, 'broker-unreachable')) throw error;
      onFailure(error);
      await clock.sleep(delay, signal);
    }
  }
  return undefined;
}

/** Tells of tries in vain on the standard error stream, in the name of whoever waits. */
export function tellOfWaiting(who: string): Waiting['onFailure'] {
  return (error) => void process.stderr.write(`sagac: ${who} waits for the broker: ${describeError(error)}\n`);
}
