import { describe, expect, it } from 'vitest';
import { createRandom } from '../../testing/random.js';
import { NumberRanges } from './number-ranges.js';

describe('ranges of numbers', () => {
  it('have what a set would have', () => {
    const random = createRandom(Number(process.env['SAGAC_SEED'] ?? 3));
    for (let run = 0; run < 10; run += 1) {
      const ranges = new NumberRanges();
      const set = new Set<number>();
      let next = 0;
      for (let step = 0; step < 100; step += 1) {
        if (random.chance(0.6)) {
          next += random.chance(0.2) ? random.between(1, 3) : 0;
          ranges.append(next);
          set.add(next);
          next += 1;
        } else if (random.chance(0.95)) {
          const value = random.between(0, next);
          expect(ranges.delete(value)).toBe(set.delete(value));
        } else {
          const below = random.between(0, next);
          ranges.deleteBelow(below);
          for (const value of set) if (value < below) set.delete(value);
        }
        const inOrder = [...set].sort((a, b) => a - b);
        expect(ranges.size).toBe(set.size);
        expect(ranges.lowest(1_000)).toEqual(inOrder);
        expect(ranges.lowest(2)).toEqual(inOrder.slice(0, 2));
        expect(ranges.first).toBe(inOrder[0]);
        expect(ranges.has(next - 1)).toBe(set.has(next - 1));
      }
    }
  });
});
