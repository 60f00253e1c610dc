import type { JsonValue } from '../../../model/index.js';
import type { SchemaProblem } from '../schema-problem.js';
import type { AvroSchema } from './avro-type.js';
import { checkDefaults } from './check-defaults.js';
import { checkUnions } from './check-unions.js';
import { readType } from './read-type.js';
import { createReading } from './reading.js';
import { settleNames } from './settle-names.js';

/** A schema as far as it can be understood, and what is wrong with it. */
export interface AvroReadResult {
  /** Missing where the schema cannot be compared at all. With problems beside it, Apache's parser refuses it but others may not. */
  readonly value?: AvroSchema;
  readonly problems: readonly SchemaProblem[];
}

/** Reads the JSON of an Avro schema (`.avsc`): an object, a name, or a list of types, which is a union. */
export function readAvroSchema(file: string, json: JsonValue): AvroReadResult {
  const reading = createReading(file);
  const read = readType(reading, json, { pointer: '', namespace: '', depth: 0 });
  const root = settleNames(reading, read);
  const { problems, size, doubtful } = reading;
  if (reading.unusable) return { problems };
  checkUnions(reading);
  checkDefaults(reading);
  return { value: { file, root, size, named: [...reading.named.values()], doubtful }, problems };
}
