/** The pause after the first failure of what is tried until it works, in milliseconds. */
export const FIRST_DELAY = 1_000;

const LONGEST_DELAY = 60_000;

/** The pause after a pause of `delay`, in milliseconds. */
export function longerDelay(delay: number): number {
  return Math.min(2 * delay, LONGEST_DELAY);
}
