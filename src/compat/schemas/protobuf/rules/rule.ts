import type { SchemaPlace } from '../../schema-verdict.js';
import type { ProtoEnum, ProtoField, ProtoFile, ProtoFiles, ProtoMessage, ProtoMethod } from '../proto-files.js';

/** What must survive: the bytes, or the bytes and the JSON form of messages. */
export type ProtobufLevel = 'WIRE' | 'WIRE_JSON';

/** The same part of both sides. Files are paired by path, fields and enum values by number, all else by name. */
export interface Pair<T> {
  readonly reader: T;
  readonly writer: T;
}

/** What a rule has to say, without the id that it stands under. */
export interface Finding {
  readonly message: string;
  readonly help: string;
  readonly reader?: SchemaPlace;
  readonly writer?: SchemaPlace;
}

/** Looks at one pair; `files` is all of both sides. */
export type Check<T> = (pair: Pair<T>, files: Pair<ProtoFiles>) => Iterable<Finding>;

interface Named {
  /** The name that buf gives to the rule. */
  readonly id: string;
  readonly levels: readonly ProtobufLevel[];
}

/** One rule, and the kind of part that it looks at. */
export type ProtobufRule = Named &
  (
    | { readonly on: 'file'; readonly check: Check<ProtoFile> }
    | { readonly on: 'message'; readonly check: Check<ProtoMessage> }
    | { readonly on: 'field'; readonly check: Check<ProtoField> }
    | { readonly on: 'enum'; readonly check: Check<ProtoEnum> }
    | { readonly on: 'method'; readonly check: Check<ProtoMethod> }
  );

export const WIRE: readonly ProtobufLevel[] = ['WIRE'];
export const WIRE_JSON: readonly ProtobufLevel[] = ['WIRE_JSON'];
export const BOTH: readonly ProtobufLevel[] = ['WIRE', 'WIRE_JSON'];

/** The places of both parts of a pair. */
export function places(pair: Pair<{ readonly place: SchemaPlace }>): Required<Pair<SchemaPlace>> {
  return { reader: pair.reader.place, writer: pair.writer.place };
}

/** `Field 3 (\`email\`)`, as sentences begin. */
export function fieldTitle(field: ProtoField): string {
  return field.extendee === undefined
    ? `Field ${field.number} (\`${field.name}\`)`
    : `Extension ${field.number} (\`${field.fullName}\`) of \`${field.extendee}\``;
}
