import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { avroDifferences, avscFailures } from './testing/avro-differences.js';
import { pairTexts, runs } from './testing/random-pairs.js';

describe('verdicts on Avro', () => {
  it('are those of Apache of the generated schemas', () => {
    fc.assert(
      fc.property(pairTexts, (pair) => {
        expect(avroDifferences(pair)).toEqual([]);
      }),
      runs(60),
    );
  });

  it('let avsc read all that is fine', () => {
    fc.assert(
      fc.property(pairTexts, (pair) => {
        expect(avscFailures(pair)).toEqual([]);
      }),
      runs(40),
    );
  });
});
