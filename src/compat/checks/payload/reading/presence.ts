import { avroDefault } from '../../../../generate/targets/avro/default-value.js';
import type { Catalog, Field } from '../../../../model/index.js';
import type { ClosedSides } from '../../../change.js';
import { breaks, type Ruling, risks } from '../../../check.js';
import { type OneWay, sidesOf, type Way } from './way.js';

/** A field that the reader has and the writer has never heard of. */
export function onlyAtReader(way: Way, field: Field, closed: ClosedSides): OneWay {
  return {
    json: missingInJson(way, field),
    'json-schema': addedToSchema(way, field, sidesOf(way, closed.from, closed.to).writer),
    avro: missingInAvro(way, field),
    protobuf: field.optional ? undefined : zeroInProtobuf(way, field),
  };
}

/** A field that the writer writes and the reader does not have. */
export function onlyAtWriter(way: Way, field: Field, closed: ClosedSides): OneWay {
  const { words } = way;
  const { reader } = sidesOf(way, closed.from, closed.to);
  const json = reader
    ? breaks(`${words.reader} lets no other field pass in this record, so it refuses \`${field.name}\`.`)
    : undefined;
  const typescript = breaks(`${words.code} reads \`${field.name}\`, which ${words.types} do not have.`);
  return { json, 'json-schema': goneFromSchema(way, field, reader), typescript };
}

/** A field that the reader asks for and the writer may leave out. */
export function optionalAtWriter(way: Way, reader: Field, writer: Field): OneWay {
  const { words } = way;
  const avro = breaks(
    `${words.reader} cannot take the \`null\` that stands for a missing \`${reader.name}\` in Avro; a default does not help, as the field itself is there.`,
  );
  return {
    json: missingInJson(way, reader),
    'json-schema': requiredInSchema(way, reader),
    avro: canBeNullInAvro(reader) || !canBeNullInAvro(writer) ? undefined : avro,
    protobuf: zeroInProtobuf(way, reader),
  };
}

/** A field that the reader can do without and the writer always writes. */
export function optionalAtReader({ words }: Way, field: Field): OneWay {
  const reason = `${words.code} takes \`${field.name}\` as always there, and it may be \`undefined\` in ${words.types}.`;
  return { typescript: breaks(reason) };
}

function missingInJson({ words }: Way, field: Field): Ruling | undefined {
  if (field.optional || field.default !== undefined) return undefined;
  return breaks(`${words.reader} misses \`${field.name}\` in ${words.written}, and has no default for it.`);
}

function requiredInSchema(way: Way, field: Field): Ruling | undefined {
  const { profile, words } = way;
  if (field.optional || (profile !== 'sound' && field.default !== undefined)) return undefined;
  const because = field.default === undefined ? '' : ' (to a JSON Schema a default is a note, which fills nothing in)';
  return breaks(`${words.schema} requires \`${field.name}\`, which ${words.written} may lack${because}.`);
}

function addedToSchema(way: Way, field: Field, closed: boolean): Ruling | undefined {
  const { profile, openObjects, words } = way;
  const required = requiredInSchema(way, field);
  if (required || !openObjects || closed || profile === 'confluent-lenient') return required;
  const reason = `${words.schema} says what \`${field.name}\` may be, and the other one lets pass any value under that name, as its objects are open`;
  return profile === 'sound' ? risks(`${reason}.`) : breaks(`${reason}; Confluent's strict rules refuse that.`);
}

function goneFromSchema({ profile, openObjects, words }: Way, field: Field, closed: boolean): Ruling | undefined {
  if ((openObjects && !closed) || profile === 'confluent-lenient') return undefined;
  return breaks(`${words.schema} lets no field pass that it does not know, so it refuses \`${field.name}\`.`);
}

function missingInAvro({ reader, words }: Way, field: Field): Ruling | undefined {
  if (field.optional || hasAvroDefault(reader, field)) return undefined;
  return breaks(
    `${words.reader} cannot fill \`${field.name}\`, as ${words.written} have none and there is no default.`,
  );
}

function zeroInProtobuf({ words }: Way, field: Field): Ruling {
  return risks(
    `${words.reader} reads zero (or an empty text) for a \`${field.name}\` that ${words.written} lack, and cannot tell it from a real one: Protobuf has no required fields and no defaults of its own.`,
  );
}

/** Whether a field is a union with `null` in Avro. */
export function canBeNullInAvro(field: Field): boolean {
  return field.optional || field.nullable;
}

/** Whether the Avro schema has a default for a field; some values cannot be written there. */
export function hasAvroDefault(catalog: Catalog, field: Field): boolean {
  if (field.default === undefined) return field.optional;
  if (field.default === null) return canBeNullInAvro(field);
  return field.optional || avroDefault(catalog, field.type, field.default) !== undefined;
}
