import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Constraints } from '../../../../model/index.js';
import { constraintsFit } from './constraints-fit.js';

const bound = fc.integer({ min: -3, max: 3 });
const bounds: fc.Arbitrary<Constraints> = fc.record(
  { min: bound, max: bound, exclusiveMin: bound, exclusiveMax: bound },
  { requiredKeys: [] },
);

function holds(value: number, all: readonly Constraints[]): boolean {
  return all.every(
    ({ min = -9, max = 9, exclusiveMin = -9, exclusiveMax = 9 }) =>
      value >= min && value <= max && value > exclusiveMin && value < exclusiveMax,
  );
}

const values = Array.from({ length: 33 }, (_, index) => (index - 16) / 4);

describe('constraintsFit', () => {
  it('says yes only where each value of the old bounds is within the new ones', () => {
    fc.assert(
      fc.property(fc.array(bounds, { maxLength: 2 }), fc.array(bounds, { maxLength: 2 }), (from, to) => {
        if (!constraintsFit(from, to)) return;
        expect(values.filter((value) => holds(value, from) && !holds(value, to))).toEqual([]);
      }),
    );
  });

  it.each<[Constraints, Constraints, boolean]>([
    [{}, {}, true],
    [{ min: 1 }, { min: 1 }, true],
    [{ min: 1 }, { exclusiveMin: 0 }, true],
    [{ min: 1 }, { exclusiveMin: 1 }, false],
    [{ minLength: 2, maxLength: 5 }, { minLength: 1, maxLength: 9 }, true],
    [{ maxLength: 9 }, { maxLength: 5 }, false],
    [{}, { minLength: 0 }, true],
    [{ pattern: '^a' }, { pattern: '^a' }, true],
    [{ pattern: '^a' }, {}, true],
    [{ pattern: '^a' }, { pattern: '^b' }, false],
    [{ multipleOf: 4 }, { multipleOf: 2 }, false],
    [{ unique: true }, { unique: true }, true],
    [{}, { unique: true }, false],
  ])('%j into %j: %s', (from, to, fits) => {
    expect(constraintsFit([from], [to])).toBe(fits);
  });
});
