import type { LockReserved } from './lock.js';
import { MAX_NUMBER } from './read-lock.js';

/** Numbers that Protobuf itself keeps. */
const OWN_FIRST = 19_000;
const OWN_LAST = 19_999;

/** Gives numbers that no field has or had; each call of `next` takes one. */
export class FreeNumbers {
  readonly #used: Set<number>;
  readonly #ranges: readonly { readonly from: number; readonly to: number }[];
  #last: number;

  constructor(used: readonly number[], reserved: readonly LockReserved[], first = 1) {
    const singles = reserved.flatMap(({ number, to }) => (number === undefined || to !== undefined ? [] : [number]));
    this.#used = new Set([...used, ...singles]);
    this.#ranges = [
      { from: OWN_FIRST, to: OWN_LAST },
      ...reserved.flatMap(({ number, to }) => (number === undefined || to === undefined ? [] : [{ from: number, to }])),
    ];
    this.#last = [...this.#used].reduce((most, number) => Math.max(most, number), first - 1);
  }

  /** The next one after all that were ever used; when there is none, the first that is free. */
  next(): number {
    const found = this.#freeFrom(this.#last + 1) ?? this.#freeFrom(1) ?? MAX_NUMBER;
    this.#used.add(found);
    this.#last = Math.max(this.#last, found);
    return found;
  }

  #freeFrom(start: number): number | undefined {
    let number = start;
    for (;;) {
      const range = this.#ranges.find(({ from, to }) => from <= number && number <= to);
      if (range) number = range.to + 1;
      else if (this.#used.has(number)) number++;
      else return number <= MAX_NUMBER ? number : undefined;
    }
  }
}
