import { compact } from '../../model/build/compact.js';
import { assertionsOf, isNever, isObject, type NormalSchema, numberIn } from '../../model/foreign/json-schema-words.js';
import type { DraftType } from '../draft.js';
import { bounded } from './read-number.js';
import { type Made, readValue } from './read-value.js';
import { namesFor, type Reading, type ValuePlace } from './reading.js';
import type { SchemaValue } from './schema-value.js';

/** An array whose items all have one type. */
export function readArray(reading: Reading, flat: NormalSchema, place: ValuePlace): Made {
  if (flat['prefixItems'] !== undefined) return { reason: 'it is a tuple' };
  const other = ['contains', 'unevaluatedItems'].find((keyword) => flat[keyword] !== undefined);
  if (other !== undefined) return { reason: `\`${other}\` has no counterpart in types` };
  const { items } = flat;
  if (isObject(items) && isNever(items)) return { reason: 'it is always empty' };
  const inner = { ...place, what: `An item of ${lowered(place.what)}`, name: singular(place.name) };
  const minItems = numberIn(flat, 'minItems');
  const constraints = compact({
    minLength: minItems === 0 ? undefined : minItems,
    maxLength: numberIn(flat, 'maxItems'),
    unique: flat['uniqueItems'] === true ? (true as const) : undefined,
  });
  const type = isObject(items) ? itemType(reading, items, inner) : ({ kind: 'json' } as const);
  return { type: { kind: 'list', items: type }, ...bounded(constraints) };
}

/** The type of an item of a list or a value of a map. It has no bounds of its own there, so with bounds it gets a name. */
export function itemType(reading: Reading, schema: NormalSchema, place: ValuePlace): DraftType {
  if (assertionsOf(schema).length === 0) return { kind: 'json' };
  const value = readValue(reading, schema, place);
  const type = value.constraints ? namedScalar(reading, value, schema, place) : value.type;
  return value.nullable ? { kind: 'nullable', inner: type } : type;
}

function namedScalar(reading: Reading, value: SchemaValue, schema: NormalSchema, place: ValuePlace): DraftType {
  const [preferred = place.name, ...hints] = namesFor(schema, place);
  const { type, constraints, summary, docs } = value;
  const definition = { shape: 'scalar' as const, type, ...compact({ constraints, summary, docs }) };
  return {
    kind: 'named',
    name: reading.builder.type(preferred, definition, { hints, short: place.name, span: reading.set.spanOf(schema) }),
  };
}

function lowered(what: string): string {
  return what.slice(0, 1).toLowerCase() + what.slice(1);
}

/** `lines` is `line`, `entries` is `entry`; what is no plural gets `Item` behind it. */
export function singular(name: string): string {
  if (/[^aeiou]ies$/i.test(name)) return name.replace(/ies$/i, 'y');
  if (/(s|x|z|ch|sh)es$/i.test(name)) return name.slice(0, -2);
  if (/[^su]s$/i.test(name) && name.length > 3) return name.slice(0, -1);
  return `${name}_item`;
}
