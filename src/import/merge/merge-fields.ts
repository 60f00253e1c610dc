import { addToMap, type Edits, setValue } from '../../edit/index.js';
import { entryOf, type MapNode, type Node, toValue } from '../../language/node.js';
import type { Catalog, Field } from '../../model/index.js';
import type { JsonValue } from '../../model/type.js';
import type { DraftField } from '../draft.js';
import { type Body, fieldsBody, typeBody } from '../yaml/field-body.js';
import { sameType, saysTheSame } from './same-meaning.js';

/** One change of a definition, for whoever has to make it by hand. */
export interface Change {
  readonly what: string;
  readonly edits: Edits;
  /** Nothing changes: a person described here what the source only has a raw schema for. */
  readonly described?: true;
}

/** What a person says of a field, and so is only added where it is missing. */
const WORDS = new Set(['summary', 'docs', 'pii', 'secret', 'deprecated', 'aliases', 'default']);

/** What is said of one type and means nothing, or something else, for another one. */
const OF_TYPE = new Set([
  ...[
    'type',
    'items',
    'schema',
    'avro',
    'optional',
    'nullable',
    'default',
    'min',
    'max',
    'exclusiveMin',
    'exclusiveMax',
  ],
  ...['multipleOf', 'minLength', 'maxLength', 'pattern', 'format', 'unique', 'keyPattern'],
]);

/** Brings a map of fields up to date with the source. Fields that only the catalog has stay. */
export function mergeFields(
  catalog: Catalog,
  node: Node | undefined,
  mine: readonly Field[],
  source: readonly DraftField[],
): readonly Change[] {
  const known = new Map(mine.map((field) => [field.name, field]));
  const bodies = fieldsBody(source);
  const changes: Change[] = [];
  const added: Record<string, JsonValue> = Object.create(null);
  for (const field of source) {
    const body = bodies[field.name] ?? 'json';
    const other = known.get(field.name);
    if (!other) added[field.name] = body;
    else if (node?.kind === 'map') changes.push(...mergeField(catalog, node, other, field, body));
  }
  if (node && Object.keys(added).length > 0)
    changes.push({ what: `the fields ${Object.keys(added).join(', ')}`, edits: addToMap(catalog.texts, node, added) });
  return changes;
}

function mergeField(
  catalog: Catalog,
  fields: MapNode,
  mine: Field,
  source: DraftField,
  body: JsonValue,
): readonly Change[] {
  const written = entryOf(fields, mine.name)?.value;
  const what = `the field ${mine.name}`;
  const same = saysTheSame(catalog, mine, source);
  if (!same && isRaw(source) && mine.type.kind !== 'json') return [{ what, edits: [], described: true }];
  const long: Body = typeof body === 'string' ? { type: body } : (body as Body);
  if (written?.kind !== 'map') {
    const words = Object.keys(long).filter((key) => WORDS.has(key));
    if (same && words.length === 0) return [];
    // A name that a person gave the type stays, where it means the same.
    const kept = same && written?.kind === 'scalar' ? { type: written.text, ...pick(long, words) } : body;
    return [{ what, edits: setValue(catalog.texts, fields, mine.name, kept) }];
  }
  if (!sameType(catalog, mine.type, source.type)) {
    const kept = written.entries.filter(({ key }) => !OF_TYPE.has(key.text));
    const words = Object.fromEntries(kept.map((entry) => [entry.key.text, toValue(entry.value) as JsonValue]));
    return [{ what, edits: setValue(catalog.texts, fields, mine.name, { ...long, ...words }) }];
  }
  const changes: Change[] = [];
  const missing: Record<string, JsonValue> = {};
  const set = (key: string, value: JsonValue) =>
    changes.push({ what, edits: setValue(catalog.texts, written, key, value) });
  for (const [key, value] of Object.entries(same ? pick(long, [...WORDS]) : withFlags(long, written, source))) {
    const entry = entryOf(written, key);
    if (!entry) missing[key] = value;
    else if (!WORDS.has(key) && toValue(entry.value) !== value) set(key, value);
  }
  if (Object.keys(missing).length > 0) changes.push({ what, edits: addToMap(catalog.texts, written, missing) });
  return changes;
}

function isRaw({ type }: DraftField): boolean {
  return type.kind === 'json' && (type.schema !== undefined || type.avro !== undefined);
}

/** Where `optional` or `nullable` stands as a key of its own, it goes on to do so, and the type has no mark. */
function withFlags(long: Body, written: MapNode, source: DraftField): Body {
  const flags = (['optional', 'nullable'] as const).filter((flag) => entryOf(written, flag));
  if (flags.length === 0 || typeof long['type'] !== 'string') return long;
  const marks = { ...source };
  for (const flag of flags) delete marks[flag];
  const plain = Object.fromEntries(flags.map((flag) => [flag, source[flag] === true]));
  return { ...long, ...typeBody(source.type, marks), ...plain };
}

function pick(body: Body, keys: readonly string[]): Body {
  return Object.fromEntries(keys.flatMap((key) => (body[key] === undefined ? [] : [[key, body[key]]])));
}
