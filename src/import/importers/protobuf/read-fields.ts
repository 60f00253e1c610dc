import { jsonNameOf } from '../../../compat/schemas/protobuf/json-name.js';
import type { ProtoField } from '../../../compat/schemas/protobuf/proto-files.js';
import type { LockField, LockMessage, LockReserved } from '../../../generate/targets/protobuf/lock.js';
import { protoFieldName } from '../../../generate/targets/protobuf/names.js';
import { compact } from '../../../model/build/compact.js';
import type { JsonValue } from '../../../model/index.js';
import type { DraftField } from '../../draft.js';
import { importDiagnostic } from '../../messages.js';
import { fieldName, isFieldName } from '../../names.js';
import type { MessageDefinition } from './definitions.js';
import { enumValueOf } from './read-enum.js';
import { readFieldType } from './read-type.js';
import { leaveOut, type Reading, wordsFrom } from './reading.js';

/** The names of a message's fields in the catalog, those of JSON where they can be. */
export function fieldNames({ fields }: MessageDefinition): ReadonlyMap<ProtoField, string> {
  const taken = new Set<string>();
  const names = new Map<ProtoField, string>();
  for (const field of fields) {
    const wanted = isFieldName(field.jsonName) ? field.jsonName : fieldName(jsonNameOf(field.name));
    let name = wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}${count}`;
    taken.add(name);
    names.set(field, name);
  }
  return names;
}

/** The fields of a message, and the numbers that they have. `key` is the definition's in the lock. */
export function readFields(reading: Reading, definition: MessageDefinition, key: string): readonly DraftField[] {
  const names = fieldNames(definition);
  const fields = definition.fields.map((field) =>
    readField(reading, definition, field, names.get(field) ?? field.name),
  );
  reading.lock.messages.set(key, lockMessage(reading, definition, key, names));
  return fields;
}

/** What `x-oneof` says: fields of which no more than one is there, by the name of their oneof. */
export function oneofsOf(definition: MessageDefinition): Readonly<Record<string, JsonValue>> | undefined {
  const names = fieldNames(definition);
  const oneofs = new Map<string, string[]>();
  for (const field of definition.fields) {
    if (field.oneof === undefined) continue;
    oneofs.set(field.oneof, [...(oneofs.get(field.oneof) ?? []), names.get(field) ?? field.name]);
  }
  return oneofs.size === 0 ? undefined : { 'x-oneof': Object.fromEntries(oneofs) };
}

function readField(
  reading: Reading,
  { message, file }: MessageDefinition,
  field: ProtoField,
  name: string,
): DraftField {
  const { type, constraints, nullable, raw, wire } = readFieldType(reading, field);
  const what = `The field \`${message.name}.${field.name}\``;
  const { span } = field.place;
  if (raw !== undefined) reading.diagnostics.push(importDiagnostic('import-kept-raw', span, { what, reason: raw }));
  if (raw === undefined && wire === undefined) {
    leaveOut(
      reading,
      field,
      `The number of ${lower(what)}`,
      'it is a group, which proto3 cannot write; its field takes a new number',
    );
  }
  if (name !== field.jsonName) {
    const reason = isFieldName(field.jsonName)
      ? 'another field has that name'
      : 'a field of a catalog has no such name';
    reading.diagnostics.push(importDiagnostic('import-renamed', span, { from: field.jsonName, to: name, reason }));
  }
  const { summary, docs } = wordsFrom(reading.definitions.about(field));
  const options = field.extendee === undefined ? reading.definitions.optionsOf(file, field.fullName) : {};
  const isNullable = nullable === true && field.cardinality !== 'repeated' && field.cardinality !== 'map';
  return {
    name,
    type,
    ...compact({
      optional:
        field.cardinality === 'explicit' && (!isNullable || field.oneof !== undefined) ? (true as const) : undefined,
      nullable: isNullable ? (true as const) : undefined,
      constraints: type.kind === 'list' || type.kind === 'map' ? undefined : constraints,
      summary,
      docs,
      default: defaultOf(reading, field),
      deprecated: options['deprecated'] === true ? (true as const) : undefined,
    }),
  };
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** The value that readers take where the field is not there. */
function defaultOf(reading: Reading, field: ProtoField): JsonValue | undefined {
  const { default: given, type } = field;
  if (given === undefined) return undefined;
  const { value } = given;
  if (type.kind === 'enum') return enumValueOf(reading.definitions, type.name, String(value));
  if (type.kind === 'bool') return Number(value) !== 0;
  if (type.kind === 'string')
    return new TextDecoder().decode(Uint8Array.from(String(value), (sign) => sign.charCodeAt(0)));
  if (type.kind === 'bytes') return btoa(String(value));
  const number = Number(value);
  if (Number.isFinite(number) && (typeof value !== 'bigint' || Number.isSafeInteger(number))) return number;
  leaveOut(reading, field, `The default of \`${field.name}\``, 'it is no number that a catalog can have');
  return undefined;
}

function lockMessage(
  reading: Reading,
  definition: MessageDefinition,
  key: string,
  names: ReadonlyMap<ProtoField, string>,
): LockMessage {
  const { message, fields } = definition;
  const jsonNames = new Set<string>();
  const entries = fields.flatMap((field): readonly LockField[] => {
    const { wire } = readFieldType(reading, field);
    if (wire === undefined) return [];
    const catalogName = names.get(field) ?? field.name;
    // In proto2 two fields may have one name in JSON; proto3 refuses that.
    const hasOwnName = !jsonNames.has(jsonNameOf(field.name));
    jsonNames.add(jsonNameOf(field.name));
    return [
      {
        field: catalogName,
        number: field.number,
        type: wire,
        ...(hasOwnName && protoFieldName(catalogName) !== field.name && { name: field.name }),
        ...(hasOwnName && catalogName !== field.jsonName && { json: field.jsonName }),
        ...(field.oneof !== undefined && { oneof: field.oneof }),
      },
    ];
  });
  const lost = fields.filter((field) => readFieldType(reading, field).wire === undefined);
  return {
    of: key,
    fields: entries,
    reserved: [
      ...lost.map(({ number }): LockReserved => ({ number })),
      ...message.reserved.ranges.map(rangeOf),
      ...outside(message.extensionRanges, entries),
      ...message.reserved.names.map((name): LockReserved => ({ name })),
    ],
  };
}

function rangeOf({ start, end }: { readonly start: number; readonly end: number }): LockReserved {
  return start === end ? { number: start } : { number: start, to: end };
}

/** Numbers for extensions, without those of extensions that are fields now. */
function outside(
  ranges: readonly { readonly start: number; readonly end: number }[],
  fields: readonly LockField[],
): readonly LockReserved[] {
  const numbers = fields.map(({ number }) => number).sort((a, b) => a - b);
  return ranges.flatMap(({ start, end }) => {
    const parts: LockReserved[] = [];
    let from = start;
    for (const number of numbers.filter((one) => start <= one && one <= end)) {
      if (from < number) parts.push(rangeOf({ start: from, end: number - 1 }));
      from = number + 1;
    }
    return from <= end ? [...parts, rangeOf({ start: from, end })] : parts;
  });
}
