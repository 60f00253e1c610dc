import type { ProtoEnum, ProtoField, ProtoMessage } from '../proto-files.js';
import { type Check, fieldTitle, type Pair, type ProtobufRule, places, WIRE_JSON } from './rule.js';

/** What only the JSON form of a message depends on: names, and whether there is an agreed JSON form at all. */
export const JSON_NAMES: readonly ProtobufRule[] = [
  { id: 'FIELD_SAME_NAME', levels: WIRE_JSON, on: 'field', check: checkName },
  { id: 'FIELD_SAME_JSON_NAME', levels: WIRE_JSON, on: 'field', check: checkJsonName },
  { id: 'MESSAGE_SAME_JSON_FORMAT', levels: WIRE_JSON, on: 'message', check: checkFormat },
  { id: 'ENUM_SAME_JSON_FORMAT', levels: WIRE_JSON, on: 'enum', check: checkFormat },
];

function* checkName(pair: Pair<ProtoField>): ReturnType<Check<ProtoField>> {
  const { reader, writer } = pair;
  const [here, there] = reader.extendee === undefined ? [reader.name, writer.name] : [reader.fullName, writer.fullName];
  if (here === there) return;
  yield {
    message: `Field ${reader.number} is named \`${here}\` here and \`${there}\` on the writer's side, and JSON may hold either name.`,
    help: `Keep the name \`${there}\`, or leave the field and add one of the new name with a number of its own.`,
    ...places(pair),
  };
}

function* checkJsonName(pair: Pair<ProtoField>): ReturnType<Check<ProtoField>> {
  const { reader, writer } = pair;
  if (reader.extendee !== undefined || reader.jsonName === writer.jsonName) return;
  yield {
    message: `${fieldTitle(reader)} is \`${reader.jsonName}\` in JSON here and \`${writer.jsonName}\` on the writer's side.`,
    help: `Put \`[json_name = "${writer.jsonName}"]\` on the field.`,
    ...places(pair),
  };
}

function* checkFormat(pair: Pair<ProtoMessage | ProtoEnum>): ReturnType<Check<ProtoMessage & ProtoEnum>> {
  const { reader, writer } = pair;
  if (writer.jsonFormat !== 'ALLOW' || reader.jsonFormat === 'ALLOW') return;
  yield {
    message: `\`${reader.name}\` has an agreed JSON form on the writer's side and none here (\`${reader.jsonFormat}\`).`,
    help: 'Keep the syntax of the file, or take `features.json_format` out.',
    ...places(pair),
  };
}
