import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonSchemaDifferences, validationFailures } from './testing/json-schema-differences.js';
import { pairTexts, runs, tapes } from './testing/random-pairs.js';

describe('verdicts on JSON Schema', () => {
  it.each([true, false])('are those of the judge of the generated schemas, open objects %s', (open) => {
    fc.assert(
      fc.property(pairTexts, (pair) => {
        expect(jsonSchemaDifferences(pair, open)).toEqual([]);
      }),
      runs(20),
    );
  });

  it.each([true, false])('let no message fail in a validator where all is fine, open objects %s', (open) => {
    fc.assert(
      fc.property(pairTexts, fc.array(tapes, { minLength: 15, maxLength: 15 }), (pair, seeds) => {
        expect(validationFailures(pair, open, seeds)).toEqual([]);
      }),
      runs(20),
    );
  });
});
