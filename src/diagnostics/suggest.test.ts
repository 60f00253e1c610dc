import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didYouMean, editDistance, suggest } from './suggest.js';

/** The textbook definition, for comparison: optimal string alignment by recursion on prefixes. */
function distance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  const cell = (i: number, j: number): number => table[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const row = table[i] as number[];
      row[j] = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j] as number, cell(i - 2, j - 2) + 1);
    }
  }
  return cell(a.length, b.length);
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });

describe('editDistance', () => {
  it('agrees with the definition, up to its limit', () => {
    fc.assert(
      fc.property(word, word, fc.nat(9), (a, b, limit) => {
        const expected = distance(a, b);
        expect(editDistance(a, b)).toBe(expected);
        const bounded = editDistance(a, b, limit);
        if (expected <= limit) expect(bounded).toBe(expected);
        else expect(bounded).toBeGreaterThan(limit);
      }),
    );
  });
});

describe('suggest', () => {
  it('gives up to four names, closest first, equal ones by name', () => {
    const names = ['OrderPlaced', 'OrderPlace', 'OrderPaced', 'OrderPlacedX', 'OrdersPlaced', 'Unrelated'];
    expect(suggest('OrderPlacd', names)).toEqual(['OrderPlace', 'OrderPlaced', 'OrderPaced', 'OrderPlacedX']);
  });

  it('gives the same names whatever order they come in', () => {
    fc.assert(
      fc.property(word, fc.uniqueArray(word, { maxLength: 8 }), (wanted, names) => {
        expect(suggest(wanted, names)).toEqual(suggest(wanted, [...names].reverse()));
      }),
    );
  });

  it('looks past case, and never suggests what was written', () => {
    expect(suggest('orderplaced', ['OrderPlaced'])).toEqual(['OrderPlaced']);
    expect(suggest('a', ['a'])).toEqual([]);
  });
});

describe('didYouMean', () => {
  it('lists what comes close in one question', () => {
    expect(didYouMean('timeot', ['timeout', 'retry'])).toBe('Did you mean `timeout`?');
    expect(didYouMean('ab', ['abc', 'aab', 'abd'])).toBe('Did you mean `aab`, `abc` or `abd`?');
    expect(didYouMean('retries', ['timeout'])).toBeUndefined();
  });
});
