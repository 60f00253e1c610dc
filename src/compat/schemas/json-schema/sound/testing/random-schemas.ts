import fc from 'fast-check';
import type { JsonValue } from '../../../../../model/index.js';
import { isList, isObject } from '../../../json.js';
import type { Dialect } from '../../dialect.js';
import { isModern } from '../../dialect.js';
import { objectOf } from '../json-values.js';

/** The `$schema` of the dialects that are tried. */
export const ADDRESSES: Readonly<Record<'draft-07' | '2019-09' | '2020-12', string>> = {
  'draft-07': 'http://json-schema.org/draft-07/schema#',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

export const KEYS = ['a', 'b', 'c', 'ab'] as const;
export const TEXTS = ['', 'a', 'b', 'ab', 'aa', 'abc', 'b1', 'é'] as const;
export const NUMBERS = [-1, 0, 0.5, 1, 2, 3, 4, 6, 7.5, 12] as const;
const PATTERNS = ['^a', 'b$', '^a*$', '[ab]', '^.{2}$', '^(a|b1)$', '\\d', '^ab?', '^(?!a)', 'a.c'];

const key = fc.constantFrom(...KEYS);
const count = fc.integer({ min: 0, max: 3 });
const pattern = fc.constantFrom(...PATTERNS);
const value: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>(null, true, false, ...TEXTS, ...NUMBERS),
  fc.array(fc.constantFrom<JsonValue>(...NUMBERS, 'a', true), { maxLength: 2 }),
  fc.dictionary(key, fc.constantFrom<JsonValue>(...NUMBERS, 'a'), { maxKeys: 2, noNullPrototype: true }),
);
const TYPES = ['null', 'boolean', 'string', 'array', 'object', 'integer', 'number'];
const type = fc.oneof(
  fc.constantFrom(...TYPES),
  fc.uniqueArray(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 3 }),
);

type Part = fc.Arbitrary<{ readonly [keyword: string]: JsonValue }>;

/** A schema of a dialect, at most so many levels deep, mostly with a few keywords that go together. */
export function randomSchema(dialect: Dialect, depth = 3): fc.Arbitrary<JsonValue> {
  const scalars: Part[] = [...numberParts(), ...textParts(), fc.record({ type })];
  const leaf = fc.array(fc.oneof(...scalars), { minLength: 1, maxLength: 3 }).map(merged);
  if (depth === 0) return fc.oneof({ weight: 8, arbitrary: leaf }, { weight: 1, arbitrary: fc.boolean() });
  const inner = fc.oneof(
    { weight: 3, arbitrary: randomSchema(dialect, 0) },
    { weight: 2, arbitrary: randomSchema(dialect, depth - 1) },
  );
  const objects = fc.array(fc.oneof(...objectParts(dialect, inner)), { minLength: 1, maxLength: 4 }).map(merged);
  const arrays = fc.array(fc.oneof(...arrayParts(dialect, inner)), { minLength: 1, maxLength: 3 }).map(merged);
  const mixed = fc.tuple(fc.oneof(leaf, objects, arrays), fc.oneof(...junctionParts(inner))).map(merged);
  const typed = fc.oneof(
    objects.map((part) => merged([{ type: 'object' }, part])),
    arrays.map((part) => merged([{ type: 'array' }, part])),
  );
  return fc.oneof(leaf, objects, arrays, typed, typed, mixed);
}

/** A whole schema, which says its dialect and may have something to refer to. */
export function randomRoot(dialect: keyof typeof ADDRESSES): fc.Arbitrary<JsonValue> {
  const named = fc.oneof(
    { weight: 2, arbitrary: fc.constant<JsonValue>({}) },
    { weight: 1, arbitrary: randomSchema(dialect, 1) },
  );
  return fc
    .tuple(randomSchema(dialect), named)
    .map(([schema, d]) => merged([{ $schema: ADDRESSES[dialect] }, schema, { $defs: { d } }]));
}

function merged(parts: readonly JsonValue[]): JsonValue {
  return objectOf(parts.flatMap((part) => (isObject(part) ? Object.entries(part) : [])));
}

function numberParts(): Part[] {
  const bound = fc.constantFrom(...NUMBERS);
  return [
    fc.record({ minimum: bound }),
    fc.record({ maximum: bound }),
    fc.record({ exclusiveMinimum: bound }),
    fc.record({ exclusiveMaximum: bound }),
    fc.record({ multipleOf: fc.constantFrom(0.5, 1, 2, 3, 6) }),
    fc.record({ const: value }),
    fc.record({ enum: fc.array(value, { minLength: 1, maxLength: 4 }) }),
  ];
}

function textParts(): Part[] {
  return [fc.record({ minLength: count }), fc.record({ maxLength: count }), fc.record({ pattern })];
}

function objectParts(dialect: Dialect, inner: fc.Arbitrary<JsonValue>): Part[] {
  const properties = fc.record({ properties: fc.dictionary(key, inner, { minKeys: 1, maxKeys: 3 }) });
  const needs = fc.dictionary(key, fc.uniqueArray(key, { maxLength: 2 }), { minKeys: 1, maxKeys: 2 });
  const implied = fc.dictionary(key, inner, { minKeys: 1, maxKeys: 2 });
  const parts: Part[] = [
    properties,
    properties,
    fc.record({ patternProperties: fc.dictionary(pattern, inner, { minKeys: 1, maxKeys: 2 }) }),
    fc.record({ additionalProperties: fc.oneof(fc.constant<JsonValue>(false), inner) }),
    fc.record({ required: fc.uniqueArray(key, { minLength: 1, maxLength: 2 }) }),
    fc.record({ propertyNames: fc.oneof(...textParts()) }),
    fc.record({ minProperties: count }),
    fc.record({ maxProperties: count }),
  ];
  if (!isModern(dialect)) return [...parts, fc.record({ dependencies: fc.oneof(needs, implied) })];
  return [
    ...parts,
    fc.record({ dependentRequired: needs }),
    fc.record({ dependentSchemas: implied }),
    fc.record({ unevaluatedProperties: fc.oneof(fc.constant<JsonValue>(false), inner) }),
  ];
}

function arrayParts(dialect: Dialect, inner: fc.Arbitrary<JsonValue>): Part[] {
  const list = fc.array(inner, { minLength: 1, maxLength: 2 });
  const prefix: Part =
    dialect === '2020-12' ? fc.record({ prefixItems: list }) : fc.record({ items: list, additionalItems: inner });
  const parts: Part[] = [
    prefix,
    fc.record({ items: inner }),
    fc.record({ minItems: count }),
    fc.record({ maxItems: count }),
    fc.record({ uniqueItems: fc.constant(true) }),
  ];
  if (!isModern(dialect)) return [...parts, fc.record({ contains: inner })];
  return [
    ...parts,
    fc.record({ contains: inner, minContains: count }, { requiredKeys: ['contains'] }),
    fc.record({ contains: inner, maxContains: count }),
    fc.record({ unevaluatedItems: fc.oneof(fc.constant<JsonValue>(false), inner) }),
  ];
}

function junctionParts(inner: fc.Arbitrary<JsonValue>): Part[] {
  const list = fc.array(inner, { minLength: 1, maxLength: 3 });
  return [
    fc.record({ allOf: list }),
    fc.record({ anyOf: list }),
    fc.record({ oneOf: list }),
    fc.record({ not: inner }),
    fc
      .array(inner, { minLength: 2, maxLength: 3 })
      .map((schemas) => objectOf(schemas.map((each, at) => [['if', 'then', 'else'][at] ?? '', each]))),
    fc.record({ $ref: fc.constantFrom('#/properties/a', '#/$defs/d', '#/$defs/d', '#/$defs/d', '#') }),
  ];
}

/** A change of a schema: which of its schemas, and what becomes of it. */
export interface Edit {
  readonly at: number;
  readonly which: number;
  readonly how: 'replace' | 'drop' | 'add' | 'bump' | 'wrap';
  readonly part: JsonValue;
}

/** Random changes for schemas of a dialect. */
export function randomEdits(dialect: Dialect): fc.Arbitrary<readonly Edit[]> {
  const edit = fc.record({
    at: fc.nat(30),
    which: fc.nat(10),
    how: fc.constantFrom('replace' as const, 'drop' as const, 'add' as const, 'bump' as const, 'wrap' as const),
    part: randomSchema(dialect, 1),
  });
  return fc.array(edit, { minLength: 1, maxLength: 2 });
}

/** A schema after a change. */
export function edited(schema: JsonValue, edit: Edit): JsonValue {
  let left = edit.at % Math.max(1, countSchemas(schema));
  const walk = (value: JsonValue): JsonValue => {
    if (isList(value)) return value.map(walk);
    if (!isObject(value)) return value;
    if (left-- === 0) return changed(value, edit);
    return objectOf(Object.entries(value).map(([name, held]) => [name, walk(held)]));
  };
  return walk(schema);
}

function countSchemas(value: JsonValue): number {
  if (isList(value)) return value.reduce<number>((sum, item) => sum + countSchemas(item), 0);
  return isObject(value) ? 1 + countSchemas(Object.values(value)) : 0;
}

function changed(schema: { readonly [key: string]: JsonValue }, { how, which, part }: Edit): JsonValue {
  const names = Object.keys(schema);
  const name = names[which % Math.max(1, names.length)] ?? '';
  switch (how) {
    case 'replace':
      return part;
    case 'drop':
      return objectOf(Object.entries(schema).filter(([other]) => other !== name));
    case 'add':
      return merged([schema, part]);
    case 'bump':
      return objectOf(
        Object.entries(schema).map(([other, held]) => [other, other === name ? bumped(held, part) : held]),
      );
    case 'wrap':
      return which % 2 === 0 ? { allOf: [schema] } : { anyOf: [schema, part] };
  }
}

function bumped(held: JsonValue, part: JsonValue): JsonValue {
  if (typeof held === 'number') return held + 1;
  if (isList(held)) return held.length > 1 ? held.slice(1) : held;
  return isObject(held) ? part : held;
}
