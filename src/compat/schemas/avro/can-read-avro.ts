import type { SchemaVerdict } from '../schema-verdict.js';
import { type Answers, apacheAnswers } from './apache-answers.js';
import { apacheRules } from './apache-rules.js';
import type { AvroProfile, AvroRules } from './avro-rules.js';
import type { AvroSchema } from './avro-type.js';
import { canRead, type Deciding, startDeciding } from './decide-pairs.js';
import { decoderRules } from './decoder-rules.js';
import { describeBreak } from './describe-break.js';
import { listDoubts } from './list-doubts.js';
import { type AvroIncompatibility, listIncompatibilities } from './list-incompatibilities.js';

/**
 * Whether a reader with one Avro schema takes all that is written with another: by the rules of Apache's compatibility
 * check, or by those of the decoder that a consumer runs, which goes by the fields of a record and not by its name.
 */
export function canReadAvro(reader: AvroSchema, writer: AvroSchema, profile: AvroProfile = 'apache'): SchemaVerdict {
  const deciding = startDeciding(rulesOf(profile, reader, writer), writer);
  const compared = { reader, writer, answers: answersOf(deciding), rules: deciding.rules };
  return {
    breaks: findAll(deciding, reader, writer).map((found) => describeBreak(compared, found)),
    doubts: reader.doubtful || writer.doubtful ? listDoubts(compared) : [],
  };
}

/** The same as a list in Apache's own words and places, in its order. */
export function avroIncompatibilities(
  reader: AvroSchema,
  writer: AvroSchema,
  profile: AvroProfile = 'apache',
): readonly AvroIncompatibility[] {
  return findAll(startDeciding(rulesOf(profile, reader, writer), writer), reader, writer);
}

function rulesOf(profile: AvroProfile, reader: AvroSchema, writer: AvroSchema): AvroRules {
  switch (profile) {
    case 'apache':
      return apacheRules();
    case 'decoder':
      return decoderRules(reader, writer);
  }
}

function answersOf(deciding: Deciding): Answers {
  return (reader, writer) => canRead(deciding, reader, writer);
}

/** Where Apache overlooks what breaks, which takes recursive types in a union, the reasons are listed without its shortcut. */
function findAll(deciding: Deciding, reader: AvroSchema, writer: AvroSchema): readonly AvroIncompatibility[] {
  if (canRead(deciding, reader.root, writer.root)) return [];
  const { rules } = deciding;
  const found = listIncompatibilities(rules, apacheAnswers(rules, writer), reader.root, writer.root);
  return found.length > 0 ? found : listIncompatibilities(rules, answersOf(deciding), reader.root, writer.root);
}
