import type { JsonValue } from '../../../../model/index.js';
import type { AvroSchema } from '../avro-type.js';
import { avroIncompatibilities } from '../can-read-avro.js';
import { readAvroSchema } from '../read-avro-schema.js';

/** The schema of a test; it must have no problem. */
export function sound(json: JsonValue, file = 'schema.avsc'): AvroSchema {
  const { value, problems } = readAvroSchema(file, json);
  const [problem] = problems;
  if (!value || problem) throw new Error(problem?.message ?? 'No schema.');
  return value;
}

/** `KIND location` of each incompatibility. */
export function breaksOf(reader: JsonValue, writer: JsonValue): readonly string[] {
  return avroIncompatibilities(sound(reader), sound(writer)).map(({ kind, location }) => `${kind} ${location}`);
}

/** A record with these fields. */
export function record(
  name: string,
  fields: readonly JsonValue[],
  rest: { readonly [key: string]: JsonValue } = {},
): JsonValue {
  return { type: 'record', name, fields, ...rest };
}

/** A field of a record. */
export function field(name: string, type: JsonValue, rest: { readonly [key: string]: JsonValue } = {}): JsonValue {
  return { name, type, ...rest };
}
