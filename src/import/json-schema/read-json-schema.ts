import type { Node } from '../../language/node.js';
import { isList, isObject, type NormalSchema } from '../../model/foreign/json-schema-words.js';
import type { DraftBuilder } from '../draft-builder.js';
import type { ImportContext } from '../importer.js';
import { typeName } from '../names.js';
import { flatten } from './flatten.js';
import { fieldsOf } from './read-object.js';
import { definitionOf, elementWords } from './read-target.js';
import { readMade, readValue } from './read-value.js';
import { noteLeftOut, type Reading, rawValue, readingOf, strangeWords, type ValuePlace } from './reading.js';
import type { SchemaPayload, SchemaValue } from './schema-value.js';
import { sliceOf } from './slice.js';
import { wordsOf } from './words.js';

export type { SchemaPayload, SchemaValue, SchemaWords } from './schema-value.js';

/** A JSON Schema in a document: a file of its own, or a place in an AsyncAPI or OpenAPI document. */
export interface SchemaSource {
  /** The schema; a node of `root`. */
  readonly node: Node;
  /** The whole document of `file`: where `#/...` starts. */
  readonly root: Node;
  readonly file: string;
  readonly context: ImportContext;
  /** What the value is called (`OrderPlaced`): nested objects without a better name are called after it. */
  readonly name: string;
  /** Words of the schema that the caller has read itself: `self`, `version`. */
  readonly taken?: readonly string[];
  /** Of an older major of a message: what its types are called where the newest has others (`OrderPlacedV1`). */
  readonly older?: string;
  /** Read where the schema has no `$schema`. `openapi-3.0` has `nullable`, `example` and boolean exclusive bounds. */
  readonly dialect?: 'draft-04' | 'draft-06' | 'draft-07' | '2019-09' | '2020-12' | 'openapi-3.0';
}

/**
 * Reads a schema of one value. Nested objects become named types of the builder; what the language cannot say is kept as a
 * raw schema at the finest grain and told by the builder.
 */
export function readJsonSchema(builder: DraftBuilder, source: SchemaSource): SchemaValue {
  const { reading, schema, place } = opened(builder, source, `The value \`${source.name}\``);
  return readValue(reading, schema, place);
}

/** Reads a schema of a whole message: an object becomes fields, anything else a raw schema, which is told. */
export function readJsonSchemaPayload(builder: DraftBuilder, source: SchemaSource): SchemaPayload {
  const { reading, schema, place } = opened(builder, source, `The payload of \`${source.name}\``);
  noteLeftOut(
    reading,
    schema,
    strangeWords(schema).filter((word) => !source.taken?.includes(word)),
  );
  const flat = flatten(reading.set, schema);
  const words = wordsOf('schema' in flat ? flat.schema : schema, source.name);
  const read = 'reason' in flat ? flat : payloadFields(reading, withoutNull(reading, flat.schema), place);
  if (!('reason' in read)) return { payload: { kind: 'fields', ...read }, ...words };
  builder.keptRaw(place.what, read.reason, reading.set.spanOf(schema));
  return { payload: { kind: 'schema', schema: sliceOf(reading.set, schema) }, ...words };
}

/** A message always has a payload, so that its object may be null as well has no place. */
function withoutNull({ builder, set }: Reading, flat: NormalSchema): NormalSchema {
  const { type } = flat;
  if (!isList(type) || type.length !== 2 || !type.includes('object') || !type.includes('null')) return flat;
  builder.leftOut('That the whole may be `null`', 'the payload of a message is an object', set.spanOf(flat));
  return { ...flat, type: 'object' };
}

function payloadFields(reading: Reading, flat: NormalSchema, { what, name, older }: ValuePlace) {
  const type = flat['type'] ?? 'object';
  if (type !== 'object') return { reason: 'it is no object' };
  const branch = ['anyOf', 'oneOf', 'not', 'if', 'enum'].find((keyword) => flat[keyword] !== undefined);
  if (branch !== undefined) return { reason: `\`${branch}\` has no counterpart in fields` };
  const rest = flat['additionalProperties'];
  if (flat['properties'] === undefined && isObject(rest) && Object.keys(rest).length > 0 && rest['not'] === undefined)
    return { reason: 'its properties have no names' };
  if (flat['type'] === undefined) reading.builder.assumed(what, 'object', reading.set.spanOf(flat));
  const read = fieldsOf(reading, flat, { root: name, older, name });
  if ('reason' in read) return read;
  const trap = read.fields.find((field) => field.name === '$ref') ?? onlyField(read.fields);
  return trap ? { reason: `\`${trap.name}\` as the name of a field would be read as something else` } : read;
}

/** A payload of one field `schema` or `avro` would be read as a schema. */
function onlyField<T extends { readonly name: string }>(fields: readonly T[]): T | undefined {
  const [only] = fields;
  return fields.length === 1 && only && (only.name === 'schema' || only.name === 'avro') ? only : undefined;
}

/** Reads a schema as a type of its own, such as one of `components/schemas`, and returns its name in the draft. */
export function readJsonSchemaType(builder: DraftBuilder, source: SchemaSource): string {
  const { reading, schema, place } = opened(builder, source, `The type \`${source.name}\``);
  noteLeftOut(reading, schema, strangeWords(schema));
  const named = { ...place, parent: '', names: [typeName(source.name)] };
  const flat = flatten(reading.set, schema);
  const made = 'reason' in flat ? flat : readMade(reading, flat.schema, named);
  const kept = 'reason' in made ? rawValue(reading, schema, named, made.reason) : made;
  const definition = { ...definitionOf(kept), ...elementWords(wordsOf(schema, source.name)) };
  return builder.type(source.name, definition, { span: source.node.span });
}

function opened(builder: DraftBuilder, source: SchemaSource, what: string) {
  const reading = readingOf(builder, source.context);
  const name = typeName(source.name);
  const place: ValuePlace = { what, root: name, older: source.older, parent: name, name };
  return { reading, schema: reading.set.open(source), place };
}
