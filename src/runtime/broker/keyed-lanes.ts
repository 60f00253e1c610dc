import { setMaxListeners } from 'node:events';
import { RetryLater, Unprocessable } from './broker.js';
import type { Given, Hand, SharedLanes, SharedLanesOptions } from './lanes.js';

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

interface Member extends Hand {
  readonly working: Set<Promise<void>>;
  hasLeft: boolean;
}

/** When the first entry of a lane comes again, at once where it `stays`; `done` where it is out of the lane. */
type Verdict = 'done' | 'stays' | { readonly againInMs: number };

/** Lanes as they are: those that are ready stand in one line for whoever has a hand free. */
export class KeyedLanes implements SharedLanes {
  readonly #options: SharedLanesOptions;
  readonly #lanes = new Map<unknown, Lane>();
  readonly #ready: Lane[] = [];
  /** Those that have left are here until their handlers are done. */
  readonly #members: Member[] = [];
  readonly #closing = new AbortController();
  #isOrdered = true;
  #turn = 0;
  #size = 0;
  #waiters: (() => void)[] = [];

  constructor(options: SharedLanesOptions) {
    this.#options = options;
    // Each message that waits listens.
    setMaxListeners(0, this.#closing.signal);
  }

  get size(): number {
    return this.#size;
  }

  join(hand: Hand): { leave(): Promise<void> } {
    const member: Member = { ...hand, working: new Set(), hasLeft: false };
    this.#isOrdered = hand.ordering === 'key';
    this.#members.push(member);
    this.#pump();
    return { leave: () => this.#leave(member) };
  }

  push(given: Given): void {
    if (this.#closing.signal.aborted) {
      given.giveBack?.(0);
      return;
    }
    const entry: Entry = { given, attempt: given.attempt - 1, isTakenBack: false };
    this.#size += 1;
    const name = this.#isOrdered ? given.message.key : entry;
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
    await Promise.all(this.#members.flatMap(({ working }) => [...working]));
    for (const lane of this.#lanes.values()) for (const { given } of lane.entries) given.giveBack?.(0);
    this.#lanes.clear();
    this.#size = 0;
  }

  async #leave(member: Member): Promise<void> {
    member.hasLeft = true;
    await Promise.all(member.working);
    const index = this.#members.indexOf(member);
    if (index !== -1) this.#members.splice(index, 1);
  }

  #pump(): void {
    while (this.#ready.length > 0 && !this.#closing.signal.aborted) {
      const member = this.#freeMember();
      const lane = member && this.#ready.shift();
      if (member === undefined || lane === undefined) return;
      const [entry] = lane.entries;
      // Its messages may have been taken back meanwhile.
      if (entry !== undefined && this.#lanes.get(lane.name) === lane) this.#start(lane, entry, member);
    }
  }

  /** The next one in turn that has a place. */
  #freeMember(): Member | undefined {
    const members = this.#members;
    for (let tried = 0; tried < members.length; tried += 1) {
      const member = members[this.#turn % members.length];
      this.#turn += 1;
      if (member !== undefined && !member.hasLeft && member.working.size < member.concurrency) return member;
    }
    return undefined;
  }

  #start(lane: Lane, entry: Entry, member: Member): void {
    lane.state = 'working';
    const work = this.#deliver(entry, member).then((verdict) => {
      member.working.delete(work);
      if (verdict === 'done') this.#next(lane, entry);
      else if (verdict === 'stays') this.#makeReady(lane);
      else this.#wait(lane, entry, verdict.againInMs);
      this.#pump();
    });
    member.working.add(work);
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

  async #deliver(entry: Entry, member: Member): Promise<Verdict> {
    const { given } = entry;
    if (entry.failure === undefined) {
      entry.attempt += 1;
      const { message, position } = given;
      try {
        // Never in the middle of what the adapter does.
        await Promise.resolve();
        await member.handler(message, { attempt: entry.attempt, ...(position !== undefined && { position }) });
        given.ack();
        return 'done';
      } catch (error) {
        const verdict = this.#judge(entry, error, member);
        if (verdict !== undefined) return verdict;
      }
    }
    return this.#bury(entry, member);
  }

  /** What comes of a failure; nothing where the message is given up. */
  #judge(entry: Entry, error: unknown, member: Member): Verdict | undefined {
    if (entry.isTakenBack) return 'done';
    if (error instanceof Unprocessable || entry.attempt >= member.deliveries) {
      entry.failure = { error };
      return undefined;
    }
    if (member.hasLeft || this.#closing.signal.aborted) {
      // As if it had never been tried; another one has it, or it is given back with the others.
      entry.attempt -= 1;
      return 'stays';
    }
    const againInMs = error instanceof RetryLater ? error.delayMs : this.#options.redeliveryMs;
    const { giveBack } = entry.given;
    if (member.ordering === 'key' || giveBack === undefined) return { againInMs };
    giveBack(againInMs);
    return 'done';
  }

  async #bury(entry: Entry, member: Member): Promise<Verdict> {
    const { message, position, ack } = entry.given;
    try {
      const letter = { message, attempts: entry.attempt, error: entry.failure?.error };
      await member.bury({ ...letter, ...(position !== undefined && { position }) });
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
