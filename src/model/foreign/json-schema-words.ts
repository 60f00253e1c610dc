import type { JsonValue, Primitive } from '../type.js';

/** Formats of texts that are types of the catalog language. */
export const FORMAT_TYPES: Readonly<Record<string, Primitive>> = {
  uuid: 'uuid',
  date: 'date',
  time: 'time',
  'date-time': 'timestamp',
  duration: 'duration',
  uri: 'uri',
  email: 'email',
};

/**
 * A schema in the words of 2020-12, whatever it was written in. The `$ref`s in it are keys of the schema set
 * (`file#/pointer`), so a part of it can be cut out and still be followed.
 */
export type NormalSchema = { readonly [keyword: string]: JsonValue };

/** What says something about a value without narrowing it. */
export const ANNOTATIONS: ReadonlySet<string> = new Set([
  ...['$comment', 'title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'],
  // They say how a text is read, not which texts are let pass.
  ...['contentMediaType', 'contentSchema'],
]);

/** Every keyword of 2020-12 that narrows; what is neither here nor an annotation is a word of somebody's own. */
export const ASSERTIONS: ReadonlySet<string> = new Set([
  ...['$ref', 'type', 'enum', 'const', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else'],
  ...['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required', 'minProperties'],
  ...['maxProperties', 'dependentRequired', 'dependentSchemas', 'unevaluatedProperties', 'unevaluatedItems'],
  ...['items', 'prefixItems', 'contains', 'minContains', 'maxContains', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding'],
]);

/** Keywords that hold one schema, a list of them, or a map of them. */
export const SCHEMA_KEYWORDS: Readonly<Record<string, 'one' | 'list' | 'map'>> = {
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  not: 'one',
  if: 'one',
  // biome-ignore lint/suspicious/noThenProperty: the keyword has this name.
  then: 'one',
  else: 'one',
  properties: 'map',
  patternProperties: 'map',
  additionalProperties: 'one',
  propertyNames: 'one',
  dependentSchemas: 'map',
  unevaluatedProperties: 'one',
  unevaluatedItems: 'one',
  items: 'one',
  prefixItems: 'list',
  contains: 'one',
  contentSchema: 'one',
};

export function isObject(value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function textIn(schema: NormalSchema, keyword: string): string | undefined {
  const value = schema[keyword];
  return typeof value === 'string' ? value : undefined;
}

export function numberIn(schema: NormalSchema, keyword: string): number | undefined {
  const value = schema[keyword];
  return typeof value === 'number' ? value : undefined;
}

export function listIn(schema: NormalSchema, keyword: string): readonly JsonValue[] {
  const value = schema[keyword];
  return isList(value) ? value : [];
}

/** The schemas of a list such as `allOf`; in the normal form each is an object. */
export function schemasIn(schema: NormalSchema, keyword: string): readonly NormalSchema[] {
  return listIn(schema, keyword).filter(isObject);
}

/** Name and schema of each entry of a map such as `properties`, in its order. */
export function entriesIn(schema: NormalSchema, keyword: string): readonly (readonly [string, NormalSchema])[] {
  const value = schema[keyword];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, item]) => (isObject(item) ? [[name, item] as const] : []));
}

/** The assertions of a schema, in its order. */
export function assertionsOf(schema: NormalSchema): readonly string[] {
  return Object.keys(schema).filter((keyword) => ASSERTIONS.has(keyword));
}

/** Nothing is let pass. */
export function isNever(schema: NormalSchema): boolean {
  const { not } = schema;
  return isObject(not) && assertionsOf(not).length === 0;
}
