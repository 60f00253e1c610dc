import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonValue } from '../../../../model/index.js';
import { isObject } from '../../json.js';
import { readJsonSchema } from '../read-json-schema.js';
import { canReadConfluent } from './can-read-confluent.js';
import { compareConfluent } from './compare-confluent.js';
import type { ConfluentPolicy } from './kinds.js';

const RUNS = Number(process.env['SAGAC_RUNS'] ?? 200);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const POLICIES: readonly ConfluentPolicy[] = ['strict', 'lenient'];

const name = fc.constantFrom('a', 'b', 'ab');
const small = fc.nat({ max: 3 });

/** Schemas that are often alike, so that pairs of them fit now and then; some are rings through `#/definitions/ring`. */
const schema = fc.letrec<{ any: JsonValue }>((tie) => {
  const inner = tie('any');
  const part = ({ type, ...keywords }: Record<string, fc.Arbitrary<JsonValue>>) =>
    fc
      .tuple(fc.record({ type: type ?? fc.constant('null') }), fc.record(keywords, { requiredKeys: [] }))
      .map(([typed, rest]): JsonValue => ({ ...typed, ...rest }));
  const is = (type: string) => fc.constant<JsonValue>(type);
  const all = fc.array(inner, { minLength: 1, maxLength: 3 });
  const properties = fc.dictionary(name, inner, { maxKeys: 3 });
  return {
    any: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom<JsonValue>(
        true,
        false,
        {},
        { type: 'null' },
        { type: ['string', 'null'] },
        { enum: ['a', 1] },
        { const: 1 },
      ),
      part({ type: is('string'), minLength: small, maxLength: small, pattern: name, title: name }),
      part({
        type: fc.constantFrom<JsonValue>('number', 'integer'),
        minimum: small,
        exclusiveMaximum: small,
        multipleOf: fc.constantFrom<JsonValue>(2, 4, 0.5),
      }),
      part({
        type: is('object'),
        properties,
        required: fc.uniqueArray(name),
        additionalProperties: inner,
        patternProperties: fc.dictionary(name, inner, { maxKeys: 1 }),
        dependencies: fc.dictionary(name, fc.oneof(fc.uniqueArray(name), inner), { maxKeys: 1 }),
      }),
      part({
        type: is('array'),
        items: fc.oneof(inner, all),
        additionalItems: inner,
        minItems: small,
        uniqueItems: fc.boolean(),
      }),
      fc.record({ anyOf: all }),
      fc.record({ oneOf: all }),
      fc.record({ allOf: all }),
      fc.record({ not: inner }),
      fc.constant<JsonValue>({ $ref: '#/definitions/ring' }),
    ),
  };
}).any;

const root = fc.tuple(schema, schema).map(([top, ring]): JsonValue => ({ allOf: [top], definitions: { ring } }));

function read(json: JsonValue) {
  return readJsonSchema('schema.json', json);
}

function fits(reader: JsonValue, writer: JsonValue, policy: ConfluentPolicy): boolean {
  return canReadConfluent(read(reader), read(writer), policy).breaks.length === 0;
}

function check<T>(property: fc.IProperty<T>): void {
  fc.assert(property, { numRuns: RUNS, seed: SEED });
}

it('every schema reads itself, and has no difference to itself', () => {
  check(
    fc.property(root, (json) => {
      expect(compareConfluent(read(json), read(json))).toEqual([]);
    }),
  );
});

it('what the strict policy lets pass the lenient one does', () => {
  check(
    fc.property(root, root, (one, other) => {
      expect(fits(one, other, 'lenient') || !fits(one, other, 'strict')).toBe(true);
    }),
  );
});

it('differences and breaks tell the same, and the same each time', () => {
  check(
    fc.property(root, root, (one, other) => {
      for (const policy of POLICIES) {
        const differences = compareConfluent(read(other), read(one), policy);
        expect(differences.every(({ compatible }) => compatible)).toBe(fits(one, other, policy));
        expect(compareConfluent(read(other), read(one), policy)).toEqual(differences);
      }
    }),
  );
});

it('a schema behind a reference is the same schema', () => {
  check(
    fc.property(root, root, (one, other) => {
      for (const policy of POLICIES) expect(fits(behindReference(one), other, policy)).toBe(fits(one, other, policy));
    }),
  );
});

it('a property of the same name around both changes nothing', () => {
  check(
    fc.property(root, root, (one, other) => {
      for (const policy of POLICIES)
        expect(fits(inProperty(one), inProperty(other), policy)).toBe(fits(one, other, policy));
    }),
  );
});

function behindReference(json: JsonValue): JsonValue {
  const { allOf, definitions } = isObject(json) ? json : {};
  return { $ref: '#/definitions/top', definitions: { ...(definitions as object), top: { allOf: allOf as JsonValue } } };
}

function inProperty(json: JsonValue): JsonValue {
  const { allOf, definitions } = isObject(json) ? json : {};
  return { type: 'object', properties: { x: { allOf: allOf as JsonValue } }, definitions: definitions as JsonValue };
}
