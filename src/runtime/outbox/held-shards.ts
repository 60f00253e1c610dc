import type { Clock } from '../clock.js';
import type { OutboxStore } from './outbox-store.js';

interface Holding {
  readonly store: Pick<OutboxStore, 'lease' | 'release'>;
  readonly clock: Clock;
  /** Names this relay. */
  readonly token: string;
  readonly leaseMs: number;
}

/** Leases are looked after so many times before they would end, so that shards that became free do not lie idle for long. */
const LOOKS_PER_LEASE = 10;

/** The shards that this relay has, by the clock of its own process. */
export class HeldShards {
  readonly #holding: Holding;
  #shards: readonly number[] = [];
  /** Those of them that others wait for: nothing new of them is published. */
  #leaving: ReadonlySet<number> = new Set();
  /** Counted from before the lease was asked for, so that it never ends later here than in the database. */
  #endsAt = Number.NEGATIVE_INFINITY;
  #lookAt = Number.NEGATIVE_INFINITY;
  #looking: Promise<void> | undefined;

  constructor(holding: Holding) {
    this.#holding = holding;
  }

  /** Shards whose messages may be read and published. */
  get shards(): readonly number[] {
    return this.#holding.clock.now() < this.#endsAt ? this.#shards.filter((shard) => !this.#leaving.has(shard)) : [];
  }

  /** Prolongs the leases when it is time. Rejects with what the database says; what was leased before stays so until it ends. */
  async look(): Promise<void> {
    if (this.#holding.clock.now() < this.#lookAt) return;
    this.#looking ??= this.#lease().finally(() => {
      this.#looking = undefined;
    });
    await this.#looking;
  }

  /** Whether a message of the shard may go to the broker now: to be asked before each one. */
  async mayPublish(shard: number): Promise<boolean> {
    const { clock, leaseMs } = this.#holding;
    // Without an answer of the database, what was published is still to be written down: the next turn tells.
    if (this.#endsAt - clock.now() <= leaseMs / 2 && !(await this.look().then(isDone, isLost))) return false;
    return this.shards.includes(shard);
  }

  /** Gives others the shards that are above the fair share, each as soon as nothing of it is on its way. */
  async handOver(isIdle: (shard: number) => boolean): Promise<void> {
    const { store, token } = this.#holding;
    const ready = [...this.#leaving].filter(isIdle);
    if (ready.length === 0) return;
    this.#shards = this.#shards.filter((shard) => !ready.includes(shard));
    this.#leaving = new Set([...this.#leaving].filter((shard) => !ready.includes(shard)));
    await store.release(token, ready);
  }

  /** Gives up everything, so that others need not wait for the leases to end. */
  async releaseAll(): Promise<void> {
    this.#endsAt = Number.NEGATIVE_INFINITY;
    this.#lookAt = Number.NEGATIVE_INFINITY;
    await this.#holding.store.release(this.#holding.token);
  }

  async #lease(): Promise<void> {
    const { store, clock, token, leaseMs } = this.#holding;
    const began = clock.now();
    const { shards, fairShare } = await store.lease(token, leaseMs);
    this.#shards = shards;
    this.#leaving = new Set(shards.slice(fairShare));
    this.#endsAt = began + leaseMs;
    this.#lookAt = began + leaseMs / LOOKS_PER_LEASE;
  }
}

const isDone = () => true;
const isLost = () => false;
