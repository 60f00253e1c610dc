import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../model/index.js';
import { isObject } from '../../json.js';
import type { SchemaVerdict } from '../../schema-verdict.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadSound } from './can-read-sound.js';
import { allows } from './evaluate.js';
import { readShapes } from './read-shapes.js';
import { type Judge, judgeFor } from './testing/judge.js';
import { diceFor, randomInstance } from './testing/random-instances.js';
import { ADDRESSES, edited, randomEdits, randomRoot } from './testing/random-schemas.js';

const RUNS = Number(process.env['SAGAC_RUNS'] ?? 10);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const INSTANCES = 120;

/** What is wrong with a verdict, if anything. */
function wrongIn(verdict: SchemaVerdict, writer: Judge, reader: Judge, instances: readonly JsonValue[]): unknown {
  for (const { counterexample, message } of verdict.breaks) {
    if (counterexample === undefined) return { message, wrong: 'no example' };
    if (writer(counterexample) === false || reader(counterexample) === true)
      return { counterexample, wrong: 'no example of a break' };
  }
  if (verdict.breaks.length > 0 || verdict.doubts.length > 0) return undefined;
  const refused = instances.find((value) => writer(value) === true && reader(value) === false);
  return refused === undefined ? undefined : { refused, wrong: 'compatible' };
}

function verdictOf(old: JsonValue, changed: JsonValue): SchemaVerdict {
  return canReadSound(readJsonSchema('new.json', changed), readJsonSchema('old.json', old));
}

/**
 * Where the other validator is known to be wrong: it forgets what was looked at where a `dependentSchemas` does not apply,
 * takes all items for looked at where there is a `contains`, and inside `not` and its like it finds what `contains` looks
 * for in an empty array, if there is a tuple beside it.
 */
function isMisjudged(schema: JsonValue): boolean {
  const text = JSON.stringify(schema);
  if (text.includes('"dependentSchemas"') && text.includes('"unevaluated')) return true;
  return text.includes('"contains"') && /"items":\[|"prefixItems"|"unevaluatedItems"/.test(text);
}

/** Holds a verdict against the other validator; a pair that it cannot judge does not count as a run. */
function holdsFor(dialect: keyof typeof ADDRESSES, old: JsonValue, changed: JsonValue, seed: number): void {
  const writer = judgeFor(dialect, old);
  const reader = judgeFor(dialect, changed);
  fc.pre(writer !== undefined && reader !== undefined && !isMisjudged(old) && !isMisjudged(changed));
  const verdict = verdictOf(old, changed);
  const dice = diceFor(seed);
  const instances = Array.from({ length: INSTANCES }, () => randomInstance([old, changed], dice));
  expect(wrongIn(verdict, writer, reader, instances)).toBeUndefined();
  expect(verdictOf(old, changed)).toEqual(verdict);
}

describe.each(['draft-07', '2019-09', '2020-12'] as const)(
  'verdicts on random schemas of %s',
  { timeout: 600_000 },
  (dialect) => {
    it('agree with another validator after a change', () => {
      const cases = fc.tuple(randomRoot(dialect), randomEdits(dialect), fc.nat());
      fc.assert(
        fc.property(cases, ([old, edits, seed]) => {
          const changed = edits.reduce(edited, old);
          const whole = isObject(changed) ? { ...changed, $schema: ADDRESSES[dialect] } : changed;
          holdsFor(dialect, old, whole, seed);
        }),
        { seed: SEED, numRuns: RUNS },
      );
    });

    it('agree with another validator on strangers', () => {
      const cases = fc.tuple(randomRoot(dialect), randomRoot(dialect), fc.nat());
      fc.assert(
        fc.property(cases, ([old, changed, seed]) => holdsFor(dialect, old, changed, seed)),
        { seed: SEED, numRuns: RUNS },
      );
    });

    it('call a schema compatible with itself', () => {
      fc.assert(
        fc.property(randomRoot(dialect), (schema) => {
          expect(verdictOf(schema, schema)).toEqual({ breaks: [], doubts: [] });
        }),
        { seed: SEED, numRuns: RUNS },
      );
    });

    it('rest on the same judgement of single values', () => {
      fc.assert(
        fc.property(randomRoot(dialect), fc.nat(), (schema, seed) => {
          const judge = judgeFor(dialect, schema);
          fc.pre(judge !== undefined && !isMisjudged(schema));
          const { root } = readShapes(readJsonSchema('schema.json', schema));
          const dice = diceFor(seed);
          for (let count = 0; count < INSTANCES; count++) {
            const value = randomInstance([schema], dice);
            const [ours, theirs] = [allows(root, value), judge(value)];
            if (ours !== undefined && theirs !== undefined)
              expect({ value, allowed: ours }).toEqual({ value, allowed: theirs });
          }
        }),
        { seed: SEED, numRuns: RUNS },
      );
    });
  },
);
