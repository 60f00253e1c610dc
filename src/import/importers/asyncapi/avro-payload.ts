import type { SchemaPayload } from '../../json-schema/read-json-schema.js';
import { collectNamedSchemas } from '../avro/named-schemas.js';
import { readRecord } from '../avro/read-record.js';
import { type Located, textIn } from './located.js';
import type { Reading } from './read-document.js';

/** A record in Avro as the fields of a payload; undefined for what is no record, which no payload can be. */
export function readAvroPayload({ builder }: Reading, place: Located, name: string): SchemaPayload | undefined {
  const { node, file } = place;
  const names = collectNamedSchemas([{ file, node }]);
  const record = textIn(place, 'type') === 'record' ? names.at(node) : undefined;
  if (!record) return undefined;
  const reading = { builder, names, types: new Map(), messages: new Set([record]) };
  const fields = readRecord(reading, { file, namespace: record.namespace, path: name }, node);
  const summary = textIn(place, 'doc');
  return { ...(summary !== undefined && { summary }), payload: { kind: 'fields', fields } };
}
