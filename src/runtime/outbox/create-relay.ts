import { randomUUID } from 'node:crypto';
import type { Broker } from '../broker/broker.js';
import { type Clock, systemClock } from '../clock.js';
import { describeError } from '../errors.js';
import type { FailedRow, OutboxStatus, OutboxStore } from './outbox-store.js';
import { publishRows, type Refusal } from './publish-rows.js';

/** What a relay has to tell; it goes on by itself. */
export type RelayProblem =
  /** The broker did not take a message, which is tried again. */
  | { readonly kind: 'publish-failed'; readonly id: string; readonly channel: string; readonly error: string }
  /** A message was given up: it and what follows under its key wait for a person. */
  | { readonly kind: 'parked'; readonly id: string; readonly channel: string; readonly error: string }
  /** The database did not answer. */
  | { readonly kind: 'outbox-failed'; readonly error: string };

export interface RelayOptions {
  readonly store: OutboxStore;
  readonly broker: Broker;
  readonly clock?: Clock;
  /** How long an idle relay waits before it looks again, in milliseconds. Default 500. */
  readonly pollMs?: number;
  /** How long another relay waits for this one when it is gone without a word, in milliseconds. Default 30 000. */
  readonly leaseMs?: number;
  /** Messages read at once. Default 200. */
  readonly batch?: number;
  /** Keys whose messages are on their way at once. Default 16. */
  readonly concurrency?: number;
  /** Failures of one message while others went through, after which it is parked. Default 10. */
  readonly attempts?: number;
  /** How long published messages are kept, in milliseconds. Default 7 days. */
  readonly keepMs?: number;
  readonly onProblem?: (problem: RelayProblem) => void;
}

export interface RelayRunOptions {
  /** Return as soon as nothing is left that could be published now or by waiting. */
  readonly untilIdle?: boolean;
}

/** Publishes what is in an outbox. Several may run; one of them works. */
export interface Relay {
  /** Works until `stop`. */
  run(options?: RelayRunOptions): Promise<void>;
  /** Ends `run` after the messages that are on their way, and lets another relay in. */
  stop(): Promise<void>;
  /** Looks at once: called after a commit, it saves the wait for `pollMs`. */
  wake(): void;
  status(): Promise<OutboxStatus>;
}

/** The first pause after a failure, and the longest one, in milliseconds. */
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 60_000;
/** A broker that is away is asked again so soon, lest its return be noticed late. */
const LONGEST_OUTAGE_DELAY = 10_000;
const PURGE_EVERY = 60_000;
const PURGE_AT_ONCE = 1_000;

type Settings = Required<Omit<RelayOptions, 'onProblem'>> & Pick<RelayOptions, 'onProblem'>;

/** Makes a relay: at least once, in order per channel and key. */
export function createRelay(options: RelayOptions): Relay {
  const { clock = systemClock, pollMs = 500, leaseMs = 30_000, batch = 200, concurrency = 16 } = options;
  const { attempts = 10, keepMs = 7 * 24 * 60 * 60 * 1_000 } = options;
  return new LeasedRelay({ ...options, clock, pollMs, leaseMs, batch, concurrency, attempts, keepMs });
}

class LeasedRelay implements Relay {
  readonly #settings: Settings;
  readonly #token = randomUUID();
  readonly #stopping = new AbortController();
  #nap = new AbortController();
  #running: Promise<void> = Promise.resolve();
  /** By the clock of this process, and counted from before the lease was asked for. */
  #leaseEnds = Number.NEGATIVE_INFINITY;
  #renewing: Promise<boolean> | undefined;
  #lastSuccessAt = Number.NEGATIVE_INFINITY;
  #lastPurgeAt = Number.NEGATIVE_INFINITY;
  /** Rounds in a row in which nothing went through. */
  #outage = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  run({ untilIdle = false }: RelayRunOptions = {}): Promise<void> {
    // Two loops with one lease would publish everything twice, and in any order.
    this.#running = this.#running.then(() => this.#work(untilIdle));
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#running;
  }

  wake(): void {
    this.#nap.abort();
  }

  status(): Promise<OutboxStatus> {
    return this.#settings.store.status();
  }

  async #work(untilIdle: boolean): Promise<void> {
    const { store, pollMs } = this.#settings;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      this.#nap = new AbortController();
      try {
        const found = await this.#round();
        failures = 0;
        if (found === 'more') continue;
        if (untilIdle && found === 'nothing' && (await store.status()).retrying === 0) break;
        await this.#sleep(pollMs);
      } catch (error) {
        failures += 1;
        this.#settings.onProblem?.({ kind: 'outbox-failed', error: describeError(error) });
        await this.#sleep(delayAfter(failures));
      }
    }
    this.#leaseEnds = Number.NEGATIVE_INFINITY;
    await store.release(this.#token).catch(() => undefined);
  }

  /** Publishes what waits. `more`: there may be more at once; `nothing`: nothing may be published now. */
  async #round(): Promise<'more' | 'nothing' | 'wait'> {
    const { store, broker, batch, concurrency } = this.#settings;
    if (!(await this.#mayWork())) return 'wait';
    await this.#purge();
    const rows = await store.take(batch);
    if (rows.length === 0) return 'nothing';
    // Without an answer of the database, what was published is still to be written down: the next round tells.
    const mayGoOn = async () => !this.#stopping.signal.aborted && (await this.#mayWork().catch(() => false));
    const { published, refused } = await publishRows(rows, { broker, concurrency, mayGoOn });
    if (published.length > 0) {
      this.#outage = 0;
      this.#lastSuccessAt = this.#settings.clock.now();
    } else if (refused.length > 0) this.#outage += 1;
    await store.settle(
      published,
      refused.map((refusal) => this.#judge(refusal, published.length > 0)),
    );
    return published.length > 0 ? 'more' : 'wait';
  }

  /**
   * A failure counts against a message where the broker took another one at the time, or since its last failure: an outage
   * of the broker parks nothing, however long it lasts.
   */
  #judge({ row, error, isFinal }: Refusal, othersWentThrough: boolean): FailedRow {
    const { clock, onProblem, attempts: most } = this.#settings;
    const sinceSuccess = clock.now() - this.#lastSuccessAt;
    const counts = othersWentThrough || sinceSuccess < (row.failedAgoMs ?? 0);
    const attempts = row.attempts + (counts ? 1 : 0);
    const { id, channel, seq } = row;
    const isParked = isFinal || attempts >= most;
    onProblem?.({ kind: isParked ? 'parked' : 'publish-failed', id, channel, error });
    if (isParked) return { seq, error, attempts, retryInMs: 'never' };
    const outageDelay = Math.min(delayAfter(this.#outage), LONGEST_OUTAGE_DELAY);
    return { seq, error, attempts, retryInMs: counts ? delayAfter(attempts) : outageDelay };
  }

  /** Whether this relay has the lease, which is prolonged when half of it is over. */
  async #mayWork(): Promise<boolean> {
    const { clock, leaseMs } = this.#settings;
    if (this.#leaseEnds - clock.now() > leaseMs / 2) return true;
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<boolean> {
    const { clock, leaseMs, store } = this.#settings;
    const began = clock.now();
    const isGiven = await store.lease(this.#token, leaseMs);
    this.#leaseEnds = isGiven ? began + leaseMs : Number.NEGATIVE_INFINITY;
    return isGiven;
  }

  /** A little in each round, so that nothing has to wait for long. */
  async #purge(): Promise<void> {
    const { clock, store, keepMs } = this.#settings;
    if (clock.now() - this.#lastPurgeAt < PURGE_EVERY) return;
    const purged = await store.purge(keepMs, PURGE_AT_ONCE);
    if (purged < PURGE_AT_ONCE) this.#lastPurgeAt = clock.now();
  }

  async #sleep(ms: number): Promise<void> {
    if (!this.#stopping.signal.aborted) await this.#settings.clock.sleep(ms, this.#nap.signal);
  }
}

function delayAfter(failures: number): number {
  return Math.min(FIRST_DELAY * 2 ** Math.max(0, failures - 1), LONGEST_DELAY);
}
