import type { SchemaPlace } from '../schema-verdict.js';

/** The text of one Protobuf file. */
export interface ProtoSource {
  /** The path by which other files import it, and by which it is paired with its other version. */
  readonly path: string;
  readonly text: string;
  /** What places call it; the path where it is left out. */
  readonly file?: string;
}

/** Kinds of the values that have no definition of their own. */
export const SCALAR_KINDS = [
  'double',
  'float',
  'int32',
  'int64',
  'uint32',
  'uint64',
  'sint32',
  'sint64',
  'fixed32',
  'fixed64',
  'sfixed32',
  'sfixed64',
  'bool',
  'string',
  'bytes',
] as const;

/** A kind of value that has no definition of its own. */
export type ScalarKind = (typeof SCALAR_KINDS)[number];

/** A type with a definition, by its full name without a leading dot; `unknown` where the defining file is not at hand. */
export interface NamedType {
  readonly kind: 'message' | 'group' | 'enum' | 'unknown';
  readonly name: string;
}

/** The type of a field; a `group` is a message that is written between two tags instead of after its length. */
export type ProtoType = { readonly kind: ScalarKind } | NamedType;

/** How often a field may come, and whether its absence can be told from its zero value. */
export type ProtoCardinality = 'explicit' | 'implicit' | 'required' | 'repeated' | 'map';

/** An explicit default: strings and bytes as one character a byte, integers as bigint, bools as 0 and 1, enum values by name. */
export interface ProtoDefault {
  readonly value: string | number | bigint;
  /** As it stands in the file. */
  readonly text: string;
}

/** A field of a message, or an extension (`extendee` is set). */
export interface ProtoField {
  readonly name: string;
  readonly fullName: string;
  readonly number: number;
  readonly jsonName: string;
  readonly type: ProtoType;
  readonly cardinality: ProtoCardinality;
  /** Whether the word `required` stands in the file; editions ask for it by a feature instead. */
  readonly labelled: boolean;
  /** Name of the oneof it belongs to; the oneof behind a proto3 `optional` does not count. */
  readonly oneof?: string;
  readonly default?: ProtoDefault;
  /** Full name of the message that is extended. */
  readonly extendee?: string;
  readonly place: SchemaPlace;
}

/** Numbers from `start` to `end`, both included. */
export interface ProtoRange {
  readonly start: number;
  readonly end: number;
}

/** Numbers and names that may not be used again. */
export interface ProtoReserved {
  readonly ranges: readonly ProtoRange[];
  readonly names: readonly string[];
}

/** Whether values have a JSON form that all implementations agree on. */
export type JsonFormat = 'ALLOW' | 'LEGACY_BEST_EFFORT';

/** A message, nested ones and the entries of maps included; `name` leaves out the package. */
export interface ProtoMessage {
  readonly name: string;
  readonly fullName: string;
  readonly fields: readonly ProtoField[];
  readonly reserved: ProtoReserved;
  readonly extensionRanges: readonly ProtoRange[];
  readonly jsonFormat: JsonFormat;
  readonly isMapEntry: boolean;
  readonly place: SchemaPlace;
}

export interface ProtoEnumValue {
  readonly name: string;
  readonly number: number;
  readonly place: SchemaPlace;
}

/** An enum, nested ones included; several values may share a number. */
export interface ProtoEnum {
  readonly name: string;
  readonly fullName: string;
  readonly values: readonly ProtoEnumValue[];
  readonly reserved: ProtoReserved;
  readonly jsonFormat: JsonFormat;
  readonly place: SchemaPlace;
}

/** A call of a service; `input` and `output` are full names. */
export interface ProtoMethod {
  readonly name: string;
  readonly input: string;
  readonly output: string;
  readonly clientStreaming: boolean;
  readonly serverStreaming: boolean;
  readonly idempotency: string;
  readonly place: SchemaPlace;
}

export interface ProtoService {
  readonly name: string;
  readonly fullName: string;
  readonly methods: readonly ProtoMethod[];
  readonly place: SchemaPlace;
}

/** One file; what is nested stands flat in its lists, in the order of the text. */
export interface ProtoFile {
  /** The path by which other files import it. */
  readonly path: string;
  readonly package: string;
  /** `proto2`, `proto3` or the year of an edition. */
  readonly syntax: string;
  readonly messages: readonly ProtoMessage[];
  readonly enums: readonly ProtoEnum[];
  readonly services: readonly ProtoService[];
  readonly extensions: readonly ProtoField[];
  readonly place: SchemaPlace;
}

/** An import whose file was not given and is none of Protobuf's own. */
export interface MissingImport {
  readonly path: string;
  readonly place: SchemaPlace;
}

/** A set of files that belong together, with what they define by full name (extensions: `extendee#number`). */
export interface ProtoFiles {
  readonly files: readonly ProtoFile[];
  readonly messages: ReadonlyMap<string, ProtoMessage>;
  readonly enums: ReadonlyMap<string, ProtoEnum>;
  readonly services: ReadonlyMap<string, ProtoService>;
  readonly extensions: ReadonlyMap<string, ProtoField>;
  readonly missing: readonly MissingImport[];
}
