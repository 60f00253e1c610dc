import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonSchemaDifferences, type SchemaSetting, validationFailures } from './testing/json-schema-differences.js';
import { pairTexts, runs, tapes } from './testing/random-pairs.js';

const SETTINGS: readonly SchemaSetting[] = (['confluent', 'confluent-lenient', 'sound'] as const).flatMap((profile) =>
  [true, false].map((open) => ({ profile, open, draft: '2020-12' as const })),
);

describe('verdicts on JSON Schema', () => {
  it.each(SETTINGS)('are those of the judge of the generated schemas: $profile, open objects $open', (setting) => {
    fc.assert(
      fc.property(pairTexts, (pair) => {
        expect(jsonSchemaDifferences(pair, setting)).toEqual([]);
      }),
      runs(20),
    );
  });

  it.each([true, false])('let no message fail in a validator where all is fine, open objects %s', (open) => {
    const setting: SchemaSetting = { profile: 'sound', open, draft: '2020-12' };
    fc.assert(
      fc.property(pairTexts, fc.array(tapes, { minLength: 15, maxLength: 15 }), (pair, seeds) => {
        expect(validationFailures(pair, setting, seeds)).toEqual([]);
      }),
      runs(20),
    );
  });
});
