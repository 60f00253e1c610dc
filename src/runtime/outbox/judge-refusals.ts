import type { FailedRow } from './outbox-store.js';
import type { Refusal } from './publish-row.js';

/** The first pause after a failure, and the longest one, in milliseconds. */
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 60_000;
/** A broker that is away is asked again so soon, lest its return be noticed late. */
const LONGEST_OUTAGE_DELAY = 10_000;

/** What a refusal is judged by. */
export interface Circumstances {
  /** When the broker last took a message. */
  readonly lastSuccessAt: number;
  /** Turns in a row in which it took none. */
  readonly outage: number;
  /** Failures after which a message is parked. */
  readonly attempts: number;
}

/**
 * When a refused message is tried again. A failure counts against it where the broker took another one at the time, or since its
 * last failure: an outage of the broker parks nothing, however long it lasts.
 */
export function judge({ row, error, isFinal, startedAt }: Refusal, circumstances: Circumstances): FailedRow {
  const { lastSuccessAt, outage, attempts: most } = circumstances;
  const failedAt = row.failedAgoMs === null ? startedAt : startedAt - row.failedAgoMs;
  const counts = lastSuccessAt >= startedAt || lastSuccessAt > failedAt;
  const attempts = row.attempts + (counts ? 1 : 0);
  const { seq } = row;
  if (isFinal || attempts >= most) return { seq, error, attempts, retryInMs: 'never' };
  const outageDelay = Math.min(delayAfter(outage), LONGEST_OUTAGE_DELAY);
  return { seq, error, attempts, retryInMs: counts ? delayAfter(attempts) : outageDelay };
}

/** Milliseconds to wait after so many failures in a row, from 1 s to 60 s. */
export function delayAfter(failures: number): number {
  return Math.min(FIRST_DELAY * 2 ** Math.max(0, failures - 1), LONGEST_DELAY);
}
