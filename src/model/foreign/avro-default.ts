import { type Node, nodeAt, toValue } from '../../language/node.js';
import { numberAt, textAt } from '../build/read.js';
import type { JsonValue } from '../type.js';
import { wholeList, wholeObject } from '../values/whole-value.js';

/** The schema that a name in `node` means; undefined for Avro's own types. */
export type SchemaOfName = (node: Node) => Node | undefined;

const UNIT_MS: Readonly<Record<string, number>> = {
  'time-millis': 1,
  'time-micros': 1 / 1000,
  'timestamp-millis': 1,
  'timestamp-micros': 1 / 1000,
};
const DAY_MS = 86_400_000;

/**
 * A default as Avro writes it, in the JSON that a catalog has for such a value: bytes as base64, decimals as text, moments in
 * RFC 3339. Undefined where the value does not fit the schema.
 */
export function defaultFromAvro(schema: Node, value: Node, named: SchemaOfName): JsonValue | undefined {
  if (schema.kind === 'list') {
    const [first] = schema.items;
    return first && defaultFromAvro(first, value, named);
  }
  if (schema.kind === 'scalar') {
    const target = named(schema);
    return target ? defaultFromAvro(target, value, named) : plainDefault(schema.text, value);
  }
  const type = nodeAt(schema, 'type');
  if (type && type.kind !== 'scalar') return defaultFromAvro(type, value, named);
  const logical = textAt(schema, 'logicalType');
  if (logical !== undefined) return logicalDefault(schema, logical, value);
  return structuredDefault(schema, type?.text ?? '', value, named);
}

function plainDefault(type: string, value: Node): JsonValue | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (type === 'bytes' || type === 'fixed') return base64(value.text);
  return value.value;
}

function base64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64');
}

function logicalDefault(schema: Node, logical: string, value: Node): JsonValue | undefined {
  if (value.kind !== 'scalar') return undefined;
  if (logical === 'decimal') return decimalText(value.text, numberAt(schema, 'scale') ?? 0);
  const number = typeof value.value === 'number' ? value.value : undefined;
  if (logical === 'date') return momentText((number ?? Number.NaN) * DAY_MS)?.slice(0, 10);
  const unit = UNIT_MS[logical];
  if (unit === undefined || number === undefined) return plainDefault(textAt(schema, 'type') ?? '', value);
  const moment = momentText(number * unit);
  return logical.startsWith('time-') ? moment?.slice(11) : moment;
}

function momentText(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z');
}

/** Big-endian two's complement, as text with one character for each byte. */
function decimalText(bytes: string, scale: number): string {
  const hex = Buffer.from(bytes, 'latin1').toString('hex');
  const unscaled = hex === '' ? 0n : BigInt.asIntN(hex.length * 4, BigInt(`0x${hex}`));
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const split = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
  return unscaled < 0n ? `-${text}` : text;
}

function structuredDefault(schema: Node, type: string, value: Node, named: SchemaOfName): JsonValue | undefined {
  switch (type) {
    case 'array': {
      const items = nodeAt(schema, 'items');
      if (value.kind !== 'list' || !items) return undefined;
      return wholeList(value.items.map((item) => defaultFromAvro(items, item, named)));
    }
    case 'map': {
      const values = nodeAt(schema, 'values');
      if (value.kind !== 'map' || !values) return undefined;
      return wholeObject(value.entries.map((entry) => [entry.key.text, defaultFromAvro(values, entry.value, named)]));
    }
    case 'record':
      return recordDefault(schema, value, named);
    default:
      return type === 'enum' ? (toValue(value) as JsonValue) : plainDefault(type, value);
  }
}

/** Fields that may be absent are left out where the default is null. */
function recordDefault(schema: Node, value: Node, named: SchemaOfName): JsonValue | undefined {
  const fields = nodeAt(schema, 'fields');
  if (value.kind !== 'map' || fields?.kind !== 'list') return undefined;
  const entries = fields.items.flatMap((field): (readonly [string, JsonValue | undefined])[] => {
    const name = textAt(field, 'name') ?? '';
    const [type, given] = [nodeAt(field, 'type'), nodeAt(value, name)];
    if (!type || !given || (given.kind === 'scalar' && given.value === null)) return [];
    return [[name, defaultFromAvro(type, given, named)]];
  });
  return wholeObject(entries);
}
