import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../model/index.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadSound } from './can-read-sound.js';
import { objectOf } from './json-values.js';

const DEEP = 10_000;

function nested(wrap: (inner: JsonValue) => JsonValue, leaf: JsonValue): JsonValue {
  let schema = leaf;
  for (let level = 0; level < DEEP; level++) schema = wrap(schema);
  return schema;
}

function many(count: number, make: (index: number) => JsonValue): readonly JsonValue[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function pair(make: (leaf: JsonValue) => JsonValue): readonly [JsonValue, JsonValue] {
  return [make({ type: 'string' }), make({ type: 'number' })];
}

function condition(test: JsonValue): JsonValue {
  return objectOf([
    ['if', test],
    ['then', { minLength: 2 }],
    ['else', { type: 'null' }],
  ]);
}

const IN_2020 = 'https://json-schema.org/draft/2020-12/schema';
const CASES: readonly (readonly [string, readonly [JsonValue, JsonValue]])[] = [
  ['deep properties', pair((leaf) => nested((inner) => ({ properties: { a: inner } }), leaf))],
  ['deep items', pair((leaf) => nested((inner) => ({ type: 'array', minItems: 1, items: inner }), leaf))],
  ['deep allOf', pair((leaf) => nested((inner) => ({ allOf: [inner] }), leaf))],
  ['deep anyOf', pair((leaf) => nested((inner) => ({ anyOf: [inner, { type: 'null' }] }), leaf))],
  ['deep not', pair((leaf) => nested((inner) => ({ not: inner }), leaf))],
  ['deep if', pair((leaf) => nested((inner) => condition(inner), leaf))],
  ['deep values', [{ enum: [nested((inner) => [inner], 1)] }, { enum: [nested((inner) => [inner], 2)] }]],
  [
    'a circle of references',
    [{ $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }, { type: 'string' }],
  ],
  [
    'a schema that refuses itself',
    [
      { $schema: IN_2020, not: { $ref: '#' } },
      { $schema: IN_2020, not: { $ref: '#' }, minimum: 1 },
    ],
  ],
  [
    'hundreds of alternatives',
    [
      { allOf: many(200, (index) => ({ anyOf: [{ minimum: index }, { maximum: -index }] })) },
      { allOf: many(200, (index) => ({ anyOf: [{ minimum: index }, { maximum: -index - 1 }] })) },
    ],
  ],
  [
    'alternatives of which few exclude each other',
    pair((leaf) => ({
      oneOf: many(40, (index) => ({ properties: { [`k${index}`]: leaf }, minProperties: index % 7 })),
    })),
  ],
  [
    'patterns that run away',
    [
      { pattern: '^(a+)+$', minLength: 40 },
      { type: 'string', pattern: '^(?=a)(a|a?)+$', minLength: 41 },
    ],
  ],
  ['counts in counts', [{ pattern: '^(a{1,500}){1,500}$' }, { pattern: '^(a{1,499}){1,500}$' }]],
  [
    'huge sizes',
    [
      { minLength: 1e12, minItems: 1e12, minProperties: 1e12, minimum: 1e300 },
      { minLength: 1e12 + 1, minItems: 1e12 + 1, minProperties: 1e12 + 1, minimum: 1e301 },
    ],
  ],
  [
    'long lists of values',
    [{ enum: many(20_000, (index) => `v${index}`) }, { enum: many(20_000, (index) => `v${index + 1}`) }],
  ],
  [
    'long tuples',
    [
      { items: many(1000, (index) => ({ minimum: index })) },
      { items: many(1000, (index) => ({ minimum: index + 1 })) },
    ],
  ],
  [
    'values of the wrong kind',
    [
      { type: 5, properties: 7, items: 'x', required: {}, enum: 'a', pattern: '(', anyOf: [1] },
      { type: ['string', 7], patternProperties: { '(': {} } },
    ],
  ],
];

describe('schemas that are made to hang or to crash', { timeout: 30_000 }, () => {
  it.each(CASES)('are compared to an end: %s', (_, [first, second]) => {
    for (const [reader, writer] of [
      [first, second],
      [second, first],
      [first, first],
    ] as const) {
      const compare = () => canReadSound(readJsonSchema('new.json', reader), readJsonSchema('old.json', writer));
      expect(compare).not.toThrow();
    }
  });

  it('takes `__proto__` and `constructor` for keys like others', () => {
    const schema = (type: string): JsonValue =>
      JSON.parse(`{ "properties": { "__proto__": { "type": "${type}" } }, "required": ["__proto__", "constructor"] }`);
    const { breaks } = canReadSound(
      readJsonSchema('new.json', schema('string')),
      readJsonSchema('old.json', schema('null')),
    );
    expect(breaks.map(({ counterexample }) => JSON.stringify(counterexample))).toEqual([
      '{"__proto__":null,"constructor":null}',
    ]);
  });

  it.each([Number.MAX_SAFE_INTEGER, 2 ** 53, -Number.MAX_SAFE_INTEGER, 1e300])(
    'counts to an end at the bound %d',
    (bound) => {
      const writer = readJsonSchema('old.json', { type: 'integer', minimum: bound, maximum: bound });
      expect(canReadSound(readJsonSchema('new.json', { const: bound }), writer).breaks).toEqual([]);
    },
  );
});
