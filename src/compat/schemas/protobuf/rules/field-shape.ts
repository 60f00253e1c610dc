import { defaultOf, sameDefault } from '../default-value.js';
import type { ProtoCardinality, ProtoField, ProtoMessage } from '../proto-files.js';
import { BOTH, type Check, fieldTitle, type Pair, type ProtobufRule, places, WIRE, WIRE_JSON } from './rule.js';

/** Fields that come more or less often, move into or out of a oneof, or mean something else where they are absent. */
export const FIELD_SHAPE: readonly ProtobufRule[] = [
  { id: 'FIELD_WIRE_COMPATIBLE_CARDINALITY', levels: WIRE, on: 'field', check: sameCardinality(true) },
  { id: 'FIELD_WIRE_JSON_COMPATIBLE_CARDINALITY', levels: WIRE_JSON, on: 'field', check: sameCardinality(false) },
  { id: 'FIELD_SAME_ONEOF', levels: BOTH, on: 'field', check: checkOneof },
  { id: 'FIELD_SAME_DEFAULT', levels: BOTH, on: 'field', check: checkDefault },
  { id: 'MESSAGE_SAME_REQUIRED_FIELDS', levels: BOTH, on: 'message', check: checkRequired },
];

const CARDINALITY_TEXT: Readonly<Record<ProtoCardinality, string>> = {
  explicit: 'single',
  implicit: 'single',
  required: 'required',
  repeated: 'repeated',
  map: 'a map',
};

/** On the wire a map is its repeated entries; in JSON it is an object. */
function sameCardinality(mapIsRepeated: boolean): Check<ProtoField> {
  const textOf = ({ cardinality }: ProtoField) =>
    mapIsRepeated && cardinality === 'map' ? CARDINALITY_TEXT.repeated : CARDINALITY_TEXT[cardinality];
  return function* check(pair) {
    const { reader, writer } = pair;
    if (textOf(reader) === textOf(writer)) return;
    yield {
      message: `${fieldTitle(reader)} is ${CARDINALITY_TEXT[reader.cardinality]} here and ${CARDINALITY_TEXT[writer.cardinality]} on the writer's side.`,
      help: `Leave field ${reader.number} as it was and add a field with a number of its own beside it.`,
      ...places(pair),
    };
  };
}

function* checkOneof(pair: Pair<ProtoField>): ReturnType<Check<ProtoField>> {
  const { reader, writer } = pair;
  if (reader.extendee !== undefined || reader.oneof === writer.oneof) return;
  const where = (oneof: string | undefined) => (oneof === undefined ? 'in no oneof' : `in oneof \`${oneof}\``);
  yield {
    message: `${fieldTitle(reader)} is ${where(reader.oneof)} here and ${where(writer.oneof)} on the writer's side, so that a value may be dropped when another one of the oneof comes.`,
    help: `Leave field ${reader.number} where it was and add a field with a number of its own in the place you want.`,
    ...places(pair),
  };
}

function* checkDefault(pair: Pair<ProtoField>, files: Parameters<Check<ProtoField>>[1]): ReturnType<Check<ProtoField>> {
  const { reader, writer } = pair;
  if (!canHaveDefault(reader) || !canHaveDefault(writer)) return;
  const here = defaultOf(reader, files.reader.enums);
  const there = defaultOf(writer, files.writer.enums);
  if (sameDefault(reader, writer, here, there)) return;
  yield {
    message: `${fieldTitle(reader)} means \`${here.text}\` here where it is absent, and \`${there.text}\` on the writer's side.`,
    help: 'Keep the default, which is part of what was written, and let the code that reads the field choose another value.',
    ...places(pair),
  };
}

function canHaveDefault({ cardinality, type }: ProtoField): boolean {
  const isList = cardinality === 'repeated' || cardinality === 'map';
  return !isList && (type.kind === 'enum' || !('name' in type));
}

/** Only fields with the word `required`: what editions ask for by a feature shows in the cardinality of the field. */
function* checkRequired(pair: Pair<ProtoMessage>): ReturnType<Check<ProtoMessage>> {
  const { reader, writer } = pair;
  const needed = new Map(reader.fields.filter((field) => field.labelled).map((field) => [field.number, field]));
  const sent = new Map(writer.fields.filter((field) => field.labelled).map((field) => [field.number, field]));
  const help = 'Make the field `optional` on both sides first, and check in the code that it is there.';
  for (const field of sent.values()) {
    if (needed.has(field.number)) continue;
    const message = `${fieldTitle(field)} of \`${reader.name}\` is required on the writer's side and not here: what is written without it cannot be read there.`;
    yield { message, help, reader: reader.place, writer: field.place };
  }
  for (const field of needed.values()) {
    if (sent.has(field.number)) continue;
    const message = `${fieldTitle(field)} of \`${reader.name}\` is required here and not on the writer's side: what is written without it cannot be read.`;
    yield { message, help, reader: field.place, writer: writer.place };
  }
}
