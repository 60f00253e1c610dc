import type { SchemaVerdict } from '../schema-verdict.js';
import { type Answers, apacheAnswers } from './apache-answers.js';
import type { AvroSchema } from './avro-type.js';
import { canRead, type Deciding, startDeciding } from './decide-pairs.js';
import { describeBreak } from './describe-break.js';
import { listDoubts } from './list-doubts.js';
import { type AvroIncompatibility, listIncompatibilities } from './list-incompatibilities.js';

/** Whether a reader with one Avro schema takes all that is written with another, by the rules of Apache Avro. */
export function canReadAvro(reader: AvroSchema, writer: AvroSchema): SchemaVerdict {
  const deciding = startDeciding(writer);
  const compared = { reader, writer, answers: answersOf(deciding), indexes: deciding.indexes };
  return {
    breaks: findAll(deciding, reader, writer).map((found) => describeBreak(compared, found)),
    doubts: reader.doubtful || writer.doubtful ? listDoubts(compared) : [],
  };
}

/** The same as a list in Apache's own words and places, in its order. */
export function avroIncompatibilities(reader: AvroSchema, writer: AvroSchema): readonly AvroIncompatibility[] {
  return findAll(startDeciding(writer), reader, writer);
}

function answersOf(deciding: Deciding): Answers {
  return (reader, writer) => canRead(deciding, reader, writer);
}

/** Where Apache overlooks what breaks, which takes recursive types in a union, the reasons are listed without its shortcut. */
function findAll(deciding: Deciding, reader: AvroSchema, writer: AvroSchema): readonly AvroIncompatibility[] {
  if (canRead(deciding, reader.root, writer.root)) return [];
  const found = listIncompatibilities(apacheAnswers(writer, deciding.indexes), reader.root, writer.root);
  return found.length > 0 ? found : listIncompatibilities(answersOf(deciding), reader.root, writer.root);
}
