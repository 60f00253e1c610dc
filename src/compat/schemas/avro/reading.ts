import type { JsonValue } from '../../../model/index.js';
import { isObject, type JsonObject, own } from '../json.js';
import { quotedJson } from '../quoted.js';
import type { SchemaProblem } from '../schema-problem.js';
import type { AvroArray, AvroField, AvroMap, AvroNamed, AvroPrimitive, AvroType, AvroUnion } from './avro-type.js';

/** What gathers while a schema is read. */
export interface Reading {
  readonly file: string;
  readonly problems: SchemaProblem[];
  /** The types named so far, by full name. */
  readonly named: Map<string, AvroNamed>;
  /** Names that were used before their type was defined, by the stand-in that was put there. */
  readonly pending: Map<AvroType, PendingName>;
  /** What holds other types, for when the stand-ins are replaced. */
  readonly holders: (AvroArray | AvroMap | AvroField)[];
  readonly unions: AvroUnion[];
  /** Fields with a default, which is checked when all types are known. */
  readonly defaults: AvroField[];
  size: number;
  /** Whether there are logical types, aliases of fields or bytes: only then can there be doubts. */
  doubtful: boolean;
  /** Something was so wrong that no type can stand for it. */
  unusable: boolean;
}

/** Where a type is written: its pointer, the namespace around it, and how many types are around it. */
export interface Site {
  readonly pointer: string;
  readonly namespace: string;
  readonly depth: number;
}

/** A name, and the namespace in which it is used. */
export interface PendingName {
  readonly name: string;
  readonly namespace: string;
}

/** The state at the beginning of a file. */
export function createReading(file: string): Reading {
  return {
    file,
    problems: [],
    named: new Map(),
    pending: new Map(),
    holders: [],
    unions: [],
    defaults: [],
    size: 0,
    doubtful: false,
    unusable: false,
  };
}

/** Reports what is wrong but leaves no doubt about the type that is meant. */
export function note(reading: Reading, pointer: string, message: string, help?: string): void {
  const place = { file: reading.file, pointer };
  reading.problems.push(help === undefined ? { place, message } : { place, message, help });
}

/** Reports what leaves no type at all, and gives one to go on with. */
export function refuse(reading: Reading, pointer: string, message: string, help?: string): AvroPrimitive {
  note(reading, pointer, message, help);
  reading.unusable = true;
  return standIn(reading, pointer);
}

/** A type in the place of one that is not known, or not yet. */
export function standIn(reading: Reading, pointer: string): AvroPrimitive {
  return { kind: 'null', id: reading.size++, pointer, logical: undefined };
}

/** The text of a key, or undefined where it has none. */
export function textMember(json: JsonObject, key: string): string | undefined {
  const value = own(json, key);
  return typeof value === 'string' ? value : undefined;
}

/** A value in a message: short, on one line. */
export function shown(json: JsonValue): string {
  if (Array.isArray(json)) return 'a list';
  if (isObject(json)) return 'an object';
  return quotedJson(json);
}
