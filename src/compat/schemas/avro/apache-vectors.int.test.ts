import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '../../../model/index.js';
import { sharedFolder } from '../../../testing/shared.js';
import type { AvroProfile } from './avro-rules.js';
import type { AvroSchema } from './avro-type.js';
import { avroIncompatibilities, canReadAvro } from './can-read-avro.js';
import { readAvroSchema } from './read-avro-schema.js';

/** Pairs and histories with the verdicts of Apache Avro (Java) and of registries; see the README beside them. */
const shared = sharedFolder('conformance/compat');

/** Vectors whose verdict is not ours on purpose, with the reason. */
const EXCEPTIONS = new URL('../../../../fixtures/compat/conformance-exceptions.yaml', import.meta.url);
const exceptions = new Set((parse(readFileSync(EXCEPTIONS, 'utf8')) as { id: string }[]).map(({ id }) => id));

type Side = 'backward' | 'forward';
const SIDES: readonly Side[] = ['backward', 'forward'];

interface Vector {
  readonly id: string;
  readonly profile: string;
  readonly new: JsonValue;
  readonly old: JsonValue;
  readonly expect: { readonly backward?: boolean; readonly forward?: boolean };
  /** What each implementation says. */
  readonly verdicts: { readonly 'apache-avro-java-resolver'?: Partial<Record<Side, boolean>> };
  readonly reasons?: readonly string[];
  readonly reasonsForward?: readonly string[];
  readonly incompatibilities?: Partial<Record<Side, readonly { kind: string; location: string; message: string }[]>>;
  readonly tags?: readonly string[];
  readonly note?: string;
}

interface History {
  readonly id: string;
  readonly format: string;
  readonly profile: string;
  readonly mode: string;
  readonly history: readonly JsonValue[];
  readonly new: JsonValue;
  readonly expect: { readonly compatible: boolean };
}

function vectorsOf<T>(name: string): readonly T[] {
  return shared === undefined ? [] : (JSON.parse(readFileSync(join(shared, name), 'utf8')) as T[]);
}

function read(json: JsonValue): AvroSchema {
  const { value, problems } = readAvroSchema('schema.avsc', json);
  if (!value) throw new Error(problems.map((problem) => problem.message).join('\n'));
  return value;
}

/** Reader and writer of a direction. */
function pairOf(vector: Vector, side: Side): readonly [AvroSchema, AvroSchema] {
  const [newer, older] = [read(vector.new), read(vector.old)];
  return side === 'backward' ? [newer, older] : [older, newer];
}

function kindsOf(vector: Vector, side: Side): readonly string[] {
  const [reader, writer] = pairOf(vector, side);
  return [...new Set(canReadAvro(reader, writer).breaks.map((found) => found.kind))].sort();
}

const vectors = vectorsOf<Vector>('avro.json');
const histories = vectorsOf<History>('modes.json').filter((vector) => vector.format === 'avro');

describe.skipIf(shared === undefined)('Avro pairs with the verdicts of other implementations', () => {
  it('has them', () => {
    expect(vectors.length).toBeGreaterThan(0);
    expect(histories.length).toBeGreaterThan(0);
  });

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    for (const side of SIDES) {
      const expected = vector.expect[side];
      if (expected === undefined) continue;
      expect(kindsOf(vector, side).length === 0, side).toBe(expected);
      const reasons = side === 'backward' ? vector.reasons : vector.reasonsForward;
      if (reasons) expect(kindsOf(vector, side), side).toEqual([...new Set(reasons)].sort());
    }
  });

  it.each(
    vectors.flatMap((vector) => {
      const verdicts = vector.verdicts['apache-avro-java-resolver'];
      return verdicts ? [[vector.id, vector, verdicts] as const] : [];
    }),
  )('%s: as the decoder reads it', (_, vector, verdicts) => {
    for (const side of SIDES) {
      const breaks = canReadAvro(...pairOf(vector, side), 'decoder').breaks;
      if (verdicts[side] !== undefined) expect(breaks.length === 0, side).toBe(verdicts[side]);
    }
  });

  it.each(
    vectors.filter((vector) => vector.incompatibilities !== undefined).map((vector) => [vector.id, vector] as const),
  )('%s: each incompatibility, where Apache Avro finds it and in its words', (_, vector) => {
    for (const side of SIDES) {
      const expected = vector.incompatibilities?.[side];
      if (expected === undefined) continue;
      const found = avroIncompatibilities(...pairOf(vector, side));
      expect(found.map(({ kind, location, detail }) => ({ kind, location, message: detail }))).toEqual(expected);
    }
  });

  it('takes every schema that Apache Avro takes, and says what it would refuse', () => {
    for (const vector of vectors) {
      const problems = [vector.new, vector.old].flatMap((json) => readAvroSchema('schema.avsc', json).problems);
      const refused = /refuses this input: (?!Reader record field)/.test(vector.note ?? '');
      expect(problems.length > 0, vector.id).toBe(refused);
    }
  });

  it('lets every schema read itself', () => {
    for (const json of vectors.flatMap((vector) => [vector.new, vector.old])) {
      for (const profile of ['apache', 'decoder'] as const)
        expect(canReadAvro(read(json), read(json), profile).breaks).toEqual([]);
    }
  });

  it('answers the same each time', () => {
    for (const vector of vectors)
      for (const side of SIDES)
        expect(canReadAvro(...pairOf(vector, side))).toEqual(canReadAvro(...pairOf(vector, side)));
  });
});

function passes({ mode, history, new: newer, profile: judge }: History): boolean {
  const profile: AvroProfile = judge === 'apache-avro-java-validator' ? 'decoder' : 'apache';
  const against = mode.endsWith('_TRANSITIVE') ? history : history.slice(-1);
  return against.every((older) => {
    const backward = canReadAvro(read(newer), read(older), profile).breaks.length === 0;
    const forward = canReadAvro(read(older), read(newer), profile).breaks.length === 0;
    if (mode.startsWith('FULL')) return backward && forward;
    return mode.startsWith('BACKWARD') ? backward : forward;
  });
}

describe.skipIf(shared === undefined)('Avro histories with the verdicts of registries', () => {
  it.each(histories.map((vector) => [vector.id, vector] as const))('%s', (id, vector) => {
    // An exception that is none any more is to be taken out.
    expect(passes(vector)).toBe(vector.expect.compatible !== exceptions.has(id));
  });
});
