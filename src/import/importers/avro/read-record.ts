import { entryOf, type Node, nodeAt } from '../../../language/node.js';
import { compact } from '../../../model/build/compact.js';
import { flagAt, textAt, textsAt } from '../../../model/build/read.js';
import { defaultFromAvro } from '../../../model/foreign/avro-default.js';
import type { DraftField } from '../../draft.js';
import { defaultFor } from '../../json-schema/default-value.js';
import { importDiagnostic } from '../../messages.js';
import { type AvroPlace, type AvroReading, isNull, readSchema, schemaBehind } from './read-schema.js';

/** Attributes of a field that are read, and those that our own target writes. */
const KNOWN = new Set(['name', 'type', 'doc', 'default', 'aliases', 'pii', 'secret', 'field']);

/** The fields of a record; `place.path` is its name. */
export function readRecord(reading: AvroReading, place: AvroPlace, node: Node): readonly DraftField[] {
  const fields = nodeAt(node, 'fields');
  if (fields?.kind === 'list') {
    tellTwice(reading, place, fields.items);
    return fields.items.map((field) => readField(reading, place, field));
  }
  const problem = `the record \`${place.path}\` has no list of \`fields\``;
  reading.builder.report(importDiagnostic('import-unreadable', node.span, { file: place.file, problem }));
  return [];
}

function tellTwice({ builder }: AvroReading, { path, file }: AvroPlace, fields: readonly Node[]): void {
  const seen = new Set<string>();
  for (const field of fields) {
    const name = textAt(field, 'name') ?? '';
    const problem = `\`${path}\` has two fields \`${name}\``;
    if (seen.has(name)) builder.report(importDiagnostic('import-unreadable', field.span, { file, problem }));
    seen.add(name);
  }
}

/** A union with null whose default is null is a field that may be absent. */
function readField(reading: AvroReading, record: AvroPlace, node: Node): DraftField {
  const name = textAt(node, 'name') ?? '';
  const place = { ...record, path: `${record.path}.${name}` };
  const written = nodeAt(node, 'type') ?? node;
  const { type, nullable, constraints, avro } = readSchema(reading, place, written);
  const given = entryOf(node, 'default')?.value;
  const absent = nullable && given !== undefined && isNull(given);
  const made =
    given === undefined || absent ? undefined : defaultFromAvro(written, given, schemaBehind(reading, place));
  const value = made === undefined ? undefined : defaultFor(reading.builder, { type }, made);
  if (given !== undefined && !absent && value === undefined)
    reading.builder.leftOut(`The default of \`${place.path}\``, 'it does not fit the type', given.span);
  tellAttributes(reading, place, node);
  return {
    name: textAt(node, 'field') ?? name,
    type,
    ...compact({
      optional: absent ? (true as const) : undefined,
      nullable: nullable && !absent ? (true as const) : undefined,
      constraints,
      avro,
      summary: textAt(node, 'doc'),
      default: value,
      pii: flagAt(node, 'pii') ? (true as const) : undefined,
      secret: flagAt(node, 'secret') ? (true as const) : undefined,
      aliases: textsAt(node, 'aliases').length > 0 ? textsAt(node, 'aliases') : undefined,
    }),
  };
}

function tellAttributes({ builder }: AvroReading, place: AvroPlace, node: Node): void {
  for (const { key } of node.kind === 'map' ? node.entries : []) {
    if (KNOWN.has(key.text)) continue;
    builder.leftOut(`\`${key.text}\` of \`${place.path}\``, 'a field of a catalog has no such attribute', key.span);
  }
}
