/** The positions of a longest rising run of numbers that are all different: what kept its order where others moved. */
export function longestRisingRun(numbers: readonly number[]): ReadonlySet<number> {
  /** By length of a run, less one: the position of the smallest number that ends one so long. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [at, number] of numbers.entries()) {
    const length = firstEndNotBelow(ends, numbers, number);
    previous.push(ends[length - 1]);
    ends[length] = at;
  }
  const run = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) run.add(at);
  return run;
}

function firstEndNotBelow(ends: readonly number[], numbers: readonly number[], number: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
