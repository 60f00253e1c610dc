import { isObject, type JsonObject } from '../json.js';
import type { Combination } from './shape.js';

/** Keywords that make a schema without a type one for strings. */
export const STRING_KEYWORDS = ['minLength', 'maxLength', 'pattern', 'format'];
/** Keywords that make a schema without a type one for numbers. */
export const NUMBER_KEYWORDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
/** Keywords that make a schema without a type one for arrays, up to draft-07. */
export const ARRAY_KEYWORDS = ['items', 'additionalItems', 'minItems', 'maxItems', 'uniqueItems', 'contains'];
/** The same from 2019-09 on. */
export const MODERN_ARRAY_KEYWORDS = [
  ...ARRAY_KEYWORDS,
  'prefixItems',
  'unevaluatedItems',
  'minContains',
  'maxContains',
];
/** Keywords that make a schema without a type one for objects, up to draft-07. */
export const OBJECT_KEYWORDS = [
  'properties',
  'required',
  'minProperties',
  'maxProperties',
  'dependencies',
  'patternProperties',
  'additionalProperties',
  'propertyNames',
];
/** The same from 2019-09 on. */
export const MODERN_OBJECT_KEYWORDS = [
  ...OBJECT_KEYWORDS,
  'dependentRequired',
  'dependentSchemas',
  'unevaluatedProperties',
];
/** The keywords that combine schemas. */
export const COMBINATIONS: readonly Combination[] = ['allOf', 'anyOf', 'oneOf'];
/** Keywords that make a schema with a type more than that type. */
export const BESIDE_TYPE = [...COMBINATIONS, 'enum', 'const', 'not', 'if'];

/** All keywords that say what is allowed. */
export const PART_KEYWORDS: ReadonlySet<string> = new Set([
  ...STRING_KEYWORDS,
  ...NUMBER_KEYWORDS,
  ...MODERN_ARRAY_KEYWORDS,
  ...MODERN_OBJECT_KEYWORDS,
  ...COMBINATIONS,
  'type',
  'enum',
  'const',
  'not',
  'if',
]);

/** Whether a schema has one of the keywords. */
export function hasAny(schema: JsonObject, keywords: readonly string[]): boolean {
  return keywords.some((keyword) => schema[keyword] !== undefined);
}

/** Whether an empty `properties` is all that a schema has for objects; from 2019-09 on that is taken for nothing. */
export function onlyEmptyProperties(schema: JsonObject): boolean {
  if (!isObject(schema['properties']) || Object.keys(schema['properties']).length > 0) return false;
  return !hasAny(schema, MODERN_OBJECT_KEYWORDS.slice(1));
}
