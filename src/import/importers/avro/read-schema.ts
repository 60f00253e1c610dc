import { type Node, nodeAt, toValue } from '../../../language/node.js';
import { compact } from '../../../model/build/compact.js';
import { itemsAt, numberAt, textAt, textOf, textsAt } from '../../../model/build/read.js';
import { AVRO_PRIMITIVES } from '../../../model/foreign/avro-names.js';
import { wholeAvro } from '../../../model/foreign/whole-avro.js';
import type { Constraints, JsonValue, Primitive } from '../../../model/type.js';
import type { DraftType } from '../../draft.js';
import type { DraftBuilder } from '../../draft-builder.js';
import { importDiagnostic } from '../../messages.js';
import type { NamedSchema, NamedSchemas } from './named-schemas.js';
import { readRecord } from './read-record.js';

/** What reading a schema depends on. */
export interface AvroReading {
  readonly builder: DraftBuilder;
  readonly names: NamedSchemas;
  /** Names in the draft of the named schemas that have been read, or are being read. */
  readonly types: Map<NamedSchema, string>;
  /** Records that are messages. */
  readonly messages: ReadonlySet<NamedSchema>;
}

/** Where a schema stands. */
export interface AvroPlace {
  readonly file: string;
  readonly namespace: string;
  /** What the value is called, for what is told and for names of what has none: `Order.total`. */
  readonly path: string;
}

/** What a schema says of a value. */
export interface AvroValue {
  readonly type: DraftType;
  readonly nullable: boolean;
  readonly constraints?: Constraints;
  /** How Avro writes it, where the type alone would give something else. */
  readonly avro?: JsonValue;
}

/** Logical types with the type they are, and what that is written as without a word about it. */
const LOGICAL: Readonly<Record<string, { readonly type: Primitive; readonly written?: string }>> = {
  uuid: { type: 'uuid', written: 'string' },
  date: { type: 'date', written: 'int' },
  'time-millis': { type: 'time' },
  'time-micros': { type: 'time', written: 'long' },
  'timestamp-millis': { type: 'timestamp' },
  'timestamp-micros': { type: 'timestamp', written: 'long' },
};

/** Reads a schema; what the language cannot say is kept as raw Avro and told. */
export function readSchema(reading: AvroReading, place: AvroPlace, node: Node): AvroValue {
  if (node.kind === 'list') return readUnion(reading, place, node);
  if (node.kind === 'scalar') return value(namedType(reading, place, node));
  const named = reading.names.at(node);
  if (named && textAt(node, 'type') !== 'fixed') return value({ kind: 'named', name: typeOf(reading, named) });
  const written = nodeAt(node, 'type');
  if (written === undefined) return broken(reading, place, node, 'a `type` is missing');
  if (written.kind !== 'scalar') return readSchema(reading, place, written);
  return textAt(node, 'logicalType') === undefined
    ? structured(reading, place, node)
    : logical(reading, place, node, textAt(node, 'logicalType') ?? '');
}

/** The type of what stands in a list, map or union case: what it is beside its type needs a name of its own. */
export function innerType(reading: AvroReading, place: AvroPlace, node: Node): DraftType {
  const { type, nullable, constraints, avro } = readSchema(reading, place, node);
  const own = constraints !== undefined || avro !== undefined;
  const name = textAt(node, 'name') ?? textAt(node, 'logicalType') ?? place.path;
  const inner: DraftType = own
    ? { kind: 'named', name: reading.builder.type(name, { shape: 'scalar', type, ...compact({ constraints, avro }) }) }
    : type;
  return nullable ? { kind: 'nullable', inner } : inner;
}

function value(type: DraftType, more: Partial<AvroValue> = {}): AvroValue {
  return { type, nullable: false, ...more };
}

function readUnion(reading: AvroReading, place: AvroPlace, node: Node & { kind: 'list' }): AvroValue {
  const others = node.items.filter((item) => !isNull(item));
  const nullable = others.length < node.items.length;
  const [only] = others;
  if (only !== undefined && others.length === 1 && nullable) return { ...readSchema(reading, place, only), nullable };
  const records = others.map((item) => recordOf(reading, place, item));
  if (others.length > 0 && records.every((record) => record !== undefined))
    return value(choiceOf(reading, place, records), { nullable });
  const options = others.map((item) => innerType(reading, place, item));
  if (options.length > 1 && options.every(({ kind }) => kind !== 'json' && kind !== 'anyOf'))
    return value({ kind: 'anyOf', options }, { nullable });
  return value(
    keepRaw(
      reading,
      place,
      node,
      'a union of one type, or with one that has no counterpart in a catalog, cannot be told apart there',
    ),
  );
}

/** In YAML and JSON alike an unquoted `null` is no text. */
export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && (node.value === null || node.text === 'null');
}

function recordOf(reading: AvroReading, { namespace, file }: AvroPlace, node: Node): NamedSchema | undefined {
  const named = node.kind === 'scalar' ? reading.names.find(node.text, namespace, file) : reading.names.at(node);
  return named && textAt(named.node, 'type') === 'record' ? named : undefined;
}

const DISCRIMINATORS = ['type', 'kind', 'case', 'recordType', 'avroType'];

/** Avro marks the case by its place in the union; in JSON a field does, which must not be one of the cases' own. */
function choiceOf(reading: AvroReading, place: AvroPlace, records: readonly NamedSchema[]): DraftType {
  const cases = records.map((record) => {
    const type = typeOf(reading, record);
    return { tag: type, type };
  });
  const taken = new Set(records.flatMap(({ node }) => itemsAt(node, 'fields').map((field) => textAt(field, 'name'))));
  const discriminator = DISCRIMINATORS.find((name) => !taken.has(name)) ?? 'unionCase';
  return { kind: 'named', name: reading.builder.type(place.path, { shape: 'union', discriminator, cases }) };
}

function namedType(reading: AvroReading, place: AvroPlace, node: Node & { kind: 'scalar' }): DraftType {
  const plain = Object.hasOwn(AVRO_PRIMITIVES, node.text) ? AVRO_PRIMITIVES[node.text] : undefined;
  if (plain) return { kind: 'primitive', name: plain };
  if (isNull(node)) return keepRaw(reading, place, node, 'nothing but null can stand there');
  const named = reading.names.find(node.text, place.namespace, place.file);
  if (named) return { kind: 'named', name: typeOf(reading, named) };
  const problem = `\`${node.text}\` is no Avro type of these files; import the file that defines it as well`;
  return broken(reading, place, node, problem).type;
}

/** Nothing can be made of it; the rest is read all the same. */
function broken(reading: AvroReading, place: AvroPlace, node: Node, problem: string): AvroValue {
  reading.builder.report(importDiagnostic('import-unreadable', node.span, { file: place.file, problem }));
  return value({ kind: 'json' });
}

function keepRaw(reading: AvroReading, place: AvroPlace, node: Node, reason: string): DraftType {
  reading.builder.keptRaw(`\`${place.path}\``, reason, node.span);
  const { namespace, file } = place;
  const find = (name: string) => reading.names.find(name, '', file)?.node;
  return { kind: 'json', avro: wholeAvro({ namespace, find }, node) };
}

/** A full name without its namespace. */
export function shortName(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('.') + 1);
}

/** Longer names, made with the end of the namespace that is no version. */
export function hintsFor(fullName: string): readonly string[] {
  const [name = '', ...outer] = fullName.split('.').reverse();
  const part = outer.find((one) => !/^v?\d+$/i.test(one));
  return part === undefined ? [] : [`${part} ${name}`];
}

/** The name in the draft of a named schema, which is read when it is met first. */
export function typeOf(reading: AvroReading, named: NamedSchema): string {
  const known = reading.types.get(named);
  if (known !== undefined) return known;
  const name = shortName(named.fullName);
  // A message and a type of one name would get in each other's way in generated code.
  const preferred = reading.messages.has(named) ? `${name}Record` : name;
  const slot = reading.builder.typeSlot(preferred, { hints: hintsFor(named.fullName), span: named.node.span });
  reading.types.set(named, slot.name);
  const { node, namespace, file } = named;
  const words = compact({ summary: textAt(node, 'doc') });
  switch (textAt(node, 'type')) {
    case 'enum':
      slot.define({
        shape: 'enum',
        values: textsAt(node, 'symbols'),
        ...compact({ unknown: textAt(node, 'default') }),
        ...words,
      });
      break;
    case 'fixed': {
      const { type, constraints, avro } = fixed(reading, { file, namespace, path: name }, node);
      slot.define({ shape: 'scalar', type, ...compact({ constraints, avro }), ...words });
      break;
    }
    default:
      slot.define({ shape: 'record', fields: readRecord(reading, { file, namespace, path: name }, node), ...words });
  }
  return slot.name;
}

function structured(reading: AvroReading, place: AvroPlace, node: Node): AvroValue {
  const [items, values] = [nodeAt(node, 'items'), nodeAt(node, 'values')];
  const type = textAt(node, 'type');
  if (type === 'fixed') return value({ kind: 'named', name: typeOfFixed(reading, place, node) });
  if (type === 'array')
    return items
      ? value({ kind: 'list', items: innerType(reading, place, items) })
      : broken(reading, place, node, '`items` is missing');
  if (type === 'map')
    return values
      ? value({ kind: 'map', values: innerType(reading, place, values) })
      : broken(reading, place, node, '`values` is missing');
  const written = nodeAt(node, 'type');
  return written ? readSchema(reading, place, written) : broken(reading, place, node, 'a `type` is missing');
}

function typeOfFixed(reading: AvroReading, place: AvroPlace, node: Node): string {
  const named = reading.names.at(node);
  return named
    ? typeOf(reading, named)
    : reading.builder.type(place.path, { shape: 'scalar', ...fixed(reading, place, node) });
}

/** Bytes of one length, or a logical type that rests on them. */
function fixed(reading: AvroReading, place: AvroPlace, node: Node): AvroValue {
  const avro = asWritten(node);
  const kind = textAt(node, 'logicalType');
  if (kind === 'decimal' || kind === 'uuid') return { ...logical(reading, place, node, kind), avro };
  const size = numberAt(node, 'size');
  return value(
    { kind: 'primitive', name: 'bytes' },
    { constraints: compact({ minLength: size, maxLength: size }), avro },
  );
}

function logical(reading: AvroReading, place: AvroPlace, node: Node, name: string): AvroValue {
  const base = textAt(node, 'type') ?? '';
  if (base === 'fixed' && reading.names.at(node) && !reading.types.has(reading.names.at(node) as NamedSchema))
    return value({ kind: 'named', name: typeOfFixed(reading, place, node) });
  if (name === 'decimal') return decimal(reading, place, node, base);
  const known = Object.hasOwn(LOGICAL, name) ? LOGICAL[name] : undefined;
  if (known?.written === base) return value({ kind: 'primitive', name: known.type });
  const plain = structured(reading, place, node);
  return { ...plain, ...(known && { type: { kind: 'primitive', name: known.type } }), avro: asWritten(node) };
}

function decimal(reading: AvroReading, place: AvroPlace, node: Node, base: string): AvroValue {
  const precision = numberAt(node, 'precision');
  if (precision === undefined) return broken(reading, place, node, 'a decimal needs its `precision`');
  const type = { kind: 'decimal', precision, scale: numberAt(node, 'scale') ?? 0 } as const;
  if (precision > 38) return value(keepRaw(reading, place, node, 'a decimal of a catalog has at most 38 digits'));
  return value(type, base === 'bytes' ? {} : { avro: asWritten(node) });
}

function asWritten(node: Node): JsonValue {
  return toValue(node) as JsonValue;
}

/** What a default has to be read with: the schema behind a name. */
export function schemaBehind(reading: AvroReading, { namespace, file }: AvroPlace): (node: Node) => Node | undefined {
  return (node) => {
    const name = textOf(node);
    return name === undefined ? undefined : reading.names.find(name, namespace, file)?.node;
  };
}
