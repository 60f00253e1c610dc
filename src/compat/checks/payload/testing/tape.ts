/** Takes choices from a list of numbers, so that a random case can be told, repeated and made smaller. */
export interface Tape {
  /** A whole number below `count`; 0 when the tape has run out. */
  below(count: number): number;
  /** One of a list that is not empty. */
  one<T>(list: readonly T[]): T;
  /** True in one of `count` cases. */
  rarely(count: number): boolean;
}

/** A tape over numbers of any size. */
export function tapeOf(numbers: readonly number[]): Tape {
  let position = 0;
  const below = (count: number) => (numbers[position++] ?? 0) % count;
  return {
    below,
    one: <T>(list: readonly T[]) => list[below(list.length)] as T,
    rarely: (count) => below(count) === count - 1,
  };
}
