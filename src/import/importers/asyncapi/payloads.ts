import type { Node } from '../../../language/node.js';
import type { DraftPayload } from '../../draft.js';
import { readJsonSchemaPayload, type SchemaPayload } from '../../json-schema/read-json-schema.js';
import { readAvroPayload } from './avro-payload.js';
import { dataOf, follow, type Located, part, textIn } from './located.js';
import type { ApiMessage } from './model.js';
import type { Reading } from './read-document.js';
import type { JsonMap } from './values.js';

/** The payload of a message, with the words about it and what has to be kept beside it. */
export interface ReadPayload extends Omit<SchemaPayload, 'payload'> {
  readonly payload: DraftPayload;
  readonly extensions: JsonMap;
}

/** Schemas that the reader of JSON Schema knows, by their media types. */
const DIALECTS: readonly (readonly [
  RegExp,
  'draft-07' | 'draft-06' | 'draft-04' | '2019-09' | '2020-12' | 'openapi-3.0',
])[] = [
  [/^application\/vnd\.aai\.asyncapi/, 'draft-07'],
  [/^application\/vnd\.oai\.openapi.*version=3\.1/, '2020-12'],
  [/^application\/vnd\.oai\.openapi/, 'openapi-3.0'],
  [/^application\/schema\+(?:json|yaml).*version=draft-0?4/, 'draft-04'],
  [/^application\/schema\+(?:json|yaml).*version=draft-0?6/, 'draft-06'],
  [/^application\/schema\+(?:json|yaml).*version=(?:draft-)?2019-09/, '2019-09'],
  [/^application\/schema\+(?:json|yaml).*version=(?:draft-)?2020-12/, '2020-12'],
  [/^application\/schema\+(?:json|yaml)/, 'draft-07'],
];

const AVRO = /^application\/(?:vnd\.apache\.)?avro\b/;

/** Reads a message's payload in the language that its `schemaFormat` names. */
export function readPayload(reading: Reading, message: ApiMessage, name: string): ReadPayload {
  const { format, schema } = schemaOf(reading, message);
  if (!schema || isNull(schema)) return { payload: { kind: 'fields', fields: [] }, extensions: {} };
  const found = follow(reading.context, schema);
  if ('reason' in found) return keptReference(reading, name, found.reference, found.reason, found.at.node);
  const dialect = format === undefined ? 'draft-07' : DIALECTS.find(([pattern]) => pattern.test(format))?.[1];
  const { context, builder } = reading;
  if (dialect !== undefined) {
    const { node, root, file } = schema;
    return { ...readJsonSchemaPayload(builder, { node, root, file, context, name, dialect }), extensions: {} };
  }
  const isAvro = AVRO.test(format ?? '');
  const record = isAvro ? readAvroPayload(reading, found, name) : undefined;
  if (record) return { ...record, extensions: {} };
  const reason = isAvro ? 'it is no record' : `\`${format}\` is no schema that can be read here`;
  return keptForeign(reading, name, format ?? '', found, reason);
}

function isNull({ node }: Located): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** In version 3 the format stands with the schema, in version 2 beside the payload. */
function schemaOf({ context }: Reading, { place, traits }: ApiMessage) {
  const payload = part(place, 'payload');
  const found = payload && follow(context, payload);
  const multi =
    found && !('reason' in found) && part(found, 'schema') && textIn(found, 'schemaFormat') ? found : undefined;
  if (multi) return { format: textIn(multi, 'schemaFormat'), schema: part(multi, 'schema') };
  const formats = [place, ...traits.toReversed()].flatMap((one) => textIn(one, 'schemaFormat') ?? []);
  return { format: formats[0], schema: payload };
}

function keptReference(reading: Reading, name: string, reference: string, reason: string, node: Node): ReadPayload {
  reading.builder.keptRaw(`The payload of \`${name}\``, `its schema is \`${reference}\`, and ${reason}`, node.span);
  return { payload: { kind: 'schema', schema: {} }, extensions: { 'x-schema': { ref: reference } } };
}

/** A schema that no payload can be, as it was, so that a person can write it anew. */
function keptForeign(
  reading: Reading,
  name: string,
  schemaFormat: string,
  place: Located,
  reason: string,
): ReadPayload {
  reading.builder.keptRaw(`The payload of \`${name}\``, reason, place.node.span);
  const schema = place.node.kind === 'scalar' ? place.node.text : JSON.stringify(dataOf(place));
  return { payload: { kind: 'schema', schema: {} }, extensions: { 'x-schema': { schemaFormat, schema } } };
}
