import type { JsonValue } from '../type.js';
import { isList, isObject, type NormalSchema, SCHEMA_KEYWORDS } from './json-schema-words.js';

/** What the normal form needs to know of the place of a schema. */
export interface NormalContext {
  /** 2019-09 and later: keywords beside `$ref` count. */
  readonly modern: boolean;
  /** The key under which the schema stands that a reference leads to. */
  keyOf(ref: string, keyword: '$ref' | '$dynamicRef' | '$recursiveRef'): string | undefined;
  /** The normal form of a schema within this one. */
  inner(schema: JsonValue): NormalSchema;
  /** A bound as a number; undefined where it bounds nothing, or is no number that can be held. */
  bound(keyword: string, value: number, holdsIntegers: boolean): number | undefined;
  /** Whether a keyword says nothing in the dialect of the schema. */
  ignores?(keyword: string): boolean;
}

const DROPPED = new Set([
  ...['$schema', '$id', 'id', '$anchor', '$dynamicAnchor', '$recursiveAnchor', '$vocabulary', '$defs', 'definitions'],
  // What becomes another keyword.
  ...['$ref', '$dynamicRef', '$recursiveRef', 'dependencies', 'additionalItems', 'items', 'nullable', 'example'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
]);

/** Beside a `$ref` of an old dialect only what says something about the value is read. */
const BESIDE_REF = new Set([
  'title',
  'description',
  'default',
  'deprecated',
  'examples',
  '$comment',
  'readOnly',
  'writeOnly',
]);

/** One schema of any dialect in the words of 2020-12; the schemas within it are made by `context.inner`. */
export function normalForm(schema: JsonValue, context: NormalContext): NormalSchema {
  if (schema === true) return {};
  if (!isObject(schema)) return { not: {} };
  const normal: Record<string, JsonValue> = Object.create(null);
  const isBareRef = typeof schema['$ref'] === 'string' && !context.modern;
  takeReference(schema, normal, context);
  for (const [keyword, value] of Object.entries(schema)) {
    if (
      DROPPED.has(keyword) ||
      context.ignores?.(keyword) ||
      (isBareRef && !BESIDE_REF.has(keyword) && !keyword.startsWith('x-'))
    )
      continue;
    normal[keyword] = normalValue(keyword, value, context);
  }
  if (isBareRef) return normal;
  takeItems(schema, normal, context);
  takeBounds(schema, normal, context);
  takeDependencies(schema, normal, context);
  takeNullable(schema, normal);
  if (schema['example'] !== undefined && normal['examples'] === undefined) normal['examples'] = [schema['example']];
  return normal;
}

function takeReference(schema: NormalSchema, normal: Record<string, JsonValue>, context: NormalContext): void {
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef'] as const) {
    const ref = schema[keyword];
    const key = typeof ref === 'string' ? context.keyOf(ref, keyword) : undefined;
    if (key !== undefined) normal['$ref'] = key;
  }
}

function normalValue(keyword: string, value: JsonValue, context: NormalContext): JsonValue {
  const holds = Object.hasOwn(SCHEMA_KEYWORDS, keyword) ? SCHEMA_KEYWORDS[keyword] : undefined;
  if (holds === 'list' && isList(value)) return value.map(context.inner);
  if (holds === 'map' && isObject(value)) return mapped(value, context.inner);
  if (holds === 'one') return context.inner(value);
  return value;
}

function mapped(object: NormalSchema, inner: (schema: JsonValue) => JsonValue): JsonValue {
  const result: Record<string, JsonValue> = Object.create(null);
  for (const [key, value] of Object.entries(object)) result[key] = inner(value);
  return result;
}

/** A list of `items` is `prefixItems`, and `additionalItems` the `items` behind them. */
function takeItems(schema: NormalSchema, normal: Record<string, JsonValue>, context: NormalContext): void {
  const { items } = schema;
  if (isList(items)) {
    normal['prefixItems'] = items.map(context.inner);
    if (schema['additionalItems'] !== undefined) normal['items'] = context.inner(schema['additionalItems']);
  } else if (items !== undefined) normal['items'] = context.inner(items);
}

/** `exclusiveMinimum: true` of draft-04 makes the bound beside it an exclusive one. */
function takeBounds(schema: NormalSchema, normal: Record<string, JsonValue>, context: NormalContext): void {
  const types = isList(schema['type']) ? schema['type'] : [schema['type']];
  const integers = types.includes('integer') && !types.includes('number');
  for (const [plain, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    for (const keyword of [plain, exclusive]) {
      const value = schema[keyword];
      if (typeof value !== 'number') continue;
      const bound = context.bound(keyword, value, integers);
      if (bound !== undefined) normal[keyword === plain && schema[exclusive] === true ? exclusive : keyword] = bound;
    }
  }
}

function takeDependencies(schema: NormalSchema, normal: Record<string, JsonValue>, context: NormalContext): void {
  const { dependencies } = schema;
  if (!isObject(dependencies)) return;
  const names: Record<string, JsonValue> = Object.create(null);
  const schemas: Record<string, JsonValue> = Object.create(null);
  for (const [name, value] of Object.entries(dependencies)) {
    if (isList(value)) names[name] = value;
    else schemas[name] = context.inner(value);
  }
  if (Object.keys(names).length > 0) normal['dependentRequired'] = names;
  if (Object.keys(schemas).length > 0) normal['dependentSchemas'] = schemas;
}

/** OpenAPI's `nullable: true` lets null pass beside the type. */
function takeNullable(schema: NormalSchema, normal: Record<string, JsonValue>): void {
  const { type } = schema;
  if (schema['nullable'] !== true || type === undefined) return;
  normal['type'] = isList(type) ? [...type, 'null'] : [type, 'null'];
  if (isList(normal['enum']) && !normal['enum'].includes(null)) normal['enum'] = [...normal['enum'], null];
}
