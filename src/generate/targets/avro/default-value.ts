import type { Catalog, Field, JsonValue, Primitive, TypeExpr } from '../../../model/index.js';
import { resolveType } from '../../../model/values/value-type.js';
import { wholeList, wholeObject } from '../../../model/values/whole-value.js';
import { avroName } from './names.js';

const MICROS = 1000;
const DAY = 86_400_000;

/** A default of the catalog in Avro's JSON form; undefined where the value does not fit or has no such form. */
export function avroDefault(catalog: Catalog, type: TypeExpr, value: JsonValue): JsonValue | undefined {
  const resolved = resolveType(catalog, type);
  switch (resolved.kind) {
    case 'primitive':
      return primitiveDefault(resolved.name, value);
    case 'decimal':
      return decimalDefault(String(value), resolved.scale);
    case 'enum':
      return typeof value === 'string' && resolved.values.includes(value) ? avroName(value) : undefined;
    case 'list':
      return Array.isArray(value)
        ? wholeList(value.map((item) => avroDefault(catalog, resolved.items, item)))
        : undefined;
    case 'map':
      return mapDefault(catalog, resolved.values, value);
    case 'record':
      return recordDefault(catalog, resolved.fields, value);
    case 'json':
      return resolved.avro === undefined ? JSON.stringify(value) : undefined;
    case 'anyOf':
      // The default of a union is one of its first branch.
      return resolved.options[0] && avroDefault(catalog, resolved.options[0], value);
    case 'union':
    case 'unknown':
      return undefined;
  }
}

/** The same where the field says itself how Avro writes it: other units of time, or a fixed number of bytes. */
export function encodedDefault(
  avro: JsonValue,
  catalog: Catalog,
  type: TypeExpr,
  value: JsonValue,
): JsonValue | undefined {
  const { logicalType, size } = (typeof avro === 'object' && avro !== null ? avro : {}) as Partial<
    Record<string, JsonValue>
  >;
  const plain = avroDefault(catalog, type, value);
  if (typeof plain === 'number' && String(logicalType).endsWith('-millis')) return Math.round(plain / MICROS);
  if (typeof plain === 'string' && typeof size === 'number' && logicalType === 'decimal') return widened(plain, size);
  return plain;
}

/** Two's complement of a fixed size: the sign goes on to the left. */
function widened(bytes: string, size: number): string {
  const fill = bytes.charCodeAt(0) >= 0x80 ? '\u00ff' : '\u0000';
  return bytes.padStart(size, fill);
}

function primitiveDefault(name: Primitive, value: JsonValue): JsonValue | undefined {
  switch (name) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'int':
    case 'long':
      return Number.isSafeInteger(value) ? value : undefined;
    case 'float':
    case 'double':
      return typeof value === 'number' ? value : undefined;
    case 'bytes':
      return typeof value === 'string' ? binaryText(value) : undefined;
    case 'date':
      return timeDefault(`${value}T00:00:00Z`, 1 / DAY);
    case 'time':
      return timeDefault(`1970-01-01T${value}`, MICROS);
    case 'timestamp':
      return timeDefault(String(value), MICROS);
    case 'string':
    case 'uuid':
    case 'duration':
    case 'uri':
    case 'email':
      return typeof value === 'string' ? value : undefined;
  }
}

/** Milliseconds since 1970 times `factor`, whole. */
function timeDefault(text: string, factor: number): number | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : Math.round(ms * factor);
}

/** Avro writes bytes as a text with one character for each byte. */
function binaryText(base64: string): string | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(base64) ? Buffer.from(base64, 'base64').toString('latin1') : undefined;
}

/** The unscaled number as big-endian two's complement of the fewest bytes. */
function decimalDefault(text: string, scale: number): string | undefined {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > scale) return undefined;
  const unscaled = BigInt(`${match[1]}${match[2]}${fraction.padEnd(scale, '0')}`);
  let size = 1;
  while (BigInt.asIntN(size * 8, unscaled) !== unscaled) size++;
  const hex = BigInt.asUintN(size * 8, unscaled)
    .toString(16)
    .padStart(size * 2, '0');
  return Buffer.from(hex, 'hex').toString('latin1');
}

function mapDefault(catalog: Catalog, type: TypeExpr, value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).map(([key, item]) => [key, avroDefault(catalog, type, item)] as const);
  return wholeObject(entries);
}

function recordDefault(catalog: Catalog, fields: readonly Field[], value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const given = value as { readonly [key: string]: JsonValue };
  const entries = fields.map(
    (field) => [avroName(field.name), fieldDefault(catalog, field, given[field.name])] as const,
  );
  return wholeObject(entries);
}

function fieldDefault(catalog: Catalog, field: Field, value: JsonValue | undefined): JsonValue | undefined {
  if (value !== undefined && value !== null) return avroDefault(catalog, field.type, value);
  return field.optional || field.nullable ? null : undefined;
}
