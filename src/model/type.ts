import type { Span } from '../diagnostics/index.js';
import type { ScalarValue } from '../language/node.js';
import type { Element, NameRef } from './element.js';

export const PRIMITIVES = [
  'string',
  'boolean',
  'int',
  'long',
  'float',
  'double',
  'uuid',
  'date',
  'time',
  'timestamp',
  'duration',
  'bytes',
  'uri',
  'email',
] as const;

export type Primitive = (typeof PRIMITIVES)[number];

/** The type of a value, as a closed union. */
export type TypeExpr =
  | { readonly kind: 'primitive'; readonly name: Primitive }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'named'; readonly ref: NameRef }
  | { readonly kind: 'list'; readonly items: TypeExpr }
  | { readonly kind: 'map'; readonly values: TypeExpr }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  /** `closed`: no other field may stand beside these. */
  | { readonly kind: 'record'; readonly fields: readonly Field[]; readonly closed?: true }
  | { readonly kind: 'nullable'; readonly inner: TypeExpr }
  /** `string|int`: a value of any of these, told apart by its form alone; at least two, none of them `anyOf` or `nullable`. */
  | { readonly kind: 'anyOf'; readonly options: readonly TypeExpr[] }
  | JsonType;

/**
 * Any JSON value (`json`), or what only a foreign schema can say of one (`{ schema: ... }`, `{ avro: ... }`). The schema is
 * JSON Schema 2020-12 and complete in itself: its `$ref`s stay within it.
 */
export interface JsonType {
  readonly kind: 'json';
  readonly schema?: JsonValue;
  readonly avro?: JsonValue;
}

/** Bounds on a value. Lengths count characters (of bytes: bytes; of lists: items). */
export interface Constraints {
  readonly min?: number;
  readonly max?: number;
  readonly exclusiveMin?: number;
  readonly exclusiveMax?: number;
  readonly multipleOf?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** What a text is, as JSON Schema calls it, where no type of ours says so: `ipv4`. */
  readonly format?: string;
  /** Of a list: no item stands in it twice. */
  readonly unique?: true;
  /** Of a map: what each key looks like. */
  readonly keyPattern?: string;
}

/** Any JSON value, as defaults and constants have. */
export type JsonValue = ScalarValue | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface Field {
  readonly name: string;
  /** Never `nullable` at the top: that is what the flag says. */
  readonly type: TypeExpr;
  /** May be absent (`T?`). */
  readonly optional: boolean;
  /** Present but may be null (`T|null`). */
  readonly nullable: boolean;
  readonly constraints: Constraints;
  /** How Avro writes the value, where that is not what its type gives. */
  readonly avro?: JsonValue;
  readonly summary?: string;
  readonly default?: JsonValue;
  readonly pii: boolean;
  readonly secret: boolean;
  readonly deprecated: boolean;
  readonly since?: string;
  readonly renamedFrom?: string;
  readonly aliases: readonly string[];
  readonly nameSpan: Span;
  readonly typeSpan: Span;
}

/** A type of the `types` section. */
export type TypeDef = RecordType | EnumType | UnionType | ScalarType;

export interface RecordType extends Element<'type'> {
  readonly shape: 'record';
  readonly fields: readonly Field[];
  /** No other field may stand beside these. */
  readonly closed?: true;
}

export interface EnumType extends Element<'type'> {
  readonly shape: 'enum';
  readonly values: readonly string[];
  /** The value that stands for any that a reader does not know. */
  readonly unknown?: string;
}

/** `oneOf`: each case is named by the value of the `discriminator` field that marks it. */
export interface UnionType extends Element<'type'> {
  readonly shape: 'union';
  readonly discriminator: string;
  readonly cases: readonly { readonly tag: string; readonly type: NameRef }[];
}

/** A named scalar such as `Iban`, with its bounds. */
export interface ScalarType extends Element<'type'> {
  readonly shape: 'scalar';
  readonly type: TypeExpr;
  readonly constraints: Constraints;
  readonly avro?: JsonValue;
  readonly pii: boolean;
  readonly secret: boolean;
}
