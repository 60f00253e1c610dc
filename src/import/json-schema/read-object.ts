import { compact } from '../../model/build/compact.js';
import {
  assertionsOf,
  entriesIn,
  isNever,
  isObject,
  listIn,
  type NormalSchema,
  numberIn,
} from '../../model/foreign/json-schema-words.js';
import type { Constraints } from '../../model/type.js';
import { compilePattern } from '../../model/values/match-pattern.js';
import type { DraftField } from '../draft.js';
import { isFieldName } from '../names.js';
import { defaultFor } from './default-value.js';
import { itemType } from './read-array.js';
import { bounded } from './read-number.js';
import { type Made, readValue } from './read-value.js';
import { fieldPlace, namesFor, noteLeftOut, type Reading, type ValuePlace } from './reading.js';
import type { SchemaValue } from './schema-value.js';

/** The fields of an object, or why it has none. */
export type Fields = { readonly fields: readonly DraftField[]; readonly closed?: true } | { readonly reason: string };

/** An object with properties is a record with a name, one without is a map. */
export function readObject(reading: Reading, flat: NormalSchema, place: ValuePlace): Made {
  if (!isRecord(flat)) return readMap(reading, flat, place);
  const [name = place.name] = namesFor(flat, place);
  const read = fieldsOf(reading, flat, { root: place.root, older: place.older, name });
  return 'reason' in read ? read : { definition: { shape: 'record', ...read } };
}

/** Whether an object has fields of its own. */
export function isRecord(flat: NormalSchema): boolean {
  const rest = flat['additionalProperties'];
  if (entriesIn(flat, 'properties').length > 0 || listIn(flat, 'required').length > 0) return true;
  return isObject(rest) && isNever(rest) && flat['patternProperties'] === undefined;
}

/** The fields of an object schema without `$ref` and `allOf`. */
export function fieldsOf(
  reading: Reading,
  flat: NormalSchema,
  names: Pick<ValuePlace, 'root' | 'older' | 'name'>,
): Fields {
  const refused = refusalOf(flat);
  if (refused !== undefined) return { reason: refused };
  const rest = flat['additionalProperties'];
  const closed = isObject(rest) && isNever(rest);
  const required = new Set(listIn(flat, 'required'));
  const properties = new Map(entriesIn(flat, 'properties'));
  for (const name of required) if (typeof name === 'string' && !properties.has(name)) properties.set(name, {});
  const fields = [...properties].map(([name, schema]) => {
    const place = fieldPlace(names, names.name, name);
    return fieldFrom(reading, name, readValue(reading, schema, place), schema, required.has(name));
  });
  return { fields, ...(closed && { closed: true }) };
}

/** A field of a record, from what its schema says. A default that its type does not let pass is left out. */
function fieldFrom(
  reading: Reading,
  name: string,
  value: SchemaValue,
  schema: NormalSchema,
  required: boolean,
): DraftField {
  const { examples, comment: _comment, default: written, ...rest } = value;
  const fallback = written === undefined ? undefined : defaultFor(reading.builder, value, written);
  if (examples) noteLeftOut(reading, schema, ['examples']);
  if (written !== undefined && fallback === undefined) noteLeftOut(reading, schema, ['default']);
  return { name, ...rest, ...(fallback !== undefined && { default: fallback }), ...(!required && { optional: true }) };
}

/** Why an object cannot be a record. Looked at first, so that nothing is made of one that then stays raw. */
export function refusalOf(flat: NormalSchema): string | undefined {
  const other = ['patternProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'].find(
    (keyword) => flat[keyword] !== undefined,
  );
  if (other !== undefined) return `\`${other}\` has no counterpart in fields`;
  const rest = flat['additionalProperties'];
  const closed = isObject(rest) && isNever(rest);
  if (isObject(rest) && !closed && assertionsOf(rest).length > 0) return 'it says what properties beside its own are';
  const properties = new Map(entriesIn(flat, 'properties'));
  const required = listIn(flat, 'required').filter((name): name is string => typeof name === 'string');
  const names = [...properties.keys(), ...required];
  const odd = names.find((name) => !isFieldName(name));
  if (odd !== undefined) return `\`${odd}\` cannot be the name of a field`;
  const missing = required.find((name) => !properties.has(name));
  if (closed && missing !== undefined) return `it requires \`${missing}\` and lets no such property pass`;
  const never = [...properties].find(([, schema]) => isNever(schema));
  if (never) return `it lets no property \`${never[0]}\` pass`;
  return countRefusal(flat, required.length, closed ? properties.size : Infinity);
}

function countRefusal(flat: NormalSchema, least: number, most: number): string | undefined {
  if ((numberIn(flat, 'minProperties') ?? 0) > least) return '`minProperties` has no counterpart in types';
  return (numberIn(flat, 'maxProperties') ?? Infinity) < most
    ? '`maxProperties` has no counterpart in types'
    : undefined;
}

function readMap(reading: Reading, flat: NormalSchema, place: ValuePlace): Made {
  const other = ['dependentRequired', 'dependentSchemas'].find((keyword) => flat[keyword] !== undefined);
  if (other !== undefined) return { reason: `\`${other}\` has no counterpart in types` };
  const counted = countRefusal(flat, 0, Infinity);
  if (counted !== undefined) return { reason: counted };
  const keyed = keysOf(flat);
  if ('reason' in keyed) return keyed;
  const { keyPattern, values } = keyed;
  const inner = {
    ...place,
    what: `A value of ${place.what.slice(0, 1).toLowerCase()}${place.what.slice(1)}`,
    name: `${place.name}_value`,
  };
  const type = { kind: 'map' as const, values: itemType(reading, values, inner) };
  return { type, ...bounded(compact({ keyPattern })) };
}

interface Keyed {
  readonly values: NormalSchema;
  readonly keyPattern?: string;
}

/** One pattern beside which no other key is let pass is a map of such keys. */
function keysOf(flat: NormalSchema): Keyed | { readonly reason: string } {
  const patterns = entriesIn(flat, 'patternProperties');
  const rest = isObject(flat['additionalProperties']) ? flat['additionalProperties'] : {};
  const names = isObject(flat['propertyNames']) ? flat['propertyNames'] : {};
  const namePattern = names['pattern'];
  const isPlain = assertionsOf(names).every(
    (keyword) => keyword === 'pattern' || (keyword === 'type' && names['type'] === 'string'),
  );
  if (!isPlain) return { reason: '`propertyNames` says more than a pattern' };
  const [only] = patterns;
  if (!only) return withPattern(rest, typeof namePattern === 'string' ? namePattern : undefined);
  if (patterns.length > 1) return { reason: 'it has several `patternProperties`' };
  if (namePattern !== undefined && namePattern !== only[0]) return { reason: 'it has two patterns of keys' };
  const [pattern, values] = only;
  const every = EVERY_KEY.has(pattern);
  if (!every && !isNever(rest)) return { reason: 'properties that match no pattern may be there too' };
  return withPattern(values, every ? undefined : pattern);
}

const EVERY_KEY = new Set(['', '.*', '^.*$', '^', '^.*']);

function withPattern(values: NormalSchema, keyPattern: string | undefined): Keyed | { readonly reason: string } {
  if (keyPattern === undefined) return { values };
  if (!compilePattern(keyPattern)) return { reason: 'its pattern of keys is no regular expression with the `u` flag' };
  const constraints: Constraints = { keyPattern };
  return { values, ...constraints };
}
