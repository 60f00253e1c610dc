import type { NamedType, ProtoEnum, ProtoField, ProtoFiles, ProtoType, ScalarKind } from '../proto-files.js';
import { type Check, type Finding, fieldTitle, type Pair, type ProtobufRule, places, WIRE, WIRE_JSON } from './rule.js';

/** Fields whose type changes: some types share their bytes, fewer share their JSON too. */
export const FIELD_TYPES: readonly ProtobufRule[] = [
  {
    id: 'FIELD_WIRE_COMPATIBLE_TYPE',
    levels: WIRE,
    on: 'field',
    check: sameGroup(
      [
        ['int32', 'int64', 'uint32', 'uint64', 'bool'],
        ['sint32', 'sint64'],
        ['fixed32', 'sfixed32'],
        ['fixed64', 'sfixed64'],
      ],
      [['bytes', 'string']],
      'bytes',
    ),
  },
  {
    id: 'FIELD_WIRE_JSON_COMPATIBLE_TYPE',
    levels: WIRE_JSON,
    on: 'field',
    check: sameGroup(
      [
        ['int32', 'uint32'],
        ['int64', 'uint64'],
        ['fixed32', 'sfixed32'],
        ['fixed64', 'sfixed64'],
      ],
      [],
      'bytes or JSON',
    ),
  },
];

type Kinds = readonly ScalarKind[];

/** Kinds of one group read each other; of a `widened` pair, the first reads the second. */
function sameGroup(
  groups: readonly Kinds[],
  widened: readonly (readonly [ScalarKind, ScalarKind])[],
  what: string,
): Check<ProtoField> {
  const groupOf = new Map<string, string>(groups.flatMap((kinds) => kinds.map((kind) => [kind, kinds.join()])));
  const extra = new Set(widened.map((pair) => pair.join()));
  return function* check(pair, files) {
    const { reader, writer } = { reader: pair.reader.type, writer: pair.writer.type };
    if (isNamed(reader) && isNamed(writer) && sameForm(reader, writer)) {
      if (!sameDefinition(reader, writer, files)) yield otherType(pair, what);
      return;
    }
    const one = groupOf.get(reader.kind) ?? reader.kind;
    const other = groupOf.get(writer.kind) ?? writer.kind;
    if (one !== other && !extra.has(`${reader.kind},${writer.kind}`)) yield otherType(pair, what);
  };
}

function isNamed(type: ProtoType): type is NamedType {
  return 'name' in type;
}

/** What is not at hand may be anything that has a name. */
function sameForm(one: NamedType, other: NamedType): boolean {
  return one.kind === other.kind || one.kind === 'unknown' || other.kind === 'unknown';
}

/** The same name; an enum may also move to another place if its values come along. */
function sameDefinition(reader: NamedType, writer: NamedType, files: Pair<ProtoFiles>): boolean {
  if (reader.name === writer.name) return true;
  const known = files.reader.enums.get(reader.name);
  const written = files.writer.enums.get(writer.name);
  return known !== undefined && written !== undefined && holds(known, written);
}

function holds(reader: ProtoEnum, writer: ProtoEnum): boolean {
  if (shortName(reader) !== shortName(writer)) return false;
  const numbers = new Map(reader.values.map((value) => [value.name, value.number]));
  return writer.values.every((value) => numbers.get(value.name) === value.number);
}

function shortName(definition: ProtoEnum): string {
  return definition.name.slice(definition.name.lastIndexOf('.') + 1);
}

function otherType(pair: Pair<ProtoField>, what: string): Finding {
  const { reader, writer } = pair;
  return {
    message: `${fieldTitle(reader)} is ${typeText(reader.type)} here and ${typeText(writer.type)} on the writer's side, which are written in different ${what}.`,
    help: `Leave field ${reader.number} as it was and add a field of the new type with a number of its own beside it.`,
    ...places(pair),
  };
}

function typeText(type: ProtoType): string {
  if (!isNamed(type)) return `\`${type.kind}\``;
  const kind = type.kind === 'unknown' ? '' : `${type.kind} `;
  return `${kind}\`${type.name}\``;
}
