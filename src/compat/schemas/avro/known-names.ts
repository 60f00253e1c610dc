import type { AvroNamed, AvroSchema } from './avro-type.js';
import { areEqual, type Likeness } from './equal-types.js';

/** The full name that a reader has for a type of the writer: that of the type which has its name as an alias, else its own. */
export type KnownAs = (writer: AvroNamed) => string;

const IDENTICAL: Likeness = {
  sameName: (reader, writer) => reader.fullName === writer.fullName,
  sameField: ([field, written]) =>
    field.name === written.name && JSON.stringify(field.default) === JSON.stringify(written.default),
};

/** Whether two schemas are the same but for their aliases: then the decoder leaves all aliases alone. */
export function needNoAliases(reader: AvroSchema, writer: AvroSchema): boolean {
  return areEqual(IDENTICAL, reader.root, writer.root, { left: Number.POSITIVE_INFINITY });
}

/** What a reader calls the types of writers. Where two of its types have the same alias, the later one counts. */
export function namesKnownTo(reader: AvroSchema): KnownAs {
  const names = new Map<string, string>();
  for (const type of reader.named) for (const alias of type.aliases) names.set(alias, type.fullName);
  return (writer) => names.get(writer.fullName) ?? writer.fullName;
}
