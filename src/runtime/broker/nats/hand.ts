import { type Connection, within } from './connection.js';
import type { Delivered } from './delivered.js';

/** The messages of one subscription that the server waits to hear of: it learns that they are worked on, done or given back. */
export interface Hand {
  readonly size: number;
  /** Takes a message; false where it is here already, or done with. */
  take(message: Delivered): boolean;
  get(sequence: number): Delivered | undefined;
  /** How many messages are here of the first so many that were handed out. */
  countFirst(deliveries: number): number;
  ack(sequence: number): void;
  giveBack(sequence: number, delayMs: number): void;
  /** Resolves as soon as fewer than `limit` messages are here, or the signal is aborted. */
  room(limit: number, signal: AbortSignal): Promise<void>;
  /** Gives back what is left and makes sure, for a few seconds, that the server knows what is done. */
  close(): Promise<void>;
}

interface Entry {
  message: Delivered;
  /** The number of its first delivery to us. */
  readonly firstDelivery: number;
}

const ACK = '+ACK';
const WORKING = '+WPI';
/** Acknowledgements are sent one by one, and confirmed together after so many milliseconds. */
const CONFIRM_AFTER = 20;
const CLOSE_WITHIN = 2_000;

export interface HandSetting {
  readonly connection: Connection;
  /** How long the server waits for a sign of life of a message, in milliseconds. */
  readonly ackWaitMs: number;
  /** Nobody else can read for the group now. */
  readonly isOurs: () => boolean;
}

export function createHand(setting: HandSetting): Hand {
  return new WatchedHand(setting);
}

class WatchedHand implements Hand {
  readonly #connection: Connection;
  readonly #ackWaitMs: number;
  readonly #isOurs: () => boolean;
  readonly #entries = new Map<number, Entry>();
  /** Where messages are acknowledged whose acknowledgement may not have arrived. */
  readonly #unconfirmed = new Map<number, string>();
  readonly #beat: NodeJS.Timeout;
  readonly #off: () => void;
  #unsent: (readonly [reply: string, text: string])[] = [];
  #waiters: (() => void)[] = [];
  #confirming: Promise<void> | undefined;
  /** Until then the server gives nobody else what is here. */
  #safeUntil: number;
  #isClosed = false;

  constructor({ connection, ackWaitMs, isOurs }: HandSetting) {
    this.#connection = connection;
    this.#ackWaitMs = ackWaitMs;
    this.#isOurs = isOurs;
    this.#safeUntil = performance.now() + ackWaitMs;
    this.#beat = setInterval(() => void this.#tellWorking(), ackWaitMs / 3);
    this.#beat.unref();
    this.#off = connection.onRestored(() => this.#resend());
  }

  get size(): number {
    return this.#entries.size;
  }

  take(message: Delivered): boolean {
    const { sequence, delivery, reply } = message;
    const entry = this.#entries.get(sequence);
    if (entry !== undefined) {
      // The sign of life came too late, or was lost.
      entry.message = message;
      return false;
    }
    if (this.#unconfirmed.has(sequence)) {
      this.#unconfirmed.set(sequence, reply);
      this.#send(reply, ACK);
      return false;
    }
    this.#entries.set(sequence, { message, firstDelivery: delivery });
    return true;
  }

  get(sequence: number): Delivered | undefined {
    return this.#entries.get(sequence)?.message;
  }

  countFirst(deliveries: number): number {
    let count = 0;
    for (const { firstDelivery } of this.#entries.values()) if (firstDelivery <= deliveries) count += 1;
    return count;
  }

  ack(sequence: number): void {
    const entry = this.#entries.get(sequence);
    if (entry === undefined) return;
    this.#entries.delete(sequence);
    if (this.#isStillHere()) {
      this.#unconfirmed.set(sequence, entry.message.reply);
      this.#send(entry.message.reply, ACK);
      void this.#confirm();
    }
    this.#tellRoom();
  }

  giveBack(sequence: number, delayMs: number): void {
    const entry = this.#entries.get(sequence);
    if (entry === undefined) return;
    this.#entries.delete(sequence);
    const delay = Math.round(delayMs) * 1_000_000;
    // What the server does not hear comes again all the same, after its time for signs of life.
    if (this.#isStillHere()) this.#send(entry.message.reply, delay > 0 ? `-NAK ${JSON.stringify({ delay })}` : '-NAK');
    this.#tellRoom();
  }

  async room(limit: number, signal: AbortSignal): Promise<void> {
    while (this.size >= limit && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const finish = (): void => {
          signal.removeEventListener('abort', finish);
          resolve();
        };
        this.#waiters.push(finish);
        signal.addEventListener('abort', finish);
      });
    }
  }

  async close(): Promise<void> {
    for (const sequence of [...this.#entries.keys()].sort((a, b) => a - b)) this.giveBack(sequence, 0);
    this.#isClosed = true;
    clearInterval(this.#beat);
    if (this.#connection.isUp) await within(this.#confirmNow(), CLOSE_WITHIN);
    this.#off();
  }

  /**
   * The server has given nobody else what is here. To speak for what somebody else has in hand by now would make his count of it
   * wrong.
   */
  #isStillHere(): boolean {
    return this.#isOurs() || performance.now() < this.#safeUntil;
  }

  async #confirmNow(): Promise<void> {
    await this.#confirming;
    // Also what was given back is on its way before an answer to this.
    await this.#flush();
  }

  #confirm(): Promise<void> {
    this.#confirming ??= this.#keepConfirming().finally(() => {
      this.#confirming = undefined;
    });
    return this.#confirming;
  }

  async #keepConfirming(): Promise<void> {
    while (this.#unconfirmed.size > 0 && this.#connection.isUp) {
      if (!this.#isClosed) await new Promise((resolve) => setTimeout(resolve, CONFIRM_AFTER));
      if (!(await this.#flush())) return;
    }
  }

  /** The server answers in order: what was sent before has arrived. */
  async #flush(): Promise<boolean> {
    this.#sendAll();
    const sent = [...this.#unconfirmed];
    try {
      await this.#connection.nats.flush();
    } catch {
      return false;
    }
    for (const [sequence, reply] of sent) {
      if (this.#unconfirmed.get(sequence) === reply) this.#unconfirmed.delete(sequence);
    }
    return true;
  }

  async #tellWorking(): Promise<void> {
    if (!this.#connection.isUp) return;
    const beganAt = performance.now();
    for (const { message } of this.#entries.values()) this.#send(message.reply, WORKING);
    if (performance.now() < this.#safeUntil && (await this.#flush())) this.#safeUntil = beganAt + this.#ackWaitMs;
  }

  #resend(): void {
    for (const reply of this.#unconfirmed.values()) this.#send(reply, ACK);
    void this.#tellWorking();
    void this.#confirm();
  }

  /** What is said in one turn of the event loop goes out in one piece. */
  #send(reply: string, text: string): void {
    if (this.#unsent.length === 0) setImmediate(() => this.#sendAll());
    this.#unsent.push([reply, text]);
  }

  #sendAll(): void {
    const unsent = this.#unsent;
    this.#unsent = [];
    try {
      for (const [reply, text] of unsent) this.#connection.nats.publish(reply, text);
    } catch {
      // The connection has ended; the server will give the messages to somebody else.
    }
  }

  #tellRoom(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const tell of waiters) tell();
  }
}
