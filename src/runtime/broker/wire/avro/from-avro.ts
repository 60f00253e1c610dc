import { isJsonObject } from '../../../json.js';
import {
  type AvroType,
  branchNameOf,
  type FixedAvroType,
  type PrimitiveAvroType,
  type RecordAvroType,
  type UnionAvroType,
} from './avro-type.js';
import { decimalText, numberAsText } from './logical-values.js';
import { at, Misfit } from './misfit.js';

/** What avsc has read, as JSON. Throws `Misfit` where JSON cannot say it: a long of more than 53 bits, or no number. */
export function fromAvro(type: AvroType, value: unknown): unknown {
  switch (type.kind) {
    case 'record':
      return recordOf(type, value);
    case 'union':
      return unionOf(type, value);
    case 'array':
      return listOf(value).map((item, index) => at(index, () => fromAvro(type.items, item)));
    case 'map': {
      const entries = Object.entries(objectOf(value));
      return Object.fromEntries(entries.map(([key, item]) => [key, at(key, () => fromAvro(type.values, item))]));
    }
    case 'enum':
      return type.values.get(String(value)) ?? String(value);
    case 'int':
    case 'long':
      return wholeOf(type, value);
    case 'float':
    case 'double':
      if (!Number.isFinite(value)) throw new Misfit('is no number that JSON has');
      return value;
    case 'string':
      return type.isJsonText === true ? jsonOf(String(value)) : value;
    case 'bytes':
    case 'fixed':
      return bytesText(type, value);
    case 'null':
    case 'boolean':
      return value;
  }
}

function wholeOf({ logical }: PrimitiveAvroType, value: unknown): string | number {
  const whole = BigInt(value as bigint | number);
  const asText = numberAsText(logical);
  if (asText !== undefined) return asText.toText(whole);
  const number = Number(whole);
  if (BigInt(number) !== whole) throw new Misfit(`is ${whole}, which a number of JSON cannot hold exactly`);
  return number;
}

function bytesText({ logical }: PrimitiveAvroType | FixedAvroType, value: unknown): string {
  if (!(value instanceof Uint8Array)) throw new Misfit('is no bytes');
  return logical?.name === 'decimal' ? decimalText(value, logical) : Buffer.from(value).toString('base64');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Misfit('is no JSON text');
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Misfit('is no list');
  return value;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isJsonObject(value)) throw new Misfit('is no object');
  return value;
}

function recordOf({ fields }: RecordAvroType, value: unknown): object {
  const record = objectOf(value);
  const entries = fields.flatMap(({ name, key, type, isNullByDefault }): [string, unknown][] => {
    const given = record[name];
    // Its default is null: that is how Avro says that it is absent.
    if (given === null && isNullByDefault) return [];
    return [[key, at(key, () => fromAvro(type, given))]];
  });
  return Object.fromEntries(entries);
}

function unionOf({ branches, tags }: UnionAvroType, value: unknown): unknown {
  if (value === null) return null;
  const [[name, inner] = []] = Object.entries(objectOf(value));
  const branch = branches.find((one) => branchNameOf(one) === name);
  if (branch === undefined) throw new Misfit('is in no branch of its union');
  const json = fromAvro(branch, inner);
  const told = tags.get(branchNameOf(branch));
  return told !== undefined && isJsonObject(json) ? { ...told, ...json } : json;
}
