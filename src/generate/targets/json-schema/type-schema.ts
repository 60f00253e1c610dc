import type { Constraints, Primitive, TypeExpr } from '../../../model/index.js';
import { type ResolvedType, resolveType } from '../../../model/values/value-type.js';
import { objectSchema } from './record-schema.js';
import { referenceTo, type Schema, type SchemaStyle } from './schema-style.js';
import { sliceSchema } from './slice-schema.js';

/** The schema of a type with its bounds; catalog types are references. */
export function typeSchema(style: SchemaStyle, type: TypeExpr, constraints: Constraints = {}): Schema {
  switch (type.kind) {
    case 'primitive':
      return { ...primitiveSchema(type.name), ...boundsFor(resolveType(style.catalog, type), constraints) };
    case 'decimal':
      return decimalSchema(style, type.precision, type.scale);
    case 'named':
      return namedSchema(style, type.ref.name, type, constraints);
    case 'list':
      return { type: 'array', items: typeSchema(style, type.items), ...boundsFor(type, constraints) };
    case 'map':
      return { type: 'object', additionalProperties: typeSchema(style, type.values), ...boundsFor(type, constraints) };
    case 'enum':
      return enumSchema(type.values);
    case 'record':
      return objectSchema(style, type);
    case 'nullable':
      return orNull(typeSchema(style, type.inner, constraints));
    case 'anyOf':
      return { anyOf: type.options.map((option) => typeSchema(style, option)) };
    case 'json':
      return sliceSchema(style, type.schema);
  }
}

/** Lets `null` pass besides what the schema says. */
export function orNull(schema: Schema): Schema {
  const { type, enum: values } = schema;
  if (typeof type !== 'string' || 'oneOf' in schema || '$ref' in schema || 'allOf' in schema) {
    return { anyOf: [schema, { type: 'null' }] };
  }
  const nullable = { ...schema, type: [type, 'null'] };
  return Array.isArray(values) ? { ...nullable, enum: [...values, null] } : nullable;
}

/** An enumeration of texts; one of no values fits nothing. */
export function enumSchema(values: readonly string[]): Schema {
  return values.length === 0 ? { not: {} } : { type: 'string', enum: values };
}

function namedSchema(style: SchemaStyle, name: string, type: TypeExpr, constraints: Constraints): Schema {
  if (!style.catalog.types.has(name)) return {};
  const resolved = resolveType(style.catalog, type);
  const bounds = boundsFor(resolved, constraints);
  const base = Object.keys(bounds).length > 0 ? { type: jsonTypeOf(resolved), ...bounds } : {};
  return referenceTo(style, name, base);
}

function primitiveSchema(name: Primitive): Schema {
  switch (name) {
    case 'string':
    case 'boolean':
      return { type: name };
    case 'int':
      return { type: 'integer', format: 'int32' };
    case 'long':
      return { type: 'integer', format: 'int64' };
    case 'float':
    case 'double':
      return { type: 'number' };
    case 'timestamp':
      return { type: 'string', format: 'date-time' };
    case 'bytes':
      return { type: 'string', contentEncoding: 'base64' };
    case 'uuid':
    case 'date':
    case 'time':
    case 'duration':
    case 'uri':
    case 'email':
      return { type: 'string', format: name };
  }
}

/** Digits before the point without needless zeros, and at most `scale` behind it. */
function decimalSchema(style: SchemaStyle, precision: number, scale: number): Schema {
  const whole = Math.max(precision - scale, 0);
  const head = whole <= 1 ? (whole === 0 ? '0' : '[0-9]') : `(?:0|[1-9][0-9]{0,${whole - 1}})`;
  const tail = scale === 0 ? '' : `(?:\\.[0-9]{1,${scale}})?`;
  return { type: 'string', ...(style.decimalFormat && { format: 'decimal' }), pattern: `^-?${head}${tail}$` };
}

function jsonTypeOf(type: ResolvedType | TypeExpr): string {
  if (type.kind === 'list') return 'array';
  if (type.kind === 'map') return 'object';
  if (type.kind !== 'primitive') return 'string';
  const { type: name } = primitiveSchema(type.name);
  return String(name);
}

/** Those bounds that the type's JSON form can be held to: those of decimals are not, as they are texts in JSON. */
export function boundsFor(type: ResolvedType | TypeExpr, constraints: Constraints): Schema {
  if (isEmpty(constraints)) return {};
  const { minLength, maxLength, pattern, format, unique, keyPattern } = constraints;
  if (type.kind === 'list') return defined({ minItems: minLength, maxItems: maxLength, uniqueItems: unique });
  if (type.kind === 'map') return keyPattern === undefined ? {} : { propertyNames: { pattern: keyPattern } };
  if (type.kind !== 'primitive') return {};
  if (type.name === 'bytes') return defined({ minLength: base64Length(minLength), maxLength: base64Length(maxLength) });
  const json = primitiveSchema(type.name)['type'];
  if (type.name === 'string') return defined({ minLength, maxLength, pattern, format });
  if (json === 'string') return defined({ minLength, maxLength, pattern });
  return json === 'boolean' ? {} : numberBounds(constraints);
}

function isEmpty(constraints: Constraints): boolean {
  for (const _ in constraints) return false;
  return true;
}

function numberBounds({ min, max, exclusiveMin, exclusiveMax, multipleOf }: Constraints): Schema {
  return defined({
    minimum: min,
    maximum: max,
    exclusiveMinimum: exclusiveMin,
    exclusiveMaximum: exclusiveMax,
    multipleOf,
  });
}

/** Characters of the base64 text of so many bytes. */
function base64Length(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : Math.ceil(bytes / 3) * 4;
}

/** Only the keys that have a value. In a loop, for it is asked for every field of a catalog. */
function defined(schema: Schema): Schema {
  const result: Record<string, Schema[string]> = {};
  for (const key in schema) if (schema[key] !== undefined) result[key] = schema[key];
  return result;
}
