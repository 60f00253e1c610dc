import type { KV } from '@nats-io/kv';
import { LOST, pause, untilLost } from './asking.js';
import type { Connection } from './connection.js';
import { codeOf, JETSTREAM_CODES } from './failures.js';

/** Leases of a bucket of JetStream's key-value store: only one at a time holds a key. */
export interface Leases {
  /** How long a lease lasts without a sign of life, in milliseconds. */
  readonly ms: number;
  /** Waits until the lease of this name is free and takes it; undefined where the signal was aborted before. */
  take(name: string, signal: AbortSignal): Promise<Lease | undefined>;
}

export interface Lease {
  /** Nobody else can hold it now. */
  isHeld(): boolean;
  /** Aborted as soon as that is not sure any more. */
  readonly lost: AbortSignal;
  /** Gives it up: whoever waits for it gets it at once. */
  release(): Promise<void>;
}

export interface LeasesSetting {
  readonly connection: Connection;
  readonly store: KV;
  readonly bucket: string;
  readonly ms: number;
  /** How others recognise the holder. */
  readonly owner: string;
}

/** The server forgets what is too old a little later than it could. */
const LATE = 250;
const LONG = 60_000;
const RELEASE_WITHIN = 2_000;

export function createLeases(setting: LeasesSetting): Leases {
  return {
    ms: setting.ms,
    async take(name, signal) {
      const key = keyOf(name);
      // A signature of its own: two subscriptions of one process are two.
      const owner = `${setting.owner} ${setting.connection.driver.transport.nuid.next()}`;
      let silenceMs = setting.ms + LATE;
      while (!signal.aborted && !setting.connection.closed.aborted) {
        if (!(await setting.connection.up(LONG, signal))) continue;
        // Heard before it is asked for: what happens in between is not missed.
        const change = watch(setting, key);
        const lease = await tryTake(setting, key, owner);
        if (lease === undefined) silenceMs = await change.next(silenceMs, signal);
        change.end();
        if (lease !== undefined) return lease;
      }
      return undefined;
    },
  };
}

/** Names of channels and groups may have characters that keys have not. */
function keyOf(name: string): string {
  const escaped = (character: string) =>
    [...Buffer.from(character)].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
  return name.replaceAll(/[^-/.\w]/gu, escaped);
}

/** Hears of the signs of life of a holder, which go through the subject of the key. */
function watch({ connection, bucket, ms }: LeasesSetting, key: string) {
  let heard = (_isGivenUp: boolean): void => undefined;
  const subscription = connection.nats.subscribe(`$KV.${bucket}.${key}`, {
    callback(error, message) {
      if (error === null) heard(message.headers?.has('KV-Operation') ?? false);
    },
  });
  return {
    /** Resolves when the lease was given up, or its holder has been silent for so many milliseconds; gives how long to wait next. */
    async next(silenceMs: number, signal: AbortSignal): Promise<number> {
      let waitMs = silenceMs;
      for (;;) {
        const sign = new AbortController();
        let end: 'silence' | 'sign of life' | 'given up' = 'silence';
        heard = (isGivenUp) => {
          end = isGivenUp ? 'given up' : 'sign of life';
          sign.abort();
        };
        await pause(waitMs, sign.signal, signal, connection.closed);
        // The server may be late: from now on it is asked often.
        if (end === 'silence' || signal.aborted) return 2 * LATE;
        waitMs = ms + LATE;
        if (end === 'given up') return waitMs;
      }
    },
    end: () => subscription.unsubscribe(),
  };
}

async function tryTake(setting: LeasesSetting, key: string, owner: string): Promise<Lease | undefined> {
  const { connection, store } = setting;
  const askedAt = performance.now();
  try {
    const revision = await untilLost(connection, store.create(key, owner));
    return revision === LOST ? undefined : new RenewedLease(setting, key, owner, revision, askedAt);
  } catch (error) {
    if (codeOf(error) !== JETSTREAM_CODES.wrongLastSequence) await pause(2 * LATE, connection.closed);
    // Somebody else has it, or nobody can be asked now.
    return undefined;
  }
}

class RenewedLease implements Lease {
  readonly #setting: LeasesSetting;
  readonly #key: string;
  readonly #owner: string;
  readonly #losing = new AbortController();
  readonly #ending = new AbortController();
  readonly #renewing: Promise<void>;
  #revision: number;
  #heldUntil: number;

  constructor(setting: LeasesSetting, key: string, owner: string, revision: number, askedAt: number) {
    this.#setting = setting;
    this.#key = key;
    this.#owner = owner;
    this.#revision = revision;
    this.#heldUntil = this.#endOf(askedAt);
    this.#renewing = this.#keepRenewing();
  }

  get lost(): AbortSignal {
    return this.#losing.signal;
  }

  isHeld(): boolean {
    // Whoever has heard so gives up, and must not be left holding it by a sign of life that was only late.
    if (performance.now() >= this.#heldUntil) this.#losing.abort();
    return !this.lost.aborted;
  }

  async release(): Promise<void> {
    this.#ending.abort();
    await this.#renewing;
    this.#heldUntil = 0;
    if (!this.#setting.connection.isUp) return;
    const { store } = this.#setting;
    // Refused where somebody else has it by now.
    const given = store.delete(this.#key, { previousSeq: this.#revision }).catch(() => undefined);
    await Promise.race([given, pause(RELEASE_WITHIN)]);
  }

  /** The server counts from when the sign of life arrives, which is not before it was sent. */
  #endOf(askedAt: number): number {
    return askedAt + this.#setting.ms * 0.9;
  }

  async #keepRenewing(): Promise<void> {
    const { ms } = this.#setting;
    let pauseMs = ms / 3;
    while (!this.#ending.signal.aborted && !this.lost.aborted) {
      await pause(Math.max(0, Math.min(pauseMs, this.#heldUntil - performance.now())), this.#ending.signal, this.lost);
      if (this.#ending.signal.aborted) return;
      if (!this.isHeld()) break;
      const isRenewed = await this.#renew();
      if (isRenewed === 'taken') break;
      pauseMs = isRenewed === 'yes' ? ms / 3 : ms / 20;
    }
    if (!this.#ending.signal.aborted) this.#losing.abort();
  }

  async #renew(): Promise<'yes' | 'no' | 'taken'> {
    const { store, connection, ms } = this.#setting;
    const askedAt = performance.now();
    if (!connection.isUp) return 'no';
    try {
      this.#revision = await store.put(this.#key, this.#owner, { previousSeq: this.#revision, timeout: ms / 3 });
      this.#heldUntil = this.#endOf(askedAt);
      return 'yes';
    } catch (error) {
      if (codeOf(error) !== JETSTREAM_CODES.wrongLastSequence) return 'no';
    }
    try {
      // An answer that was lost may have been the server's yes.
      const entry = await store.get(this.#key);
      if (entry?.string() !== this.#owner || entry.operation !== 'PUT') return 'taken';
      this.#revision = entry.revision;
    } catch {
      // The next attempt will tell.
    }
    return 'no';
  }
}
