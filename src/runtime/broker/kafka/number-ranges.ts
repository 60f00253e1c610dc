/** A set of whole numbers that is small where they stand close together. */
export class NumberRanges {
  /** Without overlaps, in order; both ends included. */
  readonly #ranges: { from: number; to: number }[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds a number that is above all others. */
  append(value: number): void {
    const last = this.#ranges.at(-1);
    if (last !== undefined && last.to === value - 1) last.to = value;
    else this.#ranges.push({ from: value, to: value });
    this.#size += 1;
  }

  has(value: number): boolean {
    return this.#find(value) !== undefined;
  }

  /** False where it is not there. */
  delete(value: number): boolean {
    const at = this.#find(value);
    const range = at === undefined ? undefined : this.#ranges[at];
    if (at === undefined || range === undefined) return false;
    const left = [
      { from: range.from, to: value - 1 },
      { from: value + 1, to: range.to },
    ].filter(({ from, to }) => from <= to);
    this.#ranges.splice(at, 1, ...left);
    this.#size -= 1;
    return true;
  }

  /** Deletes all that are below. */
  deleteBelow(value: number): void {
    for (let first = this.#ranges[0]; first !== undefined && first.from < value; first = this.#ranges[0]) {
      if (first.to < value) {
        this.#ranges.shift();
        this.#size -= first.to - first.from + 1;
      } else {
        this.#size -= value - first.from;
        first.from = value;
      }
    }
  }

  get first(): number | undefined {
    return this.#ranges[0]?.from;
  }

  /** The lowest ones, in order. */
  lowest(limit: number): number[] {
    const found: number[] = [];
    for (const { from, to } of this.#ranges) {
      for (let value = from; value <= to; value += 1) {
        if (found.length >= limit) return found;
        found.push(value);
      }
    }
    return found;
  }

  #find(value: number): number | undefined {
    let low = 0;
    let high = this.#ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const range = this.#ranges[middle];
      if (range === undefined) return undefined;
      if (value < range.from) high = middle - 1;
      else if (value > range.to) low = middle + 1;
      else return middle;
    }
    return undefined;
  }
}
