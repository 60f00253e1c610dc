import { type Node, toValue } from '../../language/node.js';
import { type Catalog, messageById } from '../catalog.js';
import type { Constraints, Field, JsonValue, Primitive, TypeExpr, UnionType } from '../type.js';
import { constantFits, constantRecordFits } from './assignable.js';
import { sampleOfSchema } from './sample-schema.js';
import { sampleText } from './sample-text.js';
import { resolveType, valueType } from './value-type.js';

/** A payload: fields by name. */
export type SamplePayload = Readonly<Record<string, JsonValue>>;

/**
 * A payload to show or to try a message with: its first example that fits, or else values by type. Equal names give equal values
 * in all messages, so that what belongs together has one id. An unknown message gives an empty payload.
 */
export function sampleMessage(catalog: Catalog, message: string): SamplePayload {
  const def = messageById(catalog, message);
  const fields = def?.payload.fields ?? [];
  const example = def?.examples.map(plainValue).find((value) => constantRecordFits(catalog, value, fields));
  return example ?? sampleRecord({ catalog, inside: new Set(), budget: { left: MOST_VALUES } }, fields);
}

/** The payload of an answer: a sample that agrees with the command on all fields that both have. */
export function sampleOutcome(catalog: Catalog, event: string, input: SamplePayload): SamplePayload {
  const fields = messageById(catalog, event)?.payload.fields ?? [];
  const shared = fields.flatMap((field): [string, JsonValue][] => {
    const value = Object.hasOwn(input, field.name) ? input[field.name] : undefined;
    return value !== undefined && constantFits(catalog, value, valueType(field)) ? [[field.name, value]] : [];
  });
  return { ...sampleMessage(catalog, event), ...Object.fromEntries(shared) };
}

/** A copy without the bare prototype of located values, which would show in what is printed of it. */
function plainValue(node: Node): SamplePayload {
  return JSON.parse(JSON.stringify(toValue(node))) as SamplePayload;
}

/** Values in one sample. Types that refer to each other a lot stand for more than a machine can hold. */
const MOST_VALUES = 5_000;
/** Items in one list, whatever its `minLength` says. */
const MOST_ITEMS = 100;

interface Sampling {
  readonly catalog: Catalog;
  /** Values that may still be made; when they are used up, what is left is left out. */
  readonly budget: { left: number };
  /** Types being sampled around this value: one that contains itself ends at the second level. */
  readonly inside: ReadonlySet<string>;
}

function sampleRecord(sampling: Sampling, fields: readonly Field[]): SamplePayload {
  const pairs = fields.flatMap((field): [string, JsonValue][] => {
    const value = sampleField(sampling, field);
    return value === undefined ? [] : [[field.name, value]];
  });
  return Object.fromEntries(pairs);
}

/** Optional and nullable fields are filled as well, unless that would never end. */
function sampleField(sampling: Sampling, field: Field): JsonValue | undefined {
  if (field.default !== undefined) return field.default;
  const value = sampleValue(sampling, field.type, field.name, field.constraints);
  if (value !== undefined) return value;
  return field.nullable && !field.optional ? null : undefined;
}

/** Undefined where a type would contain itself without end, and where the sample is large enough. */
function sampleValue(
  sampling: Sampling,
  type: TypeExpr,
  name: string,
  constraints: Constraints,
): JsonValue | undefined {
  if (sampling.budget.left-- <= 0) return undefined;
  if (type.kind === 'nullable') return sampleValue(sampling, type.inner, name, constraints) ?? null;
  if (type.kind === 'named') return sampleNamed(sampling, type.ref.name, name, constraints);
  const resolved = resolveType(sampling.catalog, type);
  switch (resolved.kind) {
    case 'primitive':
      return samplePrimitive(resolved.name, name, constraints);
    case 'decimal':
      return sampleDecimal(resolved, constraints);
    case 'enum':
      return resolved.values[0];
    case 'list':
      return sampleList(sampling, resolved.items, name, constraints);
    case 'map': {
      const value = sampleValue(sampling, resolved.values, name, {});
      return value === undefined ? {} : { [sampleText('key', keysOf(constraints))]: value };
    }
    case 'record':
      return sampleRecord(sampling, resolved.fields);
    case 'json':
      return sampleOfSchema(resolved.schema);
    case 'anyOf':
      return firstSample(sampling, resolved.options, name);
    case 'union':
    case 'unknown':
      return undefined;
  }
}

/** Of the first option that ends. */
function firstSample(sampling: Sampling, options: readonly TypeExpr[], name: string): JsonValue | undefined {
  for (const option of options) {
    const value = sampleValue(sampling, option, name, {});
    if (value !== undefined) return value;
  }
  return undefined;
}

function sampleNamed(
  sampling: Sampling,
  typeName: string,
  name: string,
  constraints: Constraints,
): JsonValue | undefined {
  const def = sampling.catalog.types.get(typeName);
  if (def === undefined || sampling.inside.has(typeName)) return undefined;
  const inner: Sampling = { ...sampling, inside: new Set([...sampling.inside, typeName]) };
  switch (def.shape) {
    case 'record':
      return sampleRecord(inner, def.fields);
    case 'enum':
      return def.values[0];
    case 'union':
      return sampleUnion(inner, def);
    case 'scalar':
      return sampleValue(inner, def.type, name, { ...def.constraints, ...constraints });
  }
}

/** The first case that ends. */
function sampleUnion(sampling: Sampling, union: UnionType): JsonValue | undefined {
  for (const { tag, type } of union.cases) {
    const value = sampleNamed(sampling, type.name, tag, {});
    if (typeof value === 'object' && value !== null) return { ...value, [union.discriminator]: tag };
  }
  return undefined;
}

function sampleList(
  sampling: Sampling,
  items: TypeExpr,
  name: string,
  { minLength = 1, maxLength = minLength, unique }: Constraints,
): JsonValue {
  const item = sampleValue(sampling, items, singular(name), {});
  const count = Math.min(Math.max(1, minLength), maxLength, MOST_ITEMS);
  return item === undefined ? [] : Array.from({ length: unique ? 1 : count }, () => item);
}

function singular(name: string): string {
  return name.replace(/s$/, '');
}

function keysOf({ keyPattern }: Constraints): Constraints {
  return keyPattern === undefined ? {} : { pattern: keyPattern };
}

/** The least multiple within the bounds, or a number near one of them. */
function sampleNumber({ min, max, exclusiveMin, exclusiveMax, multipleOf }: Constraints): number {
  const least = min ?? (exclusiveMin === undefined ? undefined : exclusiveMin + (multipleOf ?? 1));
  const most = max ?? (exclusiveMax === undefined ? undefined : exclusiveMax - (multipleOf ?? 1));
  const number = least ?? (most !== undefined && most < 1 ? most : 1);
  if (multipleOf !== undefined) return Math.ceil(number / multipleOf) * multipleOf;
  if (exclusiveMin !== undefined && exclusiveMax !== undefined && number >= exclusiveMax)
    return (exclusiveMin + exclusiveMax) / 2;
  return number;
}

function sampleDecimal(type: { readonly precision: number; readonly scale: number }, constraints: Constraints): string {
  const bounded = constraints.min ?? constraints.max;
  const usual = type.precision - type.scale > 1 ? 10 : type.precision > type.scale ? 1 : 0;
  return (bounded ?? usual).toFixed(type.scale);
}

function samplePrimitive(primitive: Primitive, name: string, constraints: Constraints): JsonValue {
  switch (primitive) {
    case 'string':
      return sampleText(name, constraints);
    case 'boolean':
      return true;
    case 'int':
    case 'long':
      return Math.ceil(sampleNumber(constraints));
    case 'float':
    case 'double':
      return sampleNumber(constraints);
    case 'uuid':
      return sampleUuid(name);
    case 'date':
      return '2026-01-01';
    case 'time':
      return '09:30:00Z';
    case 'timestamp':
      return '2026-01-01T09:30:00Z';
    case 'duration':
      return 'PT15M';
    case 'bytes':
      return 'c2FtcGxl';
    case 'uri':
      return 'https://example.com/';
    case 'email':
      return 'someone@example.com';
  }
}

/** A UUID of version 4 in form that is the same for the same name (FNV-1a over its characters). */
function sampleUuid(name: string): string {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const tail = hash.toString(16).padStart(8, '0');
  return `${tail}-0000-4000-8000-0000${tail}`;
}
