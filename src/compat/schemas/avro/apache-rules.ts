import type { AvroRules } from './avro-rules.js';
import type { AvroField, AvroNamed, AvroRecord } from './avro-type.js';
import { type BranchIndexes, branchesFor } from './union-branches.js';

/** The rules of Apache's compatibility check, by which registries judge. Made anew for each comparison. */
export function apacheRules(): AvroRules {
  const indexes: BranchIndexes = new Map();
  return {
    matchNames,
    aliasesCount: () => true,
    writerFieldOf,
    branchesFor: (union, writer) => branchesFor(indexes, union, writer),
    areTwins: () => false,
  };
}

/** Named types match by their short names, or when an alias of the reader is the writer's full name. */
function matchNames(reader: AvroNamed, writer: AvroNamed): boolean {
  return reader.name === writer.name || reader.aliases.includes(writer.fullName);
}

/** The one of its name, else of its first alias that the writer has. */
function writerFieldOf(field: AvroField, _reader: AvroRecord, writer: AvroRecord): AvroField | undefined {
  const direct = writer.fields.get(field.name);
  if (direct) return direct;
  for (const alias of field.aliases) {
    const found = writer.fields.get(alias);
    if (found) return found;
  }
  return undefined;
}
