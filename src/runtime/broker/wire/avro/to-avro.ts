import { isJsonObject, type JsonObject } from '../../../json.js';
import {
  type AvroType,
  branchNameOf,
  type EnumAvroType,
  type FixedAvroType,
  type PrimitiveAvroType,
  type RecordAvroType,
  type RecordField,
  type UnionAvroType,
} from './avro-type.js';
import { decimalBytes, numberAsText } from './logical-values.js';
import { at, Misfit } from './misfit.js';

const INT_ENDS = 2 ** 31;
const LONG_ENDS = 2n ** 63n;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * JSON as avsc takes it: unions wrapped in the name of their branch, bytes as buffers, longs as bigints. Throws `Misfit`. `isStrict`
 * refuses fields that the schema does not know, and is for telling the branches of a union apart; otherwise they are left out.
 */
export function toAvro(type: AvroType, value: unknown, isStrict = false): unknown {
  switch (type.kind) {
    case 'record':
      return recordOf(type, value, isStrict);
    case 'union':
      return unionOf(type, value, isStrict);
    case 'array':
      if (!Array.isArray(value)) throw new Misfit('is no list');
      return value.map((item, index) => at(index, () => toAvro(type.items, item, isStrict)));
    case 'map':
      return Object.fromEntries(
        entriesOf(value).map(([key, item]) => [key, at(key, () => toAvro(type.values, item, isStrict))]),
      );
    case 'enum':
      return symbolOf(type, value);
    default:
      return scalarOf(type, value);
  }
}

function scalarOf(type: PrimitiveAvroType | FixedAvroType, value: unknown): unknown {
  switch (type.kind) {
    case 'null':
      if (value !== null) throw new Misfit('is not null');
      return null;
    case 'boolean':
      if (typeof value !== 'boolean') throw new Misfit('is not true or false');
      return value;
    case 'int':
    case 'long':
      return wholeOf(type, value);
    case 'float':
    case 'double':
      if (typeof value !== 'number' || !Number.isFinite(type.kind === 'float' ? Math.fround(value) : value)) {
        throw new Misfit(`is no ${type.kind}`);
      }
      return value;
    case 'string':
      if (type.isJsonText === true) return JSON.stringify(value);
      return textOf(value);
    case 'bytes':
    case 'fixed':
      return bytesOf(type, textOf(value));
  }
}

function wholeOf({ kind, logical }: PrimitiveAvroType, value: unknown): number | bigint {
  const asText = numberAsText(logical);
  if (asText === undefined && !Number.isInteger(value)) throw new Misfit('is no whole number');
  const whole = asText === undefined ? BigInt(Number(value)) : asText.toNumber(textOf(value));
  if (kind === 'long') {
    if (whole < -LONG_ENDS || whole >= LONG_ENDS) throw new Misfit('does not go into 64 bits');
    return whole;
  }
  if (whole < -INT_ENDS || whole >= INT_ENDS) throw new Misfit('does not go into 32 bits');
  return Number(whole);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new Misfit('is no text');
}

function bytesOf(type: PrimitiveAvroType | FixedAvroType, text: string): Buffer {
  const size = type.kind === 'fixed' ? type.size : undefined;
  if (type.logical?.name === 'decimal') return decimalBytes(text, type.logical, size);
  if (!BASE64.test(text)) throw new Misfit('is no base64');
  const bytes = Buffer.from(text, 'base64');
  if (size !== undefined && bytes.length !== size) throw new Misfit(`has ${bytes.length} bytes instead of ${size}`);
  return bytes;
}

function symbolOf({ symbols, values }: EnumAvroType, value: unknown): string {
  const symbol = symbols.find((one) => (values.get(one) ?? one) === value);
  if (symbol === undefined) throw new Misfit(`is none of ${symbols.map((one) => values.get(one) ?? one).join(', ')}`);
  return symbol;
}

function entriesOf(value: unknown): [string, unknown][] {
  if (!isJsonObject(value)) throw new Misfit('is no object');
  return Object.entries(value);
}

function recordOf({ fields }: RecordAvroType, value: unknown, isStrict: boolean): object {
  if (!isJsonObject(value)) throw new Misfit('is no object');
  if (isStrict) {
    const unknown = Object.keys(value).find((key) => !fields.some((field) => field.key === key));
    if (unknown !== undefined) throw new Misfit('is not in the schema').under(unknown);
  }
  const entries = fields.flatMap((field) => fieldOf(field, value, isStrict));
  return Object.fromEntries(entries);
}

/** An absent field is left to avsc, which writes the default. */
function fieldOf(field: RecordField, value: JsonObject, isStrict: boolean): [string, unknown][] {
  const { key, name, type, hasDefault, isNullByDefault } = field;
  const given: unknown = Object.hasOwn(value, key) ? value[key] : undefined;
  if (given === undefined) {
    if (hasDefault) return [];
    throw new Misfit('is missing').under(key);
  }
  // Null stands for an absent field there, and JSON text may say null itself.
  const isJsonNull = given === null && isNullByDefault && type.kind === 'union' && type.branches.some(isJsonText);
  return [[name, isJsonNull ? { string: 'null' } : at(key, () => toAvro(type, given, isStrict))]];
}

function isJsonText(type: AvroType): boolean {
  return type.kind === 'string' && type.isJsonText === true;
}

function unionOf(union: UnionAvroType, value: unknown, isStrict: boolean): unknown {
  const { branches, tags } = union;
  if (value === null && branches.some(({ kind }) => kind === 'null')) return null;
  const others = branches.filter(({ kind }) => kind !== 'null');
  const told = others.find((branch) => isTagged(tags.get(branchNameOf(branch)), value));
  if (told !== undefined) return wrapped(told, withoutTags(told, tags, value), isStrict);
  const possible = others.filter((branch) => !tags.has(branchNameOf(branch)));
  const [only, ...more] = possible;
  if (only !== undefined && more.length === 0) return wrapped(only, value, isStrict);
  const found = firstFitting(possible, value, true) ?? (isStrict ? undefined : firstFitting(possible, value, false));
  if (found !== undefined) return found.value;
  throw new Misfit(
    `is none of ${others.map((branch) => tagText(tags.get(branchNameOf(branch))) ?? branchNameOf(branch)).join(', ')}`,
  );
}

function isTagged(wanted: Readonly<Record<string, string>> | undefined, value: unknown): boolean {
  if (wanted === undefined || !isJsonObject(value)) return false;
  return Object.entries(wanted).every(([key, tag]) => Object.hasOwn(value, key) && value[key] === tag);
}

/** The fields that only say which branch it is are no fields of a record, unless it has them as well. */
function withoutTags(branch: AvroType, tags: UnionAvroType['tags'], value: unknown): unknown {
  const wanted = tags.get(branchNameOf(branch)) ?? {};
  if (branch.kind !== 'record' || !isJsonObject(value)) return value;
  const isOwn = (key: string): boolean => branch.fields.some((field) => field.key === key);
  return Object.fromEntries(Object.entries(value).filter(([key]) => isOwn(key) || !Object.hasOwn(wanted, key)));
}

function tagText(wanted: Readonly<Record<string, string>> | undefined): string | undefined {
  return (
    wanted &&
    Object.entries(wanted)
      .map(([key, tag]) => `${key}: ${tag}`)
      .join(' ')
  );
}

function wrapped(branch: AvroType, value: unknown, isStrict: boolean): object {
  return { [branchNameOf(branch)]: toAvro(branch, value, isStrict) };
}

function firstFitting(branches: readonly AvroType[], value: unknown, isStrict: boolean): { value: object } | undefined {
  for (const branch of branches) {
    try {
      return { value: wrapped(branch, value, isStrict) };
    } catch (error) {
      if (!(error instanceof Misfit)) throw error;
    }
  }
  return undefined;
}
