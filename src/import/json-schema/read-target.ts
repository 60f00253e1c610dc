import { compact } from '../../model/build/compact.js';
import { listIn, type NormalSchema, schemasIn, textIn } from '../../model/foreign/json-schema-words.js';
import type { DraftTypeDef } from '../draft.js';
import { typeName } from '../names.js';
import { containsItself } from './circles.js';
import { flatten } from './flatten.js';
import { type Made, readMade } from './read-value.js';
import { isNameLike, noteLeftOut, type Reading, rawValue, strangeWords, type ValuePlace } from './reading.js';
import type { SchemaSet, Target } from './schema-set.js';
import type { SchemaValue } from './schema-value.js';
import { wordsOf } from './words.js';

/** What a reference leads to: a type with the name that it has there, or a plain value where a name would say nothing. */
export function readTarget(reading: Reading, key: string, place: ValuePlace): SchemaValue {
  const known = reading.targets.get(key);
  if (known) return known;
  const target = reading.set.target(key);
  if (!target) return { type: { kind: 'json' } };
  noteLeftOut(reading, target.schema, strangeWords(target.schema));
  const names = namesOfTarget(target, place);
  const value = containsItself(reading.set, key)
    ? readRecursive(reading, target, names)
    : readPlain(reading, target, names);
  reading.targets.set(key, value);
  return value;
}

function readPlain(reading: Reading, { schema }: Target, names: readonly string[]): SchemaValue {
  const made = madeOf(reading, schema, names);
  const [preferred = 'Type', ...hints] = names;
  const words = wordsOf(schema, preferred);
  if (!('definition' in made) && !deservesName(made)) return { ...words, ...made };
  const definition = { ...definitionOf(made), ...elementWords(words) };
  const name = reading.builder.type(preferred, definition, { hints, span: reading.set.spanOf(schema) });
  return { type: { kind: 'named', name }, ...(made.nullable && { nullable: true }) };
}

/** The name is needed within the definition already. */
function readRecursive(reading: Reading, { key, schema }: Target, names: readonly string[]): SchemaValue {
  const [preferred = 'Type', ...hints] = names;
  const slot = reading.builder.typeSlot(preferred, { hints, span: reading.set.spanOf(schema) });
  const flat = flatten(reading.set, schema);
  const nullable = 'schema' in flat && letsNullPass(reading.set, flat.schema);
  const value: SchemaValue = { type: { kind: 'named', name: slot.name }, ...(nullable && { nullable: true }) };
  reading.targets.set(key, value);
  const made = madeOf(reading, schema, names);
  slot.define({ ...definitionOf(made), ...elementWords(wordsOf(schema, preferred)) });
  return value;
}

function letsNullPass(set: SchemaSet, flat: NormalSchema): boolean {
  const types = Array.isArray(flat['type']) ? flat['type'] : [flat['type']];
  const branches = [...schemasIn(flat, 'anyOf'), ...schemasIn(flat, 'oneOf')];
  if (branches.some((branch) => isNullBehindRefs(set, branch))) return true;
  return types.includes('null') && (flat['enum'] === undefined || listIn(flat, 'enum').includes(null));
}

/** Of a branch nothing is known yet but what it says itself, and what plain references lead to. */
function isNullBehindRefs(set: SchemaSet, branch: NormalSchema, seen: readonly string[] = []): boolean {
  const { $ref: ref, type } = branch;
  if (type !== undefined) return Array.isArray(type) ? type.includes('null') : type === 'null';
  if (typeof ref !== 'string' || seen.includes(ref)) return false;
  return isNullBehindRefs(set, set.target(ref)?.schema ?? {}, [...seen, ref]);
}

function madeOf(reading: Reading, schema: NormalSchema, names: readonly string[]): Exclude<Made, { reason: string }> {
  const [name = 'Type'] = names;
  const place: ValuePlace = { what: `The type \`${name}\``, root: name, parent: '', name, names };
  const flat = flatten(reading.set, schema);
  // Each target is read once, so what is open around it may stand in it again.
  const { branches: _budget, ...others } = reading;
  const inner = { ...others, open: new Set<NormalSchema>() };
  const made = 'reason' in flat ? flat : readMade(inner, flat.schema, place);
  return 'reason' in made ? rawValue(reading, schema, place, made.reason) : made;
}

/** The definition of a type that holds a value. */
export function definitionOf(made: Exclude<Made, { reason: string }>): DraftTypeDef {
  if ('definition' in made) return made.definition;
  const { type, constraints } = made;
  if (type.kind === 'enum') return { shape: 'enum', values: type.values };
  return { shape: 'scalar', type, ...(constraints && { constraints }) };
}

/** The words that a definition has. */
export function elementWords({ summary, docs, comment, deprecated }: Omit<SchemaValue, 'type'>) {
  return compact({ summary, docs, comment, deprecated: deprecated && {} });
}

/** A name for a plain `string` or a list of something says no more than they do. */
function deservesName({ type, constraints }: SchemaValue): boolean {
  return (
    constraints !== undefined ||
    type.kind === 'enum' ||
    type.kind === 'decimal' ||
    (type.kind === 'json' && type.schema !== undefined)
  );
}

/** Names of files and keys that say nothing of what they hold. */
const EMPTY_NAMES = new Set(['schema', 'index', 'payload', 'definition', 'root', 'main', 'items', 'type']);

function namesOfTarget({ schema, name }: Target, { root }: ValuePlace): readonly string[] {
  const title = textIn(schema, 'title');
  const titled = title !== undefined && isNameLike(title) ? [typeName(title)] : [];
  const own = typeName(name);
  const isEmpty = EMPTY_NAMES.has(name.toLowerCase()) || /^\d+$/.test(name);
  const plain = isEmpty ? [...titled, `${root}${own}`] : [own, ...titled];
  return [...new Set([...plain, `${root}${own}`])];
}
