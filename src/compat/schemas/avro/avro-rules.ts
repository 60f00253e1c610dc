import type { AvroField, AvroNamed, AvroRecord, AvroType, AvroUnion } from './avro-type.js';

/** Whose rules count: those of Apache's compatibility check, or those of Apache's decoder in Java. */
export type AvroProfile = 'apache' | 'decoder';

/** What depends on names, which is where the profiles differ; all else is the same in all of them. */
export interface AvroRules {
  /** Whether a named type of the reader may read one of the writer of the same kind, as far as their names tell. */
  matchNames(reader: AvroNamed, writer: AvroNamed): boolean;
  /** Whether the fields of a reader's record may read those of a writer's record by their aliases. */
  aliasesCount(reader: AvroRecord, writer: AvroRecord): boolean;
  /** The field of the writer's record that fills a field of the reader's record. */
  writerFieldOf(field: AvroField, reader: AvroRecord, writer: AvroRecord): AvroField | undefined;
  /** The branches that may take a writer's type that is no union; one that can read it is enough. */
  branchesFor(reader: AvroUnion, writer: AvroType): readonly AvroType[];
  /** Whether two unions are so much the same that each branch reads its counterpart, without a look at the others. */
  areTwins(reader: AvroUnion, writer: AvroUnion): boolean;
}
