import type { ProducerId } from './producer-ids.js';
import { BATCH_BYTES, type NewRecord } from './records.js';

/** A record that somebody waits for. */
export interface Pending {
  readonly record: NewRecord;
  readonly bytes: number;
  /** False once its sender has been told how it ended. */
  isAwaited: boolean;
  settle(error?: unknown): void;
}

/** Records on their way together. Kafka takes all or none of them. */
export interface Batch {
  readonly partition: OutboundPartition;
  readonly pending: readonly Pending[];
  readonly producer: ProducerId;
  /** Number of its first record under the producer's id. */
  readonly sequence: number;
}

const MOST_RECORDS = 2_000;
const MOST_BYTES = 512 * 1024;
const SEQUENCES = 2 ** 31;

/** What goes to one partition: one batch at a time, so that a batch that has to be sent again does not overtake another. */
export class OutboundPartition {
  readonly topic: string;
  readonly partition: number;
  readonly #waiting: Pending[] = [];
  #batch: Batch | undefined;
  #isSending = false;
  #producer: ProducerId | undefined;
  /** The id under which it has lost count. Counting from 0 again under that, Kafka would take new records for old ones, and drop them. */
  #spent: ProducerId | undefined;
  readonly #discard: (spent: ProducerId) => void;
  #sequence = 0;
  #mostBytes = MOST_BYTES;
  /** Nothing is sent meanwhile. Whoever lets it rest ends that. */
  isResting = false;
  failures = 0;

  /** `discard` is told of an id under which it cannot go on. */
  constructor(topic: string, partition: number, discard: (spent: ProducerId) => void) {
    this.topic = topic;
    this.partition = partition;
    this.#discard = discard;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && this.#batch === undefined;
  }

  /** Whether somebody waits for any of it. */
  get isAwaited(): boolean {
    return [...(this.#batch?.pending ?? []), ...this.#waiting].some(({ isAwaited }) => isAwaited);
  }

  add(pending: Pending): void {
    this.#waiting.push(pending);
  }

  /** The batch to be sent now, if there is one: the last one again, where it has failed. */
  take(current: ProducerId): Batch | undefined {
    if (this.#isSending || this.isResting) return undefined;
    this.#batch ??= this.#fill(current);
    this.#isSending = this.#batch !== undefined;
    return this.#batch;
  }

  /** It is there, or never will be: the next one may go. */
  done(batch: Batch, error?: unknown): void {
    if (error === undefined) this.#sequence = (batch.sequence + batch.pending.length) % SEQUENCES;
    // Whether an earlier try has got through is not known, and so is the number that comes next.
    else if (this.failures > 0) this.#loseCount();
    this.#end(batch);
    this.failures = 0;
    for (const pending of batch.pending) pending.settle(error);
  }

  /**
   * It comes again. Where somebody does not wait for it any more, or where Kafka has lost count, it is made anew of what
   * is still wanted: under another id, for what became of the numbers of this one is not known.
   */
  again(batch: Batch, hasLostCount: boolean): void {
    this.#isSending = false;
    if (!hasLostCount && batch.pending.every(({ isAwaited }) => isAwaited)) return;
    this.#loseCount();
    this.#end(batch);
    this.#waiting.unshift(...batch.pending);
  }

  /** Kafka takes so much at once not; false where one record alone is too large. */
  halve(batch: Batch): boolean {
    if (batch.pending.length === 1) return false;
    this.#mostBytes = Math.max(batch.pending.reduce((sum, { bytes }) => sum + bytes, 0) / 2, 1);
    this.#end(batch);
    this.#waiting.unshift(...batch.pending);
    return true;
  }

  /** Tells everybody who waits. */
  fail(error: unknown): void {
    for (const pending of [...(this.#batch?.pending ?? []), ...this.#waiting.splice(0)]) pending.settle(error);
  }

  #loseCount(): void {
    if (this.#producer === undefined) return;
    this.#spent = this.#producer;
    this.#producer = undefined;
    this.#discard(this.#spent);
  }

  #end(batch: Batch): void {
    if (this.#batch === batch) this.#batch = undefined;
    this.#isSending = false;
  }

  #fill(current: ProducerId): Batch | undefined {
    if (this.#producer === undefined && current === this.#spent && current.id >= 0n) return undefined;
    const pending: Pending[] = [];
    let bytes = BATCH_BYTES;
    let at = 0;
    for (; at < this.#waiting.length && pending.length < MOST_RECORDS; at += 1) {
      const next = this.#waiting[at];
      if (next === undefined || (pending.length > 0 && bytes + next.bytes > this.#mostBytes)) break;
      if (!next.isAwaited) continue;
      pending.push(next);
      bytes += next.bytes;
    }
    this.#waiting.splice(0, at);
    if (pending.length === 0) return undefined;
    if (this.#producer === undefined) {
      this.#producer = current;
      this.#sequence = 0;
    }
    return { partition: this, pending, producer: this.#producer, sequence: this.#sequence };
  }
}
