import type { ProtoField, ProtoFiles, ProtoMessage } from '../../../../compat/schemas/protobuf/proto-files.js';

/** Two sets of files, and the messages of both that are to be one on the wire. */
export interface Wires {
  readonly source: ProtoFiles;
  readonly made: ProtoFiles;
}

/** Where two messages, or what they are made of, differ on the wire. Groups have no form in proto3 and are left out. */
export function wireDifferences(
  wires: Wires,
  source: string,
  made: string,
  seen = new Set<string>(),
): readonly string[] {
  if (seen.has(`${source} ${made}`)) return [];
  seen.add(`${source} ${made}`);
  const [from, to] = [wires.source.messages.get(source), wires.made.messages.get(made)];
  if (!from || !to) return [`${source} is missing as ${made}`];
  const fields = new Map(to.fields.map((field) => [field.number, field]));
  const own = [...from.fields, ...[...wires.source.extensions.values()].filter(({ extendee }) => extendee === source)];
  const differing = own.filter(isWritten(wires)).flatMap((field) => {
    const other = fields.get(field.number);
    if (!other) return [`${source}.${field.name} is missing`];
    return [...fieldDifferences(wires, field, other, seen), ...oneofDifferences(from, field, to, other)];
  });
  const free = from.reserved.ranges.filter(({ start, end }) =>
    to.fields.some(({ number }) => start <= number && number <= end),
  );
  return [...differing, ...free.map(({ start }) => `${source} has ${start} reserved`)];
}

function isWritten({ source }: Wires) {
  return ({ type }: ProtoField) => {
    const value = type.kind === 'message' && source.messages.get(type.name)?.isMapEntry;
    return type.kind !== 'group' && (!value || source.messages.get(type.name)?.fields[1]?.type.kind !== 'group');
  };
}

function fieldDifferences(wires: Wires, field: ProtoField, other: ProtoField, seen: Set<string>): readonly string[] {
  const what = `${field.fullName} as ${other.fullName}`;
  if (field.type.kind !== other.type.kind) return [`${what}: ${field.type.kind}, ${other.type.kind}`];
  const presence = (one: ProtoField) => (one.cardinality === 'required' ? 'implicit' : one.cardinality);
  const isMessage = field.type.kind === 'message';
  const differs = presence(field) !== presence(other) && !(isMessage && field.cardinality === 'required');
  const cardinality = differs ? [`${what}: ${field.cardinality}, ${other.cardinality}`] : [];
  if (!('name' in field.type) || !('name' in other.type)) return cardinality;
  if (field.type.kind === 'enum') return [...cardinality, ...enumDifferences(wires, field.type.name, other.type.name)];
  if (field.type.name.startsWith('google.'))
    return field.type.name === other.type.name ? cardinality : [`${what}: ${other.type.name}`];
  return [...cardinality, ...wireDifferences(wires, field.type.name, other.type.name, seen)];
}

function enumDifferences({ source, made }: Wires, from: string, to: string): readonly string[] {
  if (from === to) return [];
  const numbers = new Set(made.enums.get(to)?.values.map(({ number }) => number));
  const lost = source.enums.get(from)?.values.filter(({ number }) => !numbers.has(number)) ?? [];
  return lost.map(({ name }) => `${from}.${name} is missing in ${to}`);
}

function oneofDifferences(
  from: ProtoMessage,
  field: ProtoField,
  to: ProtoMessage,
  other: ProtoField,
): readonly string[] {
  const numbers = (message: ProtoMessage, one: ProtoField) =>
    one.oneof === undefined
      ? [one.number]
      : message.fields
          .filter(({ oneof, type }) => oneof === one.oneof && type.kind !== 'group')
          .map(({ number }) => number);
  const [a, b] = [numbers(from, field).sort().join(), numbers(to, other).sort().join()];
  return a === b || field.extendee !== undefined ? [] : [`${field.fullName} is in a oneof of ${a}, and of ${b}`];
}
