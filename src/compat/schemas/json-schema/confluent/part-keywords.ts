import type { JsonValue } from '../../../../model/index.js';
import { isObject, type JsonObject } from '../../json.js';
import { type Dialect, isModern } from '../dialect.js';
import type { Combination } from './shape.js';

/** The kinds of values that have keywords of their own. */
export type KeywordClass = 'array' | 'object' | 'number' | 'string';

/** Keywords by the kind of values that they are for. */
type ClassKeywords = Readonly<Record<KeywordClass, readonly string[]>>;

const DRAFT_04: ClassKeywords = {
  array: ['items', 'additionalItems', 'minItems', 'maxItems', 'uniqueItems'],
  object: [
    'properties',
    'required',
    'minProperties',
    'maxProperties',
    'dependencies',
    'patternProperties',
    'additionalProperties',
  ],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
};

const DRAFT_06: ClassKeywords = {
  ...DRAFT_04,
  array: [...DRAFT_04.array, 'contains'],
  object: [...DRAFT_04.object, 'propertyNames'],
};

const MODERN: ClassKeywords = {
  ...DRAFT_06,
  array: [...DRAFT_06.array, 'prefixItems', 'unevaluatedItems', 'minContains', 'maxContains'],
  object: [...DRAFT_06.object, 'dependentRequired', 'dependentSchemas', 'unevaluatedProperties'],
};

/** The keywords of a dialect that are for one kind of values alone. */
export function classKeywords(dialect: Dialect): ClassKeywords {
  if (isModern(dialect)) return MODERN;
  return dialect === 'draft-04' ? DRAFT_04 : DRAFT_06;
}

const CLASS_OF: ReadonlyMap<string, KeywordClass> = new Map(
  (['array', 'object', 'number', 'string'] as const).flatMap((each) =>
    MODERN[each].map((keyword) => [keyword, each] as const),
  ),
);

/** The kind of values that a type stands for, where that has keywords of its own. */
export function classOfType(type: JsonValue): KeywordClass | undefined {
  switch (type) {
    case 'integer':
      return 'number';
    case 'number':
    case 'string':
    case 'array':
    case 'object':
      return type;
    default:
      return undefined;
  }
}

/** Whether a schema has keywords for another kind of values than those of its one type. */
export function hasStrangers(schema: JsonObject, type: string): boolean {
  const own = classOfType(type);
  for (const key of Object.keys(schema)) {
    const other = CLASS_OF.get(key);
    if (other !== undefined && other !== own) return true;
  }
  return false;
}

/** The keywords that combine schemas. */
export const COMBINATIONS: readonly Combination[] = ['allOf', 'anyOf', 'oneOf'];
/** Keywords that make a schema with a type more than that type. */
export const BESIDE_TYPE = [...COMBINATIONS, 'enum', 'const', 'not', 'if', 'then', 'else'];

/** All keywords that say what is allowed. */
export const PART_KEYWORDS: ReadonlySet<string> = new Set([
  ...CLASS_OF.keys(),
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
  return !hasAny(schema, MODERN.object.slice(1));
}
