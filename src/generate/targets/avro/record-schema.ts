import type { Field, JsonValue } from '../../../model/index.js';
import { generateDiagnostic } from '../../messages.js';
import { type AvroNode, type AvroSchema, withNull } from './avro-schema.js';
import { type AvroWriter, distinctNames } from './avro-writer.js';
import { avroDefault, encodedDefault } from './default-value.js';
import { avroName } from './names.js';
import { rawSchema } from './raw-schema.js';
import { typeSchema } from './type-schema.js';
import { tagsAttribute } from './union-tags.js';

/** A record under `name`, which the writer has noted before, so that its fields may refer to it. */
export function recordSchema(writer: AvroWriter, name: string, fields: readonly Field[]): AvroNode {
  const spans = new Map(fields.map((field) => [field.name, field.nameSpan]));
  const ownSpan = fields[0]?.nameSpan ?? { file: '', start: 0, end: 0 };
  const texts = fields.map((field) => field.name);
  const names = distinctNames(writer, texts, avroName, (text) => spans.get(text) ?? ownSpan);
  const kept = fields.filter((field) => names.has(field.name));
  return { type: 'record', name, fields: kept.map((field) => fieldSchema(writer, name, field, names)) };
}

/** An Avro field; one that may be absent is a union with `null` and has a default, so that older data can be read. */
function fieldSchema(writer: AvroWriter, record: string, field: Field, names: ReadonlyMap<string, string>): object {
  const name = names.get(field.name) ?? avroName(field.name);
  const place = { path: `${record}_${name}`, span: field.typeSpan };
  const plain =
    field.avro === undefined ? typeSchema(writer, field.type, place) : rawSchema(writer, field.avro, place.span);
  const value = defaultOf(writer, field);
  const canBeNull = field.optional || field.nullable || field.type.kind === 'nullable';
  const type: AvroSchema = canBeNull ? withNull(plain, value === undefined || value === null) : plain;
  const aliases = aliasesOf(field, name, new Set(names.values()));
  return {
    name,
    ...(field.summary !== undefined && { doc: field.summary }),
    type,
    ...(field.avro === undefined && tagsAttribute(writer, field.type)),
    ...(value !== undefined && { default: value }),
    ...(aliases.length > 0 && { aliases }),
    ...(name !== field.name && { field: field.name }),
  };
}

/** The default as Avro writes it; `null` for an absent optional field, undefined for none. */
function defaultOf(writer: AvroWriter, field: Field): JsonValue | undefined {
  const absent = field.optional ? null : undefined;
  if (field.default === undefined) return absent;
  if (field.default === null) return field.optional || field.nullable ? null : absent;
  const value =
    field.avro === undefined
      ? avroDefault(writer.catalog, field.type, field.default)
      : encodedDefault(field.avro, writer.catalog, field.type, field.default);
  if (value !== undefined) return value;
  writer.diagnostics.push(generateDiagnostic('avro-default-dropped', field.nameSpan, { field: field.name }));
  return absent;
}

function aliasesOf(field: Field, name: string, taken: ReadonlySet<string>): readonly string[] {
  const old = field.renamedFrom === undefined ? field.aliases : [field.renamedFrom, ...field.aliases];
  return [...new Set(old.map(avroName))].filter((alias) => alias !== name && !taken.has(alias));
}
