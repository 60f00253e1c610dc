import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import type { SchemaVerdict } from '../schema-verdict.js';
import { canReadAvro } from './can-read-avro.js';
import { readAvroSchema } from './read-avro-schema.js';
import { refusalOf } from './testing/avsc-refusal.js';
import { type Blueprint, blueprints } from './testing/blueprint.js';
import { edited, edits } from './testing/edits.js';
import { renderBlueprint } from './testing/render-blueprint.js';

/**
 * Random schemas and what random edits make of them. Values written with one are read with the other by avsc, whose
 * resolver has nothing in common with ours.
 */
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 500);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

interface Case {
  readonly older: Blueprint;
  readonly newer: Blueprint;
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    older: blueprints,
    other: blueprints,
    related: fc.integer({ min: 0, max: 9 }),
    changes: fc.array(edits, { minLength: 1, maxLength: 4 }),
    seed: fc.nat(),
  })
  .map(({ older, other, related, changes, seed }) => ({
    older,
    newer: related === 0 ? other : edited(older, changes),
    seed,
  }));

function verdictOf(reader: Blueprint, writer: Blueprint): SchemaVerdict {
  return canReadAvro(read(renderBlueprint(reader)), read(renderBlueprint(writer)));
}

function read(json: JsonValue) {
  const { value, problems } = readAvroSchema('schema.avsc', json);
  expect(problems).toEqual([]);
  if (!value) throw new Error('No schema.');
  return value;
}

function isAmbiguous(verdict: SchemaVerdict): boolean {
  return verdict.doubts.some((doubt) => doubt.kind === 'AMBIGUOUS_ALIAS');
}

function check(reader: Blueprint, writer: Blueprint, seed: number): void {
  const verdict = verdictOf(reader, writer);
  if (isAmbiguous(verdict)) return;
  const refusal = refusalOf(reader, writer, seed);
  if (verdict.breaks.length === 0) expect(refusal).toBeUndefined();
  else expect(refusal, JSON.stringify(verdict.breaks, undefined, 1)).toBeDefined();
}

describe('Avro verdicts beside the resolver of another library', () => {
  it('agree in both directions', { timeout: 20_000 + RUNS * 50 }, () => {
    const tally = { fine: 0, broken: 0, ambiguous: 0 };
    fc.assert(
      fc.property(cases, ({ older, newer, seed }) => {
        check(newer, older, seed);
        check(older, newer, seed);
        const verdict = verdictOf(newer, older);
        if (isAmbiguous(verdict)) tally.ambiguous++;
        else if (verdict.breaks.length === 0) tally.fine++;
        else tally.broken++;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    // Both answers must be common, or the test shows nothing.
    expect(Math.min(tally.fine, tally.broken)).toBeGreaterThan(RUNS / 5);
  });
});
