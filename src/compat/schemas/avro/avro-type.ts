import type { JsonValue } from '../../../model/index.js';

/** An Avro schema of one file, its names resolved. */
export interface AvroSchema {
  readonly file: string;
  readonly root: AvroType;
  /** How many types it has; their ids are the numbers below it. */
  readonly size: number;
  /** The types that have a name, in the order of their definitions. */
  readonly named: readonly AvroNamed[];
  /** Whether it has logical types, aliases of fields or bytes: without them nothing is in doubt. */
  readonly doubtful: boolean;
}

/** A type as a closed union. A named type is one object wherever it is used, so types may be cyclic. */
export type AvroType = AvroPrimitive | AvroFixed | AvroEnum | AvroRecord | AvroArray | AvroMap | AvroUnion;

/** The types that have a name, and match by it. */
export type AvroNamed = AvroFixed | AvroEnum | AvroRecord;

/** The names of Avro's own types. */
export const PRIMITIVE_KINDS = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const;
const PRIMITIVE_NAMES: ReadonlySet<string> = new Set(PRIMITIVE_KINDS);

/** The types that are Avro's own. */
export type PrimitiveKind = (typeof PRIMITIVE_KINDS)[number];

interface Placed {
  /** Unique within its schema. */
  readonly id: number;
  /** RFC 6901 pointer to where it is written (of a named type: to its definition). */
  readonly pointer: string;
}

interface Base extends Placed {
  /** What the values stand for (`timestamp-millis`, `decimal of scale 2`); nothing to Avro's schema resolution. */
  readonly logical: string | undefined;
}

interface Named extends Base {
  /** Short name; `fullName` has the namespace before it. */
  readonly name: string;
  readonly fullName: string;
  /** Full names. */
  readonly aliases: readonly string[];
}

/** A type of Avro's own, such as `long`. */
export interface AvroPrimitive extends Base {
  readonly kind: PrimitiveKind;
}

/** A fixed number of bytes. */
export interface AvroFixed extends Named {
  readonly kind: 'fixed';
  /** In bytes. */
  readonly size: number;
}

/** One of several symbols. */
export interface AvroEnum extends Named {
  readonly kind: 'enum';
  readonly symbols: ReadonlySet<string>;
  /** The symbol that stands for those that a reader does not know. */
  readonly fallback: string | undefined;
}

/** Fields by name; errors are records too. */
export interface AvroRecord extends Named {
  readonly kind: 'record';
  /** By name, in the order in which they are written. */
  readonly fields: ReadonlyMap<string, AvroField>;
}

/** A field of a record. */
export interface AvroField {
  readonly name: string;
  readonly pointer: string;
  readonly index: number;
  readonly aliases: readonly string[];
  readonly type: AvroType;
  /** Undefined where there is none; `null` is a default. */
  readonly default: JsonValue | undefined;
}

/** A list of values of one type. */
export interface AvroArray extends Base {
  readonly kind: 'array';
  readonly items: AvroType;
}

/** Values of one type by text. */
export interface AvroMap extends Base {
  readonly kind: 'map';
  readonly values: AvroType;
}

/** A value of one of several types. */
export interface AvroUnion extends Base {
  readonly kind: 'union';
  readonly branches: readonly AvroType[];
}

/** Whether a name is that of one of Avro's own types. */
export function isPrimitiveName(name: string): name is PrimitiveKind {
  return PRIMITIVE_NAMES.has(name);
}

/** Whether a type has a name. */
export function isNamed(type: AvroType): type is AvroNamed {
  return type.kind === 'record' || type.kind === 'enum' || type.kind === 'fixed';
}

/** The name of a type as a person would say it: its full name, or else its kind. */
export function titleOf(type: AvroType): string {
  return isNamed(type) ? type.fullName : type.kind;
}
