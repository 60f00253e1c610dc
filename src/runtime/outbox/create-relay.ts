import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Broker } from '../broker/broker.js';
import { type Clock, systemClock } from '../clock.js';
import { describeError } from '../errors.js';
import { HeldShards } from './held-shards.js';
import { delayAfter, judge } from './judge-refusals.js';
import { Lines } from './lines.js';
import type { OutboxStatus, OutboxStore } from './outbox-store.js';
import { ALL_SHARDS } from './shards.js';

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
  /** The longest wait of an idle relay before it looks again, in milliseconds; it looks sooner after something came. Default 500. */
  readonly pollMs?: number;
  /** How long another relay waits for this one when it is gone without a word, in milliseconds. Default 30 000. */
  readonly leaseMs?: number;
  /** Messages read at once, over all shards of the relay. Default 200. */
  readonly batch?: number;
  /** Keys whose messages are on their way at once. Default 16. */
  readonly concurrency?: number;
  /** Failures of one message while others went through, after which it is parked. Default 10. */
  readonly attempts?: number;
  /** How long published messages are kept, in milliseconds. Default 7 days. */
  readonly keepMs?: number;
  /** Default: a line on the standard error stream. */
  readonly onProblem?: (problem: RelayProblem) => void;
  /** Called when the relay begins to run, to watch the outbox: `observeOutbox`. What it returns is called when the relay ends. */
  readonly observe?: (store: OutboxStore) => () => void;
}

export interface RelayRunOptions {
  /** Return as soon as nothing is left that could be published now or by waiting. */
  readonly untilIdle?: boolean;
}

/** Publishes what is in an outbox. Several may run: they share the keys out among themselves. */
export interface Relay {
  /** Works until `stop`. */
  run(options?: RelayRunOptions): Promise<void>;
  /** Ends `run` after the messages that are on their way, and leaves the rest to other relays. */
  stop(): Promise<void>;
  /** Looks at once: called after a commit, it saves the wait for `pollMs`. */
  wake(): void;
  status(): Promise<OutboxStatus>;
}

const PURGE_EVERY = 60_000;
const PURGE_AT_ONCE = 1_000;
/** Deleting what is old takes at most one part in so many of the time while there is more of it. */
const PURGE_SHARE = 5;
/** While messages are on their way, the relay looks for others so often, in milliseconds. */
const PACE = 25;
/** An idle relay looks again after this part of the time since it found something last, so a next message waits about so long. */
const IDLE_SHARE = 10;

type Settings = Required<Omit<RelayOptions, 'observe'>> & Pick<RelayOptions, 'observe'>;

/** Makes a relay: at least once, in order per channel and key. */
export function createRelay(options: RelayOptions): Relay {
  const { clock = systemClock, pollMs = 500, leaseMs = 30_000, batch = 200, concurrency = 16 } = options;
  const { attempts = 10, keepMs = 7 * 24 * 60 * 60 * 1_000 } = options;
  const { onProblem = printProblem } = options;
  return new LeasedRelay({ ...options, clock, pollMs, leaseMs, batch, concurrency, attempts, keepMs, onProblem });
}

function printProblem(problem: RelayProblem): void {
  const text =
    problem.kind === 'outbox-failed'
      ? `the outbox cannot be read: ${problem.error}`
      : `message ${problem.id} for ${problem.channel} ${problem.kind === 'parked' ? 'is parked' : 'was not published and is tried again'}: ${problem.error}`;
  process.stderr.write(`sagac: ${text.replaceAll(/\p{Cc}+/gu, ' ')}\n`);
}

class LeasedRelay implements Relay {
  readonly #settings: Settings;
  readonly #token = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  readonly #stopping = new AbortController();
  readonly #held: HeldShards;
  readonly #lines: Lines;
  #nap = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #foundAt = Number.NEGATIVE_INFINITY;
  #purgeAt = Number.NEGATIVE_INFINITY;
  /** The last reading gave as much as was asked for, so there is more. */
  #isBehind = false;
  /** Turns in a row in which the broker took nothing. */
  #outage = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
    const { store, broker, clock, leaseMs, concurrency, batch } = settings;
    this.#held = new HeldShards({ store, clock, leaseMs, token: this.#token });
    this.#lines = new Lines({
      broker,
      concurrency,
      now: () => clock.now(),
      mayPublish: async (shard) => !this.#stopping.signal.aborted && (await this.#held.mayPublish(shard)),
      enough: batch,
      onEnough: () => {
        // A broker that takes nothing is not to be asked the faster for refusing fast.
        if (this.#outage === 0) this.wake();
      },
    });
  }

  run({ untilIdle = false }: RelayRunOptions = {}): Promise<void> {
    // Two loops with the same leases would publish everything twice, and in any order.
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
    const stopObserving = this.#settings.observe?.(this.#settings.store);
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      this.#nap = new AbortController();
      try {
        await this.#turn();
        failures = 0;
        if (untilIdle && this.#lines.unfinished === 0 && (await this.#isDrained())) break;
        await this.#sleep(this.#pause());
      } catch (error) {
        failures += 1;
        this.#tell(error);
        await this.#sleep(delayAfter(failures));
      }
    }
    await this.#end();
    stopObserving?.();
  }

  /** Writes down what is done, then reads what is next; messages are on their way all the while. */
  async #turn(): Promise<void> {
    const { store, clock, batch } = this.#settings;
    this.#isBehind = false;
    await this.#held.look();
    await this.#settle();
    await this.#held.handOver((shard) => this.#lines.isIdle(shard));
    await this.#purge();
    const { shards } = this.#held;
    if (shards.length === 0 || !this.#wantsMore()) return;
    const rows = await store.take({ shards, each: Math.ceil(batch / shards.length), except: this.#lines.open });
    if (rows.length > 0) this.#foundAt = clock.now();
    this.#isBehind = rows.length >= batch;
    this.#lines.add(rows);
  }

  /** One batch is on its way while the next one waits for its turn, so that publishing never waits for the database. */
  #wantsMore(): boolean {
    return this.#lines.unfinished < 2 * this.#settings.batch;
  }

  async #settle(): Promise<void> {
    const done = this.#lines.takeDone();
    const { published, refused } = done;
    if (published.length > 0) this.#outage = 0;
    else if (refused.some(({ isFinal }) => !isFinal)) this.#outage += 1;
    if (published.length + refused.length === 0) return;
    const { lastSuccessAt } = this.#lines;
    const circumstances = { lastSuccessAt, outage: this.#outage, attempts: this.#settings.attempts };
    const failed = refused.map((refusal) => judge(refusal, circumstances));
    try {
      const seqs = published.map(({ seq }) => seq);
      await this.#settings.store.settle(seqs, failed);
    } catch (error) {
      this.#lines.putBack(done);
      throw error;
    }
    this.#lines.forget(done);
    for (const [index, { row, error }] of refused.entries()) {
      const kind = failed[index]?.retryInMs === 'never' ? 'parked' : 'publish-failed';
      this.#settings.onProblem({ kind, id: row.id, channel: row.channel, error });
    }
  }

  /** Lets what is on its way arrive, writes it down, and lets others in. */
  async #end(): Promise<void> {
    await this.#lines.rest();
    await this.#settle().catch((error: unknown) => this.#tell(error));
    await this.#held.releaseAll().catch(() => undefined);
  }

  /** Whether nothing can be published, now or by waiting, by this relay or another. */
  async #isDrained(): Promise<boolean> {
    const { store } = this.#settings;
    if ((await store.status()).retrying > 0) return false;
    return (await store.take({ shards: ALL_SHARDS, each: 1, except: [] })).length === 0;
  }

  /** Milliseconds until the next turn, unless something comes up. */
  #pause(): number {
    const { clock, pollMs, leaseMs } = this.#settings;
    if (this.#outage > 0) return pollMs;
    if (this.#isBehind && this.#wantsMore()) return 0;
    if (this.#lines.unfinished > 0) return PACE;
    const idleFor = clock.now() - this.#foundAt;
    return Math.min(Math.max(idleFor / IDLE_SHARE, PACE / 2), pollMs, leaseMs / 2);
  }

  /** A little at a time, by one of all relays, so that nothing has to wait for long. */
  async #purge(): Promise<void> {
    const { clock, store, keepMs } = this.#settings;
    const began = clock.now();
    if (began < this.#purgeAt || !this.#held.shards.includes(0)) return;
    const purged = await store.purge(keepMs, PURGE_AT_ONCE);
    const tookMs = Math.max(1, clock.now() - began);
    this.#purgeAt = clock.now() + (purged < PURGE_AT_ONCE ? PURGE_EVERY : tookMs * (PURGE_SHARE - 1));
  }

  #tell(error: unknown): void {
    this.#settings.onProblem({ kind: 'outbox-failed', error: describeError(error) });
  }

  async #sleep(ms: number): Promise<void> {
    if (!this.#stopping.signal.aborted) await this.#settings.clock.sleep(ms, this.#nap.signal);
  }
}
