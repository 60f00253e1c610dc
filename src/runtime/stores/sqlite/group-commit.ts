import type { GroupWriter, Outcome } from './group-writer.js';
import type { PlainWrite } from './plain-write.js';
import type { WriterThread } from './writer-thread.js';

/** So many writes share a transaction at most; the others wait for the next one. */
const LARGEST_GROUP = 500;

/** With one more group waiting for it, the thread need not wait for this one until it hands out results. */
const MOST_IN_FLIGHT = 2;

interface Write {
  /** Runs in a transaction; what it does is undone if the transaction fails. */
  readonly action: () => unknown;
  /** The same as data, where it can be. */
  readonly plain: PlainWrite | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread that writes groups as soon as they have `from` writes, if all of these are plain. */
export interface Helper {
  readonly thread: WriterThread;
  readonly from: number;
}

/**
 * Writes that come in the same turn of the event loop share a transaction, and so one flush of the disk. All are written
 * in the order in which they came: nothing is written on this thread while the other one has something to write.
 */
export class GroupCommit {
  readonly #here: GroupWriter;
  readonly #helper: Helper | undefined;
  readonly #explain: (error: unknown) => unknown;
  readonly #inFlight = new Set<Promise<void>>();
  #waiting: Write[] = [];
  #isScheduled = false;

  /** `explain` makes what writes reject with of what the driver has thrown. */
  constructor(here: GroupWriter, explain: (error: unknown) => unknown, helper?: Helper) {
    this.#here = here;
    this.#explain = explain;
    this.#helper = helper;
  }

  /** Runs an action in the next transaction; resolves with what it returned once that is on disk. */
  run<T>(action: () => T, plain?: PlainWrite): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ action, plain, resolve: (value) => resolve(value as T), reject });
      this.#sendGroup();
      this.#schedule();
    });
  }

  /** Writes everything that waits, and ends the thread. */
  async close(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight);
    while (this.#waiting.length > 0) this.#writeGroup();
    await this.#helper?.thread.close();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.length === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      // The last of them comes back here.
      if (this.#inFlight.size > 0) return;
      this.#writeGroup();
      this.#schedule();
    });
  }

  #writeGroup(): void {
    const group = this.#waiting.splice(0, LARGEST_GROUP);
    if (group.length === 0) return;
    this.#settle(group, this.#here.write(group.map(({ action }) => action)));
  }

  /** Not at the end of the turn: while the first half of its writes is written, this thread makes the other half. */
  #sendGroup(): void {
    const helper = this.#helper;
    if (helper === undefined || this.#waiting.length < helper.from || this.#inFlight.size === MOST_IN_FLIGHT) return;
    if (!helper.thread.isReady) {
      helper.thread.start();
      return;
    }
    const group = this.#waiting.slice(0, LARGEST_GROUP);
    const writes = group.flatMap(({ plain }) => plain ?? []);
    if (writes.length < group.length) return;
    this.#waiting = this.#waiting.slice(group.length);
    const sent: Promise<void> = helper.thread
      .write(writes)
      .catch((error: unknown) => writes.map(() => ({ error })))
      .then((outcomes) => {
        this.#inFlight.delete(sent);
        this.#sendGroup();
        this.#settle(group, outcomes);
        this.#schedule();
      });
    this.#inFlight.add(sent);
  }

  #settle(group: readonly Write[], outcomes: readonly Outcome[]): void {
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined && 'value' in outcome) resolve(outcome.value);
      else reject(this.#explain(outcome?.error));
    }
  }
}
