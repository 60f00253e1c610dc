/** A message as it came to a broker: the number-th of its key, from 1. */
export interface Arrival {
  readonly key: string;
  readonly number: number;
}

/**
 * What is wrong with what came to a broker: a message of a key before the one before it. Repeats are fine, at any time: nothing
 * that had not come yet may be passed over.
 */
export function disorderOf(arrivals: readonly Arrival[]): readonly string[] {
  const last = new Map<string, number>();
  return arrivals.flatMap(({ key, number }, index) => {
    const before = last.get(key) ?? 0;
    last.set(key, Math.max(before, number));
    return number > before + 1 ? [`arrival ${index}: ${key} has ${number} after ${before}`] : [];
  });
}
