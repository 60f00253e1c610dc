import type { Catalog } from '../catalog.js';
import type { Field, JsonType, JsonValue, Primitive, TypeExpr, UnionType } from '../type.js';
import { type ResolvedType, resolveType, type ValueType, valueType } from './value-type.js';

/** Texts that are strings in every encoding, and so fit into `string`. */
const TEXTS: ReadonlySet<Primitive> = new Set(['string', 'uuid', 'uri', 'email']);
const WIDENS: Readonly<Partial<Record<Primitive, readonly Primitive[]>>> = {
  int: ['long', 'double'],
  float: ['double'],
};

/** Whether every value of `from` is a value of `to`, missing values apart. */
export function isAssignable(catalog: Catalog, from: ValueType, to: ValueType): boolean {
  if (from.nullable && !to.nullable) return false;
  return typeFits(catalog, from.type, to.type, new Set());
}

function typeFits(catalog: Catalog, from: TypeExpr, to: TypeExpr, assumed: Set<string>): boolean {
  if (from.kind === 'nullable' && to.kind !== 'nullable') return false;
  if (from.kind === 'named' && to.kind === 'named') {
    if (from.ref.name === to.ref.name) return true;
    // Types may contain themselves: a pair that is being compared counts as fitting.
    const pair = `${from.ref.name}>${to.ref.name}`;
    if (assumed.has(pair)) return true;
    assumed.add(pair);
  }
  return resolvedFits(catalog, resolveType(catalog, from), resolveType(catalog, to), assumed);
}

function resolvedFits(catalog: Catalog, from: ResolvedType, to: ResolvedType, assumed: Set<string>): boolean {
  // A name of nothing is reported where it stands; blaming its users as well would only repeat it.
  if (from.kind === 'unknown' || to.kind === 'unknown') return true;
  if (to.kind === 'json') return isFree(to) || (from.kind === 'json' && JSON.stringify(from) === JSON.stringify(to));
  if (from.kind === 'anyOf')
    return from.options.every((option) => resolvedFits(catalog, resolveType(catalog, option), to, assumed));
  if (to.kind === 'anyOf')
    return to.options.some((option) => resolvedFits(catalog, from, resolveType(catalog, option), assumed));
  if (from.kind === 'primitive' && to.kind === 'primitive') return primitiveFits(from.name, to.name);
  if (from.kind === 'enum') return enumFits(from.values, to);
  if (from.kind === 'decimal' && to.kind === 'decimal') {
    return from.scale <= to.scale && from.precision - from.scale <= to.precision - to.scale;
  }
  if (from.kind === 'list' && to.kind === 'list') return typeFits(catalog, from.items, to.items, assumed);
  if (from.kind === 'map' && to.kind === 'map') return typeFits(catalog, from.values, to.values, assumed);
  if (from.kind === 'record' && to.kind === 'record') return recordFits(catalog, from.fields, to.fields, assumed);
  if (from.kind === 'union' && to.kind === 'union') return from.def.id === to.def.id;
  return false;
}

/** `json` itself, which takes any value. */
function isFree({ schema, avro }: JsonType): boolean {
  return schema === undefined && avro === undefined;
}

function primitiveFits(from: Primitive, to: Primitive): boolean {
  if (from === to) return true;
  if (to === 'string') return TEXTS.has(from);
  return WIDENS[from]?.includes(to) ?? false;
}

function enumFits(values: readonly string[], to: ResolvedType): boolean {
  if (to.kind === 'enum') return values.every((value) => to.values.includes(value));
  return to.kind === 'primitive' && to.name === 'string';
}

/** A record fits into one that has a subset of its fields; what is required there must be required here. */
function recordFits(catalog: Catalog, from: readonly Field[], to: readonly Field[], assumed: Set<string>): boolean {
  return to.every((target) => {
    const source = from.find((field) => field.name === target.name);
    if (source === undefined) return target.optional;
    if (source.optional && !target.optional) return false;
    if (valueType(source).nullable && !valueType(target).nullable) return false;
    return typeFits(catalog, source.type, target.type, assumed);
  });
}

/** Whether a constant is a value of a type; bounds and patterns are left to the examples' validator. */
export function constantFits(catalog: Catalog, value: JsonValue, to: ValueType): boolean {
  if (value === null) return to.nullable;
  const type = resolveType(catalog, to.type);
  switch (type.kind) {
    case 'unknown':
    case 'json':
      return true;
    case 'anyOf':
      return type.options.some((option) => constantFits(catalog, value, plain(option)));
    case 'union':
      return isObject(value) && constantUnionFits(catalog, value, type.def);
    case 'enum':
      return typeof value === 'string' && type.values.includes(value);
    case 'decimal':
      return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);
    case 'primitive':
      return primitiveValue(type.name, value);
    case 'list':
      return Array.isArray(value) && value.every((item) => constantFits(catalog, item, plain(type.items)));
    case 'map':
      return isObject(value) && Object.values(value).every((item) => constantFits(catalog, item, plain(type.values)));
    case 'record':
      return constantRecordFits(catalog, value, type.fields);
  }
}

/** Whether a constant is a record with these fields and no others. */
export function constantRecordFits(catalog: Catalog, value: JsonValue, fields: readonly Field[]): boolean {
  if (!isObject(value)) return false;
  if (Object.keys(value).some((key) => !fields.some((field) => field.name === key))) return false;
  return fields.every((field) => {
    const member = Object.hasOwn(value, field.name) ? value[field.name] : undefined;
    return member === undefined ? field.optional : constantFits(catalog, member, valueType(field));
  });
}

function constantUnionFits(catalog: Catalog, value: JsonObject, union: UnionType): boolean {
  const { [union.discriminator]: tag, ...rest } = value;
  const found = union.cases.find((candidate) => candidate.tag === tag);
  return found !== undefined && constantFits(catalog, rest, plain({ kind: 'named', ref: found.type }));
}

function primitiveValue(name: Primitive, value: JsonValue): boolean {
  if (name === 'boolean') return typeof value === 'boolean';
  if (name === 'int' || name === 'long') return Number.isInteger(value);
  if (name === 'float' || name === 'double') return typeof value === 'number';
  return typeof value === 'string';
}

function plain(type: TypeExpr): ValueType {
  return { type, nullable: type.kind === 'nullable', optional: false };
}

type JsonObject = Readonly<Record<string, JsonValue>>;

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
