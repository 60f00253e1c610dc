import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import type { SchemaVerdict } from '../schema-verdict.js';
import type { AvroProfile } from './avro-rules.js';
import { canReadAvro } from './can-read-avro.js';
import { readAvroSchema } from './read-avro-schema.js';
import { refusalOf } from './testing/avsc-refusal.js';
import { type Blueprint, blueprints } from './testing/blueprint.js';
import { edited, edits } from './testing/edits.js';
import { namedIn, renderBlueprint } from './testing/render-blueprint.js';

/**
 * Random schemas and what random edits make of them. Values written with one are read with the other by avsc, whose
 * resolver has nothing in common with ours.
 */
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 300);
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

function verdictOf(reader: Blueprint, writer: Blueprint, profile: AvroProfile = 'apache'): SchemaVerdict {
  return canReadAvro(read(renderBlueprint(reader)), read(renderBlueprint(writer)), profile);
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

/** The same without aliases of fields: whether those count for the decoder depends on the names of the records. */
function withoutFieldAliases(root: Blueprint): Blueprint {
  const copy = structuredClone(root);
  for (const type of namedIn(copy)) if (type.kind === 'record') for (const field of type.fields) field.aliases = [];
  return copy;
}

/** The same with another name for each record, and no alias that tells the old one. */
function withOtherNames(root: Blueprint): Blueprint {
  const copy = structuredClone(root);
  for (const type of namedIn(copy)) {
    if (type.kind !== 'record') continue;
    type.name = `X${type.name}`;
    type.aliases = [];
  }
  return copy;
}

/** The reader with records that go by the names of all records of the writer, so that names tell them apart no more. */
function withAnyName(reader: Blueprint, writer: Blueprint): Blueprint {
  // An alias without a dot would be in the namespace of its type.
  const names = namedIn(writer).flatMap((type) => (type.kind === 'record' ? [`${type.namespace}.${type.name}`] : []));
  const copy = structuredClone(reader);
  for (const type of namedIn(copy)) if (type.kind === 'record') type.aliases = names;
  return copy;
}

describe('what the decoder reads', () => {
  it('another library reads where records go by all names', { timeout: 20_000 + RUNS * 50 }, () => {
    const tally = { fine: 0, byFieldsAlone: 0 };
    const readsAll = (reader: Blueprint, writer: Blueprint, seed: number) => {
      if (verdictOf(reader, writer, 'decoder').breaks.length > 0) return;
      expect(refusalOf(withAnyName(reader, writer), writer, seed)).toBeUndefined();
      tally.fine++;
      if (verdictOf(reader, writer).breaks.length > 0) tally.byFieldsAlone++;
    };
    fc.assert(
      fc.property(cases, ({ older, newer, seed }) => {
        const [before, after] = [withoutFieldAliases(older), withoutFieldAliases(newer)];
        for (const now of [after, withOtherNames(after)]) {
          readsAll(now, before, seed);
          readsAll(before, now, seed);
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
    expect(tally.fine).toBeGreaterThan(RUNS / 5);
    expect(tally.byFieldsAlone).toBeGreaterThan(RUNS / 10);
  });
});
