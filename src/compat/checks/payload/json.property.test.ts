import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonDifferences } from './testing/json-differences.js';
import { pairTexts, runs, tapes } from './testing/random-pairs.js';

describe('verdicts on JSON', () => {
  it('are what a tolerant reader says of messages', () => {
    fc.assert(
      fc.property(pairTexts, fc.array(tapes, { minLength: 40, maxLength: 40 }), (pair, seeds) => {
        expect(jsonDifferences(pair, seeds)).toEqual([]);
      }),
      runs(60),
    );
  });
});
