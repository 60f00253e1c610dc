import type { Tracked } from './committer.js';
import type { StoredRecord } from './records.js';
import { Watermark } from './watermark.js';

/** While so many records are here, no more are fetched of the partition. */
const ENOUGH_RECORDS = 500;
/** So far may the last message in hand be from the first that is not done with. */
const MOST_SPAN = 10_000;

/** What this process has of a partition, from the moment it is given it until it is taken away. */
export class PartitionWork implements Tracked {
  readonly partition: number;
  readonly watermark: Watermark;
  /** Where fetching goes on. */
  next: number;
  committed: number;
  /** It has been taken away: nothing more is begun. */
  isDropped = false;
  isFeeding = false;
  /** Which topic of this name it is about; empty until it is first looked for. */
  topicId = '';
  #records: StoredRecord[] = [];
  #first = 0;

  /** `committed` is below 0 where the group has never read the partition. */
  constructor(partition: number, start: number, committed: number) {
    this.partition = partition;
    this.watermark = new Watermark(start);
    this.next = start;
    this.committed = committed;
  }

  get level(): number {
    return this.watermark.level;
  }

  get wantsRecords(): boolean {
    return !this.isDropped && this.#records.length - this.#first < ENOUGH_RECORDS && this.hasRoom;
  }

  get hasRoom(): boolean {
    return this.watermark.span < MOST_SPAN;
  }

  add(records: readonly StoredRecord[], next: number): void {
    this.#records = [...this.#records.slice(this.#first), ...records];
    this.#first = 0;
    this.next = next;
    this.#reach();
  }

  /** The record that comes next, which stays until `shift`. */
  get head(): StoredRecord | undefined {
    return this.#records[this.#first];
  }

  shift(): void {
    this.#first += 1;
    this.#reach();
  }

  #reach(): void {
    if (this.head === undefined) this.watermark.reach(this.next);
  }
}
