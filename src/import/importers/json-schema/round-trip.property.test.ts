import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diceFor, randomInstance } from '../../../compat/schemas/json-schema/sound/testing/random-instances.js';
import { ADDRESSES, KEYS, randomSchema } from '../../../compat/schemas/json-schema/sound/testing/random-schemas.js';
import type { JsonValue } from '../../../model/index.js';
import { catalogOfImport, importFrom, schemasOf } from '../../testing/imported.js';
import { judgeFor } from '../../testing/judge.js';

const RUNS = Number(process.env['SAGAC_RUNS'] ?? 25);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const INSTANCES = 50;

type Dialect = keyof typeof ADDRESSES;

/** An object whose properties are random schemas, so that most of what is said of one value leaves the others alone. */
function randomPayload(dialect: Dialect): fc.Arbitrary<JsonValue> {
  const schema = randomSchema(dialect, 2);
  const ref = fc.constantFrom<JsonValue>({ $ref: '#/$defs/d' }, { anyOf: [{ $ref: '#/$defs/d' }, { type: 'null' }] });
  const property = fc.oneof({ weight: 5, arbitrary: schema }, { weight: 1, arbitrary: ref });
  return fc
    .record({
      properties: fc.dictionary(fc.constantFrom(...KEYS), property, { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
      required: fc.subarray([...KEYS]),
      additionalProperties: fc.constantFrom<JsonValue | undefined>(undefined, undefined, false, true),
      allOf: fc.option(fc.array(tidyObject, { minLength: 1, maxLength: 2 }), { freq: 4, nil: undefined }),
      d: schema,
    })
    .map(({ properties, required, additionalProperties, allOf, d }) => ({
      $schema: ADDRESSES[dialect],
      type: 'object',
      properties: properties as JsonValue,
      required,
      ...(additionalProperties !== undefined && { additionalProperties }),
      ...(allOf && { allOf: allOf as JsonValue }),
      $defs: { d },
    }));
}

/** An object of plain values, as parts of an `allOf` are. */
const plain = fc.constantFrom<JsonValue>(
  { type: 'string', maxLength: 2 },
  { type: 'integer', minimum: 1 },
  { type: ['number', 'null'], exclusiveMaximum: 6 },
  { type: 'string', enum: ['a', 'ab'] },
  { type: 'array', items: { type: 'integer' }, uniqueItems: true },
);
const tidyObject = fc
  .record({
    properties: fc.dictionary(fc.constantFrom(...KEYS), plain, { maxKeys: 2, noNullPrototype: true }),
    required: fc.subarray([...KEYS], { maxLength: 1 }),
    additionalProperties: fc.constantFrom<JsonValue | undefined>(undefined, undefined, undefined, false),
  })
  .map(({ additionalProperties, ...rest }) => ({
    type: 'object',
    ...rest,
    ...(additionalProperties !== undefined && { additionalProperties }),
  }));

/** What the generated schema judges otherwise than the source; where a missing `type` was guessed, it may be stricter. */
function differences(dialect: Dialect, source: JsonValue, seed: number, draft: '07' | '2020-12'): unknown {
  const imported = importFrom({ 'thing.json': source });
  const made = schemasOf(catalogOfImport(imported), { draft }).get('Thing') ?? false;
  const judge = judgeFor(dialect, source);
  const other = judgeFor(draft === '07' ? 'draft-07' : '2020-12', made);
  fc.pre(judge !== undefined && other !== undefined);
  const guessed = imported.diagnostics.some(({ code }) => code === 'import-assumed-type');
  const dice = diceFor(seed);
  for (let count = 0; count < INSTANCES; count++) {
    const value = randomInstance([source], dice);
    const [expected, found] = [judge?.(value), other?.(value)];
    if (expected === undefined || found === undefined || expected === found || (guessed && expected)) continue;
    return { value, expected, found, made, texts: [...imported.texts] };
  }
  return undefined;
}

/** Words of 2019-09 and later have no counterpart in draft-07. */
function isOld(source: JsonValue): boolean {
  return !/"(unevaluated|minContains|maxContains|\$dynamicRef)/.test(JSON.stringify(source));
}

describe.each(['draft-07', '2019-09', '2020-12'] as const)('a schema of %s', { timeout: 600_000 }, (dialect) => {
  it('lets pass and refuses the same values when it comes out again', () => {
    fc.assert(
      fc.property(randomPayload(dialect), fc.nat(), (source, seed) => {
        expect(differences(dialect, source, seed, '2020-12')).toBeUndefined();
        if (isOld(source)) expect(differences(dialect, source, seed, '07')).toBeUndefined();
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
