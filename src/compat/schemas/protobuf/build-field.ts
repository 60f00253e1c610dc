import type protobuf from 'protobufjs';
import { type Building, type Scope, typeNamed } from './building.js';
import { readDefault } from './default-value.js';
import { withFeatures } from './features.js';
import { entryNameOf, jsonNameOf } from './json-name.js';
import { placeIn } from './parse-file.js';
import {
  type ProtoCardinality,
  type ProtoDefault,
  type ProtoField,
  type ProtoMessage,
  type ProtoType,
  SCALAR_KINDS,
  type ScalarKind,
} from './proto-files.js';
import { qualified } from './resolve-names.js';

const SCALARS: ReadonlySet<string> = new Set(SCALAR_KINDS);

/** Turns a field or an extension of the parser into ours. */
export function buildField(build: Building, field: protobuf.FieldBase, scope: Scope): ProtoField {
  const pointer = `${scope.pointer}/${field.name}`;
  const features = withFeatures(scope.features, field);
  const isMap = field instanceof build.parser.MapField;
  const type = isMap ? entryType(field, scope) : typeOf(build, field.type, scope, pointer);
  // A group is a message by name; only its field says that it is written in the other way.
  const isGroup = type.kind === 'message' && !isMap && (features.delimited || build.groups.has(pointer));
  const given = defaultGiven(build, type, pointer);
  const extendee = field.extend === undefined ? undefined : typeNamed(build, scope, field.extend, pointer).name;
  const oneof = field.partOf && !field.options?.['proto3_optional'] ? field.partOf.name : undefined;
  return {
    name: field.name,
    fullName: qualified(scope.name, field.name),
    number: field.id,
    jsonName: jsonNameSet(field) ?? jsonNameOf(field.name),
    type: isGroup ? { kind: 'group', name: type.name } : type,
    cardinality: isMap ? 'map' : cardinalityOf(field, type, features.presence),
    labelled: field.rule === 'required',
    ...(oneof !== undefined && { oneof }),
    ...(given && { default: given }),
    ...(extendee !== undefined && { extendee }),
    place: placeIn(build.file, pointer),
  };
}

/** The message that Protobuf makes up for the entries of a map. */
export function buildMapEntry(build: Building, field: protobuf.MapField, scope: Scope): ProtoMessage {
  const pointer = `${scope.pointer}/${field.name}`;
  const { name: fullName } = entryType(field, scope);
  const place = placeIn(build.file, pointer);
  const part = (name: string, number: number, type: ProtoType): ProtoField => {
    const known = { name, fullName: qualified(fullName, name), number, jsonName: name, type };
    return { ...known, cardinality: 'explicit', labelled: false, place };
  };
  return {
    name: `${scope.pointer.slice(1).replaceAll('/', '.')}.${entryNameOf(field.name)}`,
    fullName,
    fields: [
      part('key', 1, { kind: field.keyType as ScalarKind }),
      part('value', 2, typeOf(build, field.type, scope, pointer)),
    ],
    reserved: { ranges: [], names: [] },
    extensionRanges: [],
    jsonFormat: scope.features.jsonFormat,
    isMapEntry: true,
    place,
  };
}

function entryType(field: protobuf.FieldBase, scope: Scope): { readonly kind: 'message'; readonly name: string } {
  return { kind: 'message', name: qualified(scope.name, entryNameOf(field.name)) };
}

function typeOf(build: Building, name: string, scope: Scope, pointer: string): ProtoType {
  return SCALARS.has(name) ? { kind: name as ScalarKind } : typeNamed(build, scope, name, pointer);
}

function cardinalityOf(field: protobuf.FieldBase, type: ProtoType, presence: string): ProtoCardinality {
  if (field.repeated) return 'repeated';
  if (field.rule === 'required') return 'required';
  if (presence === 'LEGACY_REQUIRED') return 'required';
  const isTold = field.partOf !== null || field.extend !== undefined || type.kind === 'message';
  return isTold || presence === 'EXPLICIT' ? 'explicit' : 'implicit';
}

function jsonNameSet(field: protobuf.FieldBase): string | undefined {
  const set: unknown = field.options?.['json_name'];
  return typeof set === 'string' ? set : undefined;
}

function defaultGiven(build: Building, type: ProtoType, pointer: string): ProtoDefault | undefined {
  const tokens = build.file.outline.defaults.get(pointer);
  const text = tokens?.map((token) => token.text).join(' ');
  if (!tokens || text === undefined) return undefined;
  const value = type.kind === 'enum' ? text : readDefault(type.kind, tokens);
  return value === undefined ? undefined : { value, text };
}
