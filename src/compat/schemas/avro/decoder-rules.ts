import { shortName } from './avro-names.js';
import type { AvroRules } from './avro-rules.js';
import type { AvroField, AvroRecord, AvroSchema } from './avro-type.js';
import { startChoosing } from './decoder-branches.js';
import { startTwins } from './decoder-twins.js';
import { type KnownAs, namesKnownTo, needNoAliases } from './known-names.js';

/**
 * The rules of Apache's decoder in Java, which is what a consumer runs. It gives the writer's types the names for which the
 * reader has aliases, and then takes records by their fields and other types by their names: within a union full ones.
 */
export function decoderRules(reader: AvroSchema, writer: AvroSchema): AvroRules {
  const same = needNoAliases(reader, writer);
  const knownAs: KnownAs = same ? ({ fullName }) => fullName : namesKnownTo(reader);
  const aliasesCount: AvroRules['aliasesCount'] = (record, written) => !same && knownAs(written) === record.fullName;
  const rules: AvroRules = {
    matchNames: (type, written) => type.kind === 'record' || type.name === shortName(knownAs(written)),
    aliasesCount,
    writerFieldOf: fieldsByOwner(aliasesCount),
    branchesFor: (union, written) => choosing.branchesFor(union, written),
    areTwins: (union, written) => twins(union, written),
  };
  const choosing = startChoosing(rules, knownAs);
  const twins = startTwins(rules, knownAs, writer);
  return rules;
}

/**
 * A field of the writer goes to one field of the reader: the last one that has its name as an alias, else the one of its name.
 * Aliases count only where the records have the same name.
 */
function fieldsByOwner(aliasesCount: AvroRules['aliasesCount']): AvroRules['writerFieldOf'] {
  const owners = new Map<AvroRecord, ReadonlyMap<string, AvroField>>();
  return (field, reader, writer) => {
    if (!aliasesCount(reader, writer)) return writer.fields.get(field.name);
    const aliased = owners.get(reader) ?? aliasedFields(reader);
    owners.set(reader, aliased);
    for (const name of [field.name, ...field.aliases]) {
      const owner = aliased.get(name) ?? reader.fields.get(name);
      const written = owner === field ? writer.fields.get(name) : undefined;
      if (written) return written;
    }
    return undefined;
  };
}

function aliasedFields(record: AvroRecord): ReadonlyMap<string, AvroField> {
  const owners = new Map<string, AvroField>();
  for (const field of record.fields.values()) for (const alias of field.aliases) owners.set(alias, field);
  return owners;
}
