import type { Field } from '../../../model/index.js';
import type { LockField } from './lock.js';
import { defaultJsonName, NameScope, protoTypeName } from './names.js';
import { type NumberedField, numberFields, type WantedField } from './number-fields.js';
import type { ProtoEnum, ProtoField, ProtoMessage } from './proto-file.js';
import { type ElementShape, type FieldShape, fieldShape, isMessage } from './shape.js';
import { wireTypeOf } from './wire-type.js';
import { writeEnum } from './write-enum.js';
import { earlierAt, type Place, takeValueNames, type Writing } from './writing.js';

/** A field of the message with what is said about it. */
export interface NotedField extends WantedField {
  readonly notes: readonly string[];
  readonly deprecated: boolean;
}

export interface WantedMessage {
  readonly fields: readonly NotedField[];
  readonly notes: readonly string[];
  readonly deprecated: boolean;
  /** Set where the name follows from the key. */
  readonly id?: string;
}

type Nested = Extract<ElementShape, { base: string }>;

/** A message with its numbers, which are noted in the lock, and the types that are made for its fields. */
export function writeMessage(writing: Writing, place: Place, wanted: WantedMessage): ProtoMessage {
  const { fields, reserved } = numberFields(earlierAt(writing.earlier.messages, place), wanted.fields);
  const nested = nestedPlaces(writing, place, wanted.fields, fields);
  const near = new Set(
    [...place.near, ...nested.values()].map((inner) => (typeof inner === 'string' ? inner : inner.name)),
  );
  const values = new NameScope();
  takeValueNames(values, knownEnums(writing, nested));
  const definitions = wanted.fields.flatMap(({ field, shape }) => {
    const inner = nested.get(field);
    return inner && 'base' in shape.element ? writeNested(writing, { ...inner, near }, shape.element, values) : [];
  });
  const entries = fields.map(lockEntry);
  const as = wanted.id === undefined || protoTypeName(wanted.id) !== place.name ? { as: place.name } : {};
  writing.messages.set(place.key, { of: place.key, ...as, fields: entries, reserved });
  return {
    kind: 'message',
    name: place.name,
    notes: wanted.notes,
    deprecated: wanted.deprecated,
    fields: wanted.fields.flatMap((field, index) => {
      const numbered = fields[index];
      return numbered ? protoField(writing, { ...place, near }, field, numbered, nested.get(field.field)?.name) : [];
    }),
    nested: definitions,
    reserved,
  };
}

/** The fields of a record, as they are wanted in a message. */
export function recordFields(writing: Writing, fields: readonly Field[]): readonly NotedField[] {
  return fields.map((field) => {
    const shape = fieldShape(writing.catalog, field.type, field.nullable, protoTypeName(field.name));
    return {
      field: field.name,
      shape,
      optional: shape.label === 'one' && (field.optional || (field.nullable && standsForNull(shape))),
      ...(field.renamedFrom !== undefined && { renamedFrom: field.renamedFrom }),
      notes: field.summary === undefined ? [] : [field.summary],
      deprecated: field.deprecated,
    };
  });
}

/** Whether null is a message that is not there; a wrapper says so by its name. */
function standsForNull(shape: FieldShape): boolean {
  const { element } = shape;
  const isWrapper = element.kind === 'message' || (element.kind === 'scalar' && element.name.endsWith('Value'));
  return isMessage(shape) && !isWrapper;
}

function lockEntry({ field, number, type, name, json, oneof }: NumberedField): LockField {
  return {
    field,
    number,
    type,
    ...(name !== undefined && { name }),
    ...(json !== undefined && { json }),
    ...(oneof !== undefined && { oneof }),
  };
}

/** Where the types that are made for fields stand, by field; those that were there keep their names. */
function nestedPlaces(
  writing: Writing,
  place: Place,
  wanted: readonly WantedField[],
  numbered: readonly NumberedField[],
): ReadonlyMap<string, Place> {
  const scope = new NameScope();
  scope.take(place.name, place.key);
  for (const { label, protoName } of wanted.map((field, at) => ({
    label: field.shape.label,
    protoName: numbered[at]?.protoName ?? '',
  }))) {
    // Protobuf makes a message of this name for the entries of a map.
    if (label === 'map') scope.take(`${protoTypeName(defaultJsonName(protoName))}Entry`, protoName);
  }
  const places = wanted.flatMap(({ field, shape }, index) => {
    if (!('base' in shape.element)) return [];
    const names = [field, numbered[index]?.formerly ?? field];
    const [key = '', ...formerKeys] = [place.key, ...place.formerKeys].flatMap((around) =>
      names.map((name) => `${around}.${name}`),
    );
    const bare: Place = { key, formerKeys, name: shape.element.base, near: place.near, imports: place.imports };
    const { earlier } = writing;
    const known = shape.element.kind === 'enum' ? earlierAt(earlier.enums, bare) : earlierAt(earlier.messages, bare);
    return [{ field, bare, known: known?.as }];
  });
  for (const { bare, known } of places) if (known !== undefined) scope.take(known, bare.key);
  return new Map(
    places.map(({ field, bare, known }) => [field, { ...bare, name: known ?? scope.claim(bare.name, bare.key) }]),
  );
}

function knownEnums(writing: Writing, nested: ReadonlyMap<string, Place>) {
  return [...nested.values()].flatMap((place) => {
    const entry = earlierAt(writing.earlier.enums, place);
    return entry ? [{ name: place.name, entry }] : [];
  });
}

function writeNested(writing: Writing, place: Place, element: Nested, values: NameScope): ProtoMessage | ProtoEnum {
  for (const former of place.formerKeys) forget(writing, place.key, former);
  if (element.kind === 'enum') {
    return writeEnum(writing, place, { values: element.values, notes: [], deprecated: false }, values);
  }
  if (element.kind === 'record') {
    return writeMessage(writing, place, {
      fields: recordFields(writing, element.fields),
      notes: [],
      deprecated: false,
    });
  }
  const fields = element.fields.map(({ name, shape, optional }) => {
    return { field: name, shape, optional: optional && shape.label === 'one', notes: [], deprecated: false };
  });
  return writeMessage(writing, place, { fields, notes: [], deprecated: false });
}

/** An entry of a field that has another name now moves with it; that of another message stays where it is. */
function forget(writing: Writing, key: string, former: string): void {
  const around = (name: string) => name.slice(0, name.lastIndexOf('.'));
  if (former === key || around(former) !== around(key)) return;
  writing.messages.delete(former);
  writing.enums.delete(former);
}

function protoField(
  writing: Writing,
  place: Place,
  wanted: NotedField,
  numbered: NumberedField,
  nestedName: string | undefined,
): ProtoField {
  const { protoName, number, jsonName, oneof } = numbered;
  const mark = wanted.optional && oneof === undefined ? 'optional ' : '';
  return {
    name: protoName,
    number,
    type: `${mark}${typeText(writing, place, numbered.type, wanted.shape, nestedName)}`,
    ...(jsonName !== undefined && { jsonName }),
    deprecated: wanted.deprecated,
    notes: wanted.notes,
    ...(oneof !== undefined && { oneof }),
  };
}

function typeText(
  writing: Writing,
  place: Place,
  type: string,
  shape: FieldShape,
  nestedName: string | undefined,
): string {
  const { label, key, element } = wireTypeOf(type);
  const name = elementText(writing, place, element, shape.element, nestedName);
  if (label === 'one') return name;
  return label === 'repeated' ? `repeated ${name}` : `map<${key ?? 'string'}, ${name}>`;
}

function elementText(
  writing: Writing,
  place: Place,
  type: string,
  element: ElementShape,
  nestedName: string | undefined,
): string {
  if (type.startsWith('google.protobuf.')) return ownType(writing, place, type);
  if (element.kind === 'scalar') return type;
  if (element.kind !== 'named') return nestedName ?? element.base;
  const name = writing.names.get(`type ${element.id}`) ?? protoTypeName(element.id);
  place.imports.add('types');
  return place.near.has(name) ? `.${writing.package}.${name}` : name;
}

const FILES: Readonly<Record<string, string>> = {
  Any: 'any',
  Duration: 'duration',
  FieldMask: 'field_mask',
  ListValue: 'struct',
  NullValue: 'struct',
  Struct: 'struct',
  Timestamp: 'timestamp',
  Value: 'struct',
};

/** A type of Protobuf's own; where the package has a part `google` of its own, the name has to begin at the root. */
function ownType(writing: Writing, place: Place, type: string): string {
  const name = type.slice('google.protobuf.'.length);
  place.imports.add(`google/protobuf/${FILES[name] ?? 'wrappers'}.proto`);
  return writing.package.split('.').slice(1).includes('google') ? `.${type}` : type;
}
