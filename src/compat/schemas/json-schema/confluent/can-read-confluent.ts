import type { SchemaBreak, SchemaVerdict } from '../../schema-verdict.js';
import type { JsonSchemaDocument } from '../document.js';
import { compareWhole, type JsonSchemaDifference } from './compare-confluent.js';
import { describeDifference } from './describe-difference.js';
import type { ConfluentPolicy } from './kinds.js';
import { TOO_LARGE } from './texts.js';

/**
 * Whether a reader on one schema can take what a writer on another writes, as a Confluent registry answers under a policy.
 * Backward: the reader is the new schema; forward: the old one. What could not be read of either schema is a doubt.
 */
export function canReadConfluent(
  reader: JsonSchemaDocument,
  writer: JsonSchemaDocument,
  policy: ConfluentPolicy,
): SchemaVerdict {
  const { differences, complete } = compareWhole(writer, reader, policy);
  const breaks = differences.filter((difference) => !difference.compatible).map(breakOf);
  const unread = [...doubtsOf(reader, 'reader'), ...doubtsOf(writer, 'writer')];
  return { breaks, doubts: complete ? unread : [...unread, tooLarge(reader, writer)] };
}

function breakOf(difference: JsonSchemaDifference): SchemaBreak {
  const { kind, newer, older } = difference;
  return { kind, ...describeDifference(difference), reader: newer, writer: older };
}

function doubtsOf({ problems }: JsonSchemaDocument, side: 'reader' | 'writer'): readonly SchemaBreak[] {
  return problems.map(({ place, message, help }) => ({
    kind: 'SCHEMA_NOT_READ',
    message,
    ...(help === undefined ? {} : { help }),
    [side]: place,
  }));
}

function tooLarge(reader: JsonSchemaDocument, writer: JsonSchemaDocument): SchemaBreak {
  const [message, help] = TOO_LARGE;
  return {
    kind: 'SCHEMA_TOO_LARGE',
    message,
    help,
    reader: reader.root.place,
    writer: writer.root.place,
  };
}
