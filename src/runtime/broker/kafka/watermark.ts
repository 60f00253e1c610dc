/**
 * How far a partition is done with. Messages are done with in any order, but a group says to Kafka only up to where: so nothing is
 * said to be done while anything before it is not.
 */
export class Watermark {
  #next: number;
  readonly #open: number[] = [];
  #first = 0;
  readonly #done = new Set<number>();

  /** `next` is the offset of the first message that is not done with. */
  constructor(next: number) {
    this.#next = next;
  }

  /** A message is in hand now. Offsets rise. */
  give(offset: number): void {
    this.#open.push(offset);
    this.#next = offset + 1;
  }

  /** Everything before this offset has been looked at; there are numbers without a message. */
  reach(next: number): void {
    this.#next = Math.max(this.#next, next);
  }

  done(offset: number): void {
    this.#done.add(offset);
    for (;;) {
      const first = this.#open[this.#first];
      if (first === undefined || !this.#done.delete(first)) break;
      this.#first += 1;
    }
    if (this.#first < 1_000) return;
    this.#open.splice(0, this.#first);
    this.#first = 0;
  }

  /** Where the group goes on if this process ends now. */
  get level(): number {
    return this.#open[this.#first] ?? this.#next;
  }

  /** How far it is from the level to the last message in hand. */
  get span(): number {
    return this.#next - this.level;
  }
}
