import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.js';
import { type BrokerMessage, type MessageHandler, RetryLater, type SubscribeOptions, Unprocessable } from './broker.js';

/** A message that a broker has given to this process, and what it wants to hear of it. */
export interface Given {
  readonly message: BrokerMessage;
  readonly position?: string;
  /** From 1: how often the group has been given it, by the broker's count. */
  readonly attempt: number;
  /** It is done with and does not come again. Never rejects: what is not acknowledged comes again. */
  ack(): void;
  /**
   * Gives it back, to come again after so many milliseconds. Missing where the broker cannot: then it waits here. Where order counts,
   * only a subscription that ends gives messages back.
   */
  readonly giveBack?: (delayMs: number) => void;
}

/** A message that is given up. */
export interface GivenUp {
  readonly message: BrokerMessage;
  readonly position?: string;
  readonly attempts: number;
  readonly error: unknown;
}

export interface LanesOptions {
  readonly handler: MessageHandler;
  readonly clock: Clock;
  /** Pause before a message that was given back comes again, in milliseconds. */
  readonly redeliveryMs: number;
  /** How often a message is delivered before it is given up. */
  readonly deliveries: number;
  readonly ordering: NonNullable<SubscribeOptions['ordering']>;
  /** Messages in the handler's hands at the same time. */
  readonly concurrency: number;
  /** Puts a message to the dead letters. While it rejects, the message waits and holds up its key. */
  readonly bury: (letter: GivenUp) => Promise<void>;
}

/**
 * What one subscription of one process has in hand: a lane of messages for each key, of which the first is with the handler or waits.
 * Every adapter of a broker fetches into it.
 */
export interface Lanes {
  push(given: Given): void;
  /** Messages that are here: at work, in line and waiting. */
  readonly size: number;
  /** Resolves as soon as fewer than `limit` messages are here, or nothing is taken any more. */
  room(limit: number): Promise<void>;
  /** Forgets what is not with the handler: the broker has taken it back and gives it again. */
  forget(isConcerned?: (given: Given) => boolean): void;
  /** Begins nothing new, waits for the handler, and gives back the rest. */
  close(): Promise<void>;
}

interface Entry {
  readonly given: Given;
  attempt: number;
  /** Why it is given up; from then on it is only buried. */
  failure?: { readonly error: unknown };
  /** The broker gives it again, whatever becomes of it here. */
  isTakenBack: boolean;
}

interface Lane {
  readonly name: unknown;
  readonly entries: Entry[];
  /** What its first entry is doing. */
  state: 'ready' | 'working' | 'waiting';
}

/** When the first entry of a lane comes again; `done` where it is out of the lane. */
type Verdict = 'done' | { readonly againInMs: number };

export function createLanes(options: LanesOptions): Lanes {
  return new KeyedLanes(options);
}

class KeyedLanes implements Lanes {
  readonly #options: LanesOptions;
  readonly #lanes = new Map<unknown, Lane>();
  readonly #ready: Lane[] = [];
  readonly #working = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #size = 0;
  #waiters: (() => void)[] = [];

  constructor(options: LanesOptions) {
    this.#options = options;
    // Each message that waits listens.
    setMaxListeners(0, this.#closing.signal);
  }

  get size(): number {
    return this.#size;
  }

  push(given: Given): void {
    if (this.#closing.signal.aborted) {
      given.giveBack?.(0);
      return;
    }
    const entry: Entry = { given, attempt: given.attempt - 1, isTakenBack: false };
    this.#size += 1;
    const name = this.#options.ordering === 'key' ? given.message.key : entry;
    const lane = this.#lanes.get(name);
    if (lane !== undefined) {
      lane.entries.push(entry);
      return;
    }
    const own: Lane = { name, entries: [entry], state: 'ready' };
    this.#lanes.set(name, own);
    this.#ready.push(own);
    this.#pump();
  }

  async room(limit: number): Promise<void> {
    while (this.#size >= limit && !this.#closing.signal.aborted) {
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
  }

  forget(isConcerned: (given: Given) => boolean = () => true): void {
    for (const lane of [...this.#lanes.values()]) {
      const [first] = lane.entries;
      for (const entry of lane.entries) entry.isTakenBack ||= isConcerned(entry.given);
      const kept = lane.entries.filter((entry) => !entry.isTakenBack || (entry === first && lane.state === 'working'));
      this.#size -= lane.entries.length - kept.length;
      lane.entries.splice(0, lane.entries.length, ...kept);
      if (kept.length === 0) this.#lanes.delete(lane.name);
      else if (lane.state === 'waiting' && kept[0] !== first) this.#makeReady(lane);
    }
    this.#tellRoom();
    this.#pump();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#ready.length = 0;
    this.#tellRoom();
    await Promise.all(this.#working);
    for (const lane of this.#lanes.values()) for (const { given } of lane.entries) given.giveBack?.(0);
    this.#lanes.clear();
    this.#size = 0;
  }

  #pump(): void {
    while (this.#working.size < this.#options.concurrency && !this.#closing.signal.aborted) {
      const lane = this.#ready.shift();
      if (lane === undefined) return;
      const [entry] = lane.entries;
      // Its messages may have been taken back meanwhile.
      if (entry !== undefined && this.#lanes.get(lane.name) === lane) this.#start(lane, entry);
    }
  }

  #start(lane: Lane, entry: Entry): void {
    lane.state = 'working';
    const work = this.#deliver(entry).then((verdict) => {
      this.#working.delete(work);
      if (verdict === 'done') this.#next(lane, entry);
      else this.#wait(lane, entry, verdict.againInMs);
      this.#pump();
    });
    this.#working.add(work);
  }

  #next(lane: Lane, entry: Entry): void {
    if (lane.entries[0] === entry) {
      lane.entries.shift();
      this.#size -= 1;
      this.#tellRoom();
    }
    if (lane.entries.length === 0) this.#lanes.delete(lane.name);
    else this.#makeReady(lane);
  }

  #wait(lane: Lane, entry: Entry, ms: number): void {
    lane.state = 'waiting';
    const { clock } = this.#options;
    // A clock takes no time for no time, and a handler that fails at once would keep the process from everything else for ever.
    const resting = ms > 0 ? clock.sleep(ms, this.#closing.signal) : nextTurn();
    void resting.then(() => {
      // It may have been taken back meanwhile.
      if (lane.state !== 'waiting' || lane.entries[0] !== entry) return;
      this.#makeReady(lane);
      this.#pump();
    });
  }

  #makeReady(lane: Lane): void {
    lane.state = 'ready';
    if (!this.#closing.signal.aborted) this.#ready.push(lane);
  }

  #tellRoom(): void {
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const tell of waiters) tell();
  }

  async #deliver(entry: Entry): Promise<Verdict> {
    const { given } = entry;
    if (entry.failure === undefined) {
      entry.attempt += 1;
      const { message, position } = given;
      try {
        // Never in the middle of what the adapter does.
        await Promise.resolve();
        await this.#options.handler(message, { attempt: entry.attempt, ...(position !== undefined && { position }) });
        given.ack();
        return 'done';
      } catch (error) {
        const verdict = this.#judge(entry, error);
        if (verdict !== undefined) return verdict;
      }
    }
    return this.#bury(entry);
  }

  /** What comes of a failure; nothing where the message is given up. */
  #judge(entry: Entry, error: unknown): Verdict | undefined {
    const { redeliveryMs, deliveries, ordering } = this.#options;
    if (entry.isTakenBack) return 'done';
    if (error instanceof Unprocessable || entry.attempt >= deliveries) {
      entry.failure = { error };
      return undefined;
    }
    if (this.#closing.signal.aborted) {
      // As if it had never been here; it is given back with the others.
      entry.attempt -= 1;
      return { againInMs: 0 };
    }
    const againInMs = error instanceof RetryLater ? error.delayMs : redeliveryMs;
    const { giveBack } = entry.given;
    if (ordering === 'key' || giveBack === undefined) return { againInMs };
    giveBack(againInMs);
    return 'done';
  }

  async #bury(entry: Entry): Promise<Verdict> {
    const { message, position, ack } = entry.given;
    try {
      const letter = { message, attempts: entry.attempt, error: entry.failure?.error };
      await this.#options.bury({ ...letter, ...(position !== undefined && { position }) });
      ack();
      return 'done';
    } catch {
      return { againInMs: this.#options.redeliveryMs };
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
