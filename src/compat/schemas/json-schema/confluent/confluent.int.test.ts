import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '../../../../model/index.js';
import { sharedFolder } from '../../../../testing/shared.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadConfluent } from './can-read-confluent.js';
import { compareConfluent } from './compare-confluent.js';
import type { ConfluentPolicy } from './kinds.js';

/** Pairs with the verdicts of registries; see the README beside them. */
const shared = sharedFolder('conformance/compat');

/** Vectors whose verdict is not ours on purpose, with the reason. */
const EXCEPTIONS = new URL('../../../../../fixtures/compat/conformance-exceptions.yaml', import.meta.url);
const exceptions = new Set((parse(readFileSync(EXCEPTIONS, 'utf8')) as { id: string }[]).map(({ id }) => id));

type Side = 'backward' | 'forward';
const SIDES: readonly Side[] = ['backward', 'forward'];
type Verdict = Partial<Record<Side, boolean>>;

interface Vector {
  readonly id: string;
  readonly profile: string;
  readonly new: JsonValue;
  readonly old: JsonValue;
  readonly expect: Verdict;
  readonly verdicts: { readonly confluent?: Verdict; readonly 'confluent-lenient'?: Verdict };
  readonly agreed: boolean;
  readonly reasons?: readonly string[];
  readonly reasonsForward?: readonly string[];
  readonly changes?: readonly string[];
  readonly tags?: readonly string[];
}

const vectors: readonly Vector[] =
  shared === undefined ? [] : JSON.parse(readFileSync(join(shared, 'json-schema.json'), 'utf8'));
const named = vectors.map((vector) => [vector.id, vector] as const);

function read(json: JsonValue) {
  return readJsonSchema('schema.json', json);
}

/** Reader and writer of a direction. */
function breaksOf(vector: Vector, side: Side, policy: ConfluentPolicy) {
  const [newer, older] = [read(vector.new), read(vector.old)];
  return (side === 'backward' ? canReadConfluent(newer, older, policy) : canReadConfluent(older, newer, policy)).breaks;
}

function kindsOf(vector: Vector, side: Side): readonly string[] {
  return [...new Set(breaksOf(vector, side, 'strict').map(({ kind }) => kind))].sort();
}

function answers(vector: Vector, policy: ConfluentPolicy, expected: Verdict): Verdict {
  const asked = SIDES.filter((side) => expected[side] !== undefined);
  return Object.fromEntries(asked.map((side) => [side, breaksOf(vector, side, policy).length === 0]));
}

describe.skipIf(shared === undefined)('JSON Schema pairs with the verdicts of registries', () => {
  it('has them', () => {
    expect(vectors.filter((vector) => vector.verdicts.confluent).length).toBeGreaterThan(0);
  });

  it.each(named.filter(([, { agreed, tags }]) => agreed && !tags?.includes('weak')))(
    'core: %s is answered as by all',
    (_, vector) => {
      expect(answers(vector, 'strict', vector.expect)).toEqual(vector.expect);
    },
  );

  it.each(named.filter(([, { verdicts }]) => verdicts.confluent))('confluent: %s', (id, { verdicts, ...vector }) => {
    const whole: Vector = { ...vector, verdicts };
    const strict = verdicts.confluent ?? {};
    const lenient = verdicts['confluent-lenient'] ?? {};
    const same =
      JSON.stringify([answers(whole, 'strict', strict), answers(whole, 'lenient', lenient)]) ===
      JSON.stringify([strict, lenient]);
    // An exception that is none any more is to be taken out.
    expect(same).toBe(!exceptions.has(id));
  });

  it.each(
    named.filter(([, { profile, reasons, reasonsForward }]) => profile === 'confluent' && (reasons ?? reasonsForward)),
  )('confluent: %s for the same reasons', (_, vector) => {
    if (vector.reasons) expect(kindsOf(vector, 'backward')).toEqual([...new Set(vector.reasons)].sort());
    if (vector.reasonsForward) expect(kindsOf(vector, 'forward')).toEqual([...new Set(vector.reasonsForward)].sort());
  });

  it.each(named.filter(([, { profile, changes }]) => profile === 'confluent' && changes))(
    'confluent: %s with the same changes in order',
    (_, vector) => {
      const found = compareConfluent(read(vector.old), read(vector.new));
      expect(found.map(({ kind, path }) => `${kind} ${path}`)).toEqual(vector.changes);
    },
  );

  it('lets every schema read itself', () => {
    for (const json of vectors.flatMap((vector) => [vector.new, vector.old]))
      expect(compareConfluent(read(json), read(json))).toEqual([]);
  });

  it('answers the same each time', () => {
    for (const vector of vectors)
      for (const side of SIDES) expect(breaksOf(vector, side, 'strict')).toEqual(breaksOf(vector, side, 'strict'));
  });

  it.each(named.filter(([, { tags }]) => tags?.includes('stress')))('%s ends within a second', (_, vector) => {
    // Of the processor: whatever else the machine does is not counted.
    const start = process.cpuUsage();
    breaksOf(vector, 'backward', 'strict');
    expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
  });
});
