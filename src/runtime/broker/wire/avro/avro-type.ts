import { isJsonObject, type JsonObject } from '../../../json.js';

export type PrimitiveKind = 'null' | 'boolean' | 'int' | 'long' | 'float' | 'double' | 'bytes' | 'string';

/** What an Avro schema says, as far as bytes and JSON are made of it. Records may contain themselves. */
export type AvroType =
  | PrimitiveAvroType
  | FixedAvroType
  | EnumAvroType
  | { readonly kind: 'array'; readonly items: AvroType }
  | { readonly kind: 'map'; readonly values: AvroType }
  | UnionAvroType
  | RecordAvroType;

export interface PrimitiveAvroType {
  readonly kind: PrimitiveKind;
  readonly logical?: Logical;
  /** A string that is the JSON text of a value. */
  readonly isJsonText?: boolean;
}

export interface FixedAvroType {
  readonly kind: 'fixed';
  readonly name: string;
  readonly size: number;
  readonly logical?: Logical;
}

export interface Logical {
  readonly name: string;
  /** Of a decimal. */
  readonly precision: number;
  readonly scale: number;
}

export interface EnumAvroType {
  readonly kind: 'enum';
  readonly name: string;
  readonly symbols: readonly string[];
  /** What a symbol stands for in JSON, where that is no Avro name. */
  readonly values: ReadonlyMap<string, string>;
}

export interface UnionAvroType {
  readonly kind: 'union';
  readonly branches: readonly AvroType[];
  /** By name of a branch: the fields of the JSON value that say that it is this one. */
  readonly tags: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

export interface RecordAvroType {
  readonly kind: 'record';
  readonly name: string;
  readonly fields: RecordField[];
}

export interface RecordField {
  /** In Avro. */
  readonly name: string;
  /** In JSON. */
  readonly key: string;
  readonly type: AvroType;
  readonly hasDefault: boolean;
  /** Stands for an absent field: its default is null. */
  readonly isNullByDefault: boolean;
}

/** The name of a type as a branch of a union. */
export function branchNameOf(type: AvroType): string {
  return type.kind === 'record' || type.kind === 'enum' || type.kind === 'fixed' ? type.name : type.kind;
}

interface Scope {
  readonly namespace: string;
  readonly named: Map<string, AvroType>;
}

const PRIMITIVES: readonly string[] = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'];

/** Reads a schema that avsc has taken for a sound one. Throws where it means nothing. */
export function readAvroType(schema: unknown): AvroType {
  return typeOf({ namespace: '', named: new Map() }, schema);
}

function typeOf(scope: Scope, schema: unknown, tags?: unknown): AvroType {
  if (typeof schema === 'string') return namedType(scope, schema);
  if (Array.isArray(schema)) {
    return { kind: 'union', branches: schema.map((branch) => typeOf(scope, branch)), tags: tagsOf(tags) };
  }
  if (!isJsonObject(schema)) throw new TypeError(`${JSON.stringify(schema)} is no Avro type`);
  return complexType(scope, schema);
}

function namedType({ namespace, named }: Scope, name: string): AvroType {
  const found = named.get(qualified(name, namespace)) ?? named.get(name);
  if (found !== undefined) return found;
  if (isPrimitive(name)) return { kind: name };
  throw new TypeError(`the Avro type \`${name}\` is not defined`);
}

function isPrimitive(name: string): name is PrimitiveKind {
  return PRIMITIVES.includes(name);
}

function qualified(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

function complexType(scope: Scope, schema: JsonObject): AvroType {
  switch (schema['type']) {
    case 'record':
    case 'error':
      return recordType(scope, schema);
    case 'enum':
      return enumType(scope, schema);
    case 'fixed': {
      const name = nameOf(scope, schema);
      return defined(scope, { kind: 'fixed', name, size: Number(schema['size']), ...logicalOf(schema) });
    }
    case 'array':
      return { kind: 'array', items: typeOf(scope, schema['items'], schema['tags']) };
    case 'map':
      return { kind: 'map', values: typeOf(scope, schema['values'], schema['tags']) };
    default:
      return annotated(typeOf(scope, schema['type'], schema['tags']), schema);
  }
}

function annotated(type: AvroType, schema: JsonObject): AvroType {
  if (type.kind === 'string' && schema['contentType'] === 'application/json') return { ...type, isJsonText: true };
  return PRIMITIVES.includes(type.kind) ? { ...type, ...logicalOf(schema) } : type;
}

function logicalOf(schema: JsonObject): { readonly logical?: Logical } {
  const name = schema['logicalType'];
  if (typeof name !== 'string') return {};
  return { logical: { name, precision: Number(schema['precision'] ?? 0), scale: Number(schema['scale'] ?? 0) } };
}

function nameOf({ namespace }: Scope, schema: JsonObject): string {
  const own = schema['namespace'];
  return qualified(String(schema['name']), typeof own === 'string' ? own : namespace);
}

function defined<T extends Extract<AvroType, { readonly name: string }>>({ named }: Scope, type: T): T {
  named.set(type.name, type);
  return type;
}

function enumType(scope: Scope, schema: JsonObject): AvroType {
  const symbols = schema['symbols'];
  const values = isJsonObject(schema['values']) ? Object.entries(schema['values']) : [];
  return defined(scope, {
    kind: 'enum',
    name: nameOf(scope, schema),
    symbols: Array.isArray(symbols) ? symbols.map(String) : [],
    values: new Map(values.map(([symbol, value]) => [symbol, String(value)])),
  });
}

function recordType(scope: Scope, schema: JsonObject): AvroType {
  const name = nameOf(scope, schema);
  const fields: RecordField[] = [];
  // Its fields may name it.
  const record = defined(scope, { kind: 'record', name, fields });
  const inside = { ...scope, namespace: name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '' };
  const written = schema['fields'];
  for (const field of Array.isArray(written) ? written : [])
    if (isJsonObject(field)) fields.push(fieldOf(inside, field));
  return record;
}

function fieldOf(scope: Scope, field: JsonObject): RecordField {
  const name = String(field['name']);
  return {
    name,
    key: typeof field['field'] === 'string' ? field['field'] : name,
    type: typeOf(scope, field['type'], field['tags']),
    hasDefault: field['default'] !== undefined,
    isNullByDefault: field['default'] === null,
  };
}

function tagsOf(tags: unknown): UnionAvroType['tags'] {
  if (!isJsonObject(tags)) return new Map();
  const entries = Object.entries(tags).map(([branch, wanted]): [string, Readonly<Record<string, string>>] => {
    const texts = isJsonObject(wanted) ? Object.entries(wanted).map(([key, value]) => [key, String(value)]) : [];
    return [branch, Object.fromEntries(texts)];
  });
  return new Map(entries);
}
