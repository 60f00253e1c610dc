import type { AvroBreakKind } from '../avro/list-incompatibilities.js';
import { type KindText, textsOf, type Words } from './kind-text.js';

const BREAKS: Readonly<Record<AvroBreakKind, Words>> = {
  FIXED_SIZE_MISMATCH: [
    'The reader expects a `fixed` of another size than the writer writes.',
    'Keep the size, or add a field of the new type with a default.',
  ],
  MISSING_ENUM_SYMBOLS: [
    "The reader's enum lacks symbols that the writer may write.",
    "Give the reader's enum a `default`, the symbol that stands for unknown ones; or add symbols to all readers before anybody writes them.",
  ],
  MISSING_UNION_BRANCH: [
    "The reader's union has no type that can read one that the writer may write.",
    'Add the type to the union of all readers before anybody writes it.',
  ],
  NAME_MISMATCH: [
    'The reader expects a record, an enum or a `fixed` of another name than the writer writes.',
    "Keep the name, or let the reader know the writer's with `aliases`.",
  ],
  READER_FIELD_MISSING_DEFAULT_VALUE: [
    "A field of the reader has no default, and the writer's record does not have it.",
    'Give the field a `default`; if it had another name before, add that to its `aliases`.',
  ],
  TYPE_MISMATCH: [
    'The reader expects another type than the writer writes, and Avro does not turn one into the other.',
    'Keep the type, or add a field of the new type with a default, and leave the old one until nobody reads it.',
  ],
};

const DOUBTS: Readonly<Record<string, Words>> = {
  AMBIGUOUS_ALIAS: [
    'A field of the reader stands for several of the writer at once: some readers take the first, others refuse.',
    'Take out the alias that is still the name of a field.',
  ],
  BYTES_AS_TEXT: [
    'The reader takes bytes as text, which fails for those that are not UTF-8.',
    'Make sure that only text was ever written there, or add a field of type `string` with a default.',
  ],
  LOGICAL_TYPE_CHANGED: [
    'The reader takes the same number or bytes for another logical type than the writer, which means another value.',
    'Keep the logical type, or add a field of the new one with a default.',
  ],
};

/** What two Avro schemas may differ in, in the words of Apache Avro. */
export const AVRO_KINDS: readonly KindText[] = [
  ...textsOf('Avro', 'breaks', BREAKS),
  ...textsOf('Avro', 'in doubt', DOUBTS),
];
