import { assertionsOf, isList, type NormalSchema } from '../../model/foreign/json-schema-words.js';
import type { DraftType, DraftTypeDef } from '../draft.js';
import { flatten } from './flatten.js';
import { readArray } from './read-array.js';
import { readChoice } from './read-choice.js';
import { readNumber } from './read-number.js';
import { readObject } from './read-object.js';
import { readOptions } from './read-options.js';
import { readString } from './read-string.js';
import { readTarget } from './read-target.js';
import { namesFor, noteLeftOut, type Reading, rawValue, strangeWords, type ValuePlace } from './reading.js';
import type { SchemaValue } from './schema-value.js';
import { fieldWords } from './words.js';

/** Deeper than this nothing is read that a person wrote. */
const MOST_LEVELS = 64;

/** What a schema says of a value. What no type can say stays a raw schema. */
export function readValue(reading: Reading, schema: NormalSchema, place: ValuePlace): SchemaValue {
  const words = fieldWords(schema, place.name);
  noteLeftOut(reading, schema, strangeWords(schema));
  const ref = schema['$ref'];
  if (typeof ref === 'string' && assertionsOf(schema).length === 1)
    return { ...readTarget(reading, ref, place), ...words };
  return { ...readJoined(reading, schema, place), ...words };
}

/** A schema that is joined with itself comes back here without end: only what a plain reference leads to has a name. */
function readJoined(reading: Reading, schema: NormalSchema, place: ValuePlace): SchemaValue {
  const { open } = reading;
  if (open.has(schema) || open.size > MOST_LEVELS)
    return rawValue(reading, schema, place, 'it contains itself, joined with more each time');
  open.add(schema);
  const flat = flatten(reading.set, schema);
  const value =
    'reason' in flat ? rawValue(reading, schema, place, flat.reason) : readFlat(reading, flat.schema, schema, place);
  open.delete(schema);
  return value;
}

/** The same of a schema without `$ref` and `allOf`; `written` is what is kept where it says too much. */
function readFlat(reading: Reading, flat: NormalSchema, written: NormalSchema, place: ValuePlace): SchemaValue {
  const made = readMade(reading, flat, place);
  if ('reason' in made) return rawValue(reading, written, place, made.reason);
  if (!('definition' in made)) return made;
  const [preferred = place.name, ...hints] = namesFor(flat, place);
  const name = reading.builder.type(preferred, made.definition, {
    hints,
    short: place.name,
    span: reading.set.spanOf(written),
  });
  return { type: { kind: 'named', name }, ...(made.nullable && { nullable: true }) };
}

/** What is made of a schema: a value, a definition that wants a name, or neither. */
export type Made =
  | SchemaValue
  | { readonly definition: DraftTypeDef; readonly nullable?: true }
  /** Why no type can say it, to follow "is kept as a raw schema:". */
  | { readonly reason: string };

const EVERY_TYPE = ['object', 'array', 'string', 'number', 'boolean', 'null'];
const WITH_BRANCHES = ['not', 'if'];

/** Reads a schema without `$ref` and `allOf`. */
export function readMade(reading: Reading, flat: NormalSchema, place: ValuePlace): Made {
  const branch = WITH_BRANCHES.find((keyword) => flat[keyword] !== undefined);
  if (branch !== undefined) return { reason: `\`${branch}\` has no counterpart in types` };
  if (flat['anyOf'] !== undefined || flat['oneOf'] !== undefined) return readChoice(reading, flat, place);
  const types = typesOf(reading, flat, place);
  if (types === undefined) {
    if (assertionsOf(flat).length === 0) return { type: JSON_TYPE };
    return { reason: 'it has no `type`' };
  }
  const nullable = types.includes('null') && (flat['enum'] === undefined || enumOf(flat).includes(null));
  const others = types.filter((type) => type !== 'null');
  if (nullable && EVERY_TYPE.every((type) => types.includes(type)) && assertionsOf(flat).length === 1) {
    return { type: JSON_TYPE };
  }
  const [only] = others;
  if (only === undefined) return { reason: 'it is always null' };
  const read =
    others.length === 1 ? readOne(reading, flat, only, place) : readSeveralTypes(reading, flat, others, place);
  if ('reason' in read || !nullable) return read;
  return 'definition' in read ? { ...read, nullable: true } : orNull(read);
}

/** Lets null pass too; what may be anything lets it pass already. */
export function orNull(value: SchemaValue): SchemaValue {
  return value.type.kind === 'json' && value.type.schema === undefined ? value : { ...value, nullable: true };
}

/** Each type is read by itself: a keyword says nothing of values of other types than its own. */
function readSeveralTypes(reading: Reading, flat: NormalSchema, types: readonly string[], place: ValuePlace): Made {
  if (flat['enum'] !== undefined) return { reason: `it is a value of several types: ${types.join(', ')}` };
  const wide = types.includes('number') ? types.filter((type) => type !== 'integer') : types;
  const options = wide.map((type) => ({ flat: onlyOf(flat, type) }));
  return readOptions(reading, options, place);
}

const KEYWORDS_OF: Readonly<Record<string, readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding', 'contentMediaType'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains', 'unevaluatedItems'],
  object: [
    ...['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties', 'required'],
    ...['minProperties', 'maxProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'],
  ],
};

function onlyOf(flat: NormalSchema, type: string): NormalSchema {
  const own = KEYWORDS_OF[type === 'integer' ? 'number' : type] ?? [];
  const others = new Set(Object.values(KEYWORDS_OF).flat());
  const kept = Object.entries(flat).filter(([keyword]) => own.includes(keyword) || !others.has(keyword));
  return { ...Object.fromEntries(kept), type };
}

const JSON_TYPE: DraftType = { kind: 'json' };

function readOne(reading: Reading, flat: NormalSchema, type: string, place: ValuePlace): Made {
  switch (type) {
    case 'object':
      return enumOr(flat, () => readObject(reading, flat, place));
    case 'array':
      return enumOr(flat, () => readArray(reading, flat, place));
    case 'string':
      return readString(reading, flat);
    case 'integer':
    case 'number':
      return enumOr(flat, () => readNumber(reading, flat, type));
    case 'boolean':
      return readBoolean(flat);
    default:
      return { reason: `\`${type}\` is no type of JSON Schema` };
  }
}

function enumOr(flat: NormalSchema, read: () => Made): Made {
  return flat['enum'] === undefined ? read() : { reason: 'its values are listed, and are no texts' };
}

function readBoolean(flat: NormalSchema): Made {
  const values = enumOf(flat).filter((value) => typeof value === 'boolean');
  if (flat['enum'] !== undefined && values.length < 2) return { reason: 'its values are listed, and are no texts' };
  return { type: { kind: 'primitive', name: 'boolean' } };
}

function enumOf(flat: NormalSchema): readonly unknown[] {
  return isList(flat['enum']) ? flat['enum'] : [];
}

/** The types of a schema; of one that names none, those that its other words are about. */
function typesOf(reading: Reading, flat: NormalSchema, place: ValuePlace): readonly string[] | undefined {
  const { type } = flat;
  if (type !== undefined) {
    const types = (isList(type) ? type : [type]).filter((name): name is string => typeof name === 'string');
    return types.includes('number') ? types.filter((name) => name !== 'integer') : [...new Set(types)];
  }
  if (flat['enum'] !== undefined) return [...new Set(enumOf(flat).map(typeOfValue))];
  const about = [...new Set(assertionsOf(flat).map((keyword) => TYPE_OF_KEYWORD[keyword] ?? ''))];
  const [only] = about;
  if (only === undefined || only === '' || about.length > 1) return undefined;
  reading.builder.assumed(place.what, only, reading.set.spanOf(flat));
  return [only];
}

function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const TYPE_OF_KEYWORD: Readonly<Record<string, string>> = Object.fromEntries([
  ...[
    ...['properties', 'required', 'additionalProperties', 'patternProperties', 'propertyNames', 'minProperties'],
    ...['maxProperties', 'dependentRequired', 'dependentSchemas'],
  ].map((keyword) => [keyword, 'object']),
  ...['items', 'prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems'].map((keyword) => [keyword, 'array']),
  ...['minLength', 'maxLength', 'pattern', 'format', 'contentEncoding'].map((keyword) => [keyword, 'string']),
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].map((keyword) => [keyword, 'number']),
]);
