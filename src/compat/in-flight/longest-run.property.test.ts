import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longestRisingRun } from './longest-run.js';

/** Tries every subset. */
function bestLength(numbers: readonly number[]): number {
  let best = 0;
  for (let mask = 0; mask < 2 ** numbers.length; mask += 1) {
    const chosen = numbers.filter((_, index) => (mask >> index) & 1);
    if (chosen.every((number, index) => index === 0 || number > (chosen[index - 1] ?? 0)))
      best = Math.max(best, chosen.length);
  }
  return best;
}

it('what kept its order is as much as can be', () => {
  const numbers = fc.uniqueArray(fc.nat({ max: 20 }), { maxLength: 9 });
  fc.assert(
    fc.property(numbers, (list) => {
      const run = [...longestRisingRun(list)].sort((one, other) => one - other).map((at) => list[at] ?? -1);
      expect(run).toEqual(run.toSorted((one, other) => one - other));
      expect(run.length).toBe(bestLength(list));
    }),
    { seed: Number(process.env['SAGAC_SEED'] ?? 1), numRuns: 60 },
  );
});
