import type { ProtoField, ProtoMessage } from '../proto-files.js';
import { type ReservedLookup, reservedLookup } from './reserved-lookup.js';
import { BOTH, type Check, type Finding, type Pair, type ProtobufRule, WIRE_JSON } from './rule.js';

/** Fields that only the writer has: their numbers and names must not come to mean something else. */
export const DELETED_FIELDS: readonly ProtobufRule[] = [
  {
    id: 'FIELD_NO_DELETE_UNLESS_NUMBER_RESERVED',
    levels: BOTH,
    on: 'message',
    check: deletedUnless((field, reserved) => reserved.hasNumber(field.number), unreservedNumber),
  },
  {
    id: 'FIELD_NO_DELETE_UNLESS_NAME_RESERVED',
    levels: WIRE_JSON,
    on: 'message',
    check: deletedUnless((field, reserved) => reserved.hasName(field.name), unreservedName),
  },
];

function deletedUnless(
  isReserved: (field: ProtoField, reserved: ReservedLookup) => boolean,
  told: (pair: Pair<ProtoMessage>, field: ProtoField) => Pick<Finding, 'message' | 'help'>,
): Check<ProtoMessage> {
  return function* check(pair) {
    const kept = new Set(pair.reader.fields.map((field) => field.number));
    const reserved = reservedLookup(pair.reader.reserved);
    for (const field of pair.writer.fields) {
      if (kept.has(field.number) || isReserved(field, reserved)) continue;
      yield { ...told(pair, field), reader: pair.reader.place, writer: field.place };
    }
  };
}

function unreservedNumber({ reader }: Pair<ProtoMessage>, field: ProtoField): Pick<Finding, 'message' | 'help'> {
  return {
    message: `\`${reader.name}\` has no field ${field.number} (\`${field.name}\` on the writer's side) and does not reserve the number, so a later field may take it and misread what is written today.`,
    help: `Put \`reserved ${field.number};\` into \`${reader.name}\`, or keep the field and mark it \`[deprecated = true]\`.`,
  };
}

function unreservedName({ reader }: Pair<ProtoMessage>, field: ProtoField): Pick<Finding, 'message' | 'help'> {
  return {
    message: `\`${reader.name}\` has no field ${field.number} (\`${field.name}\` on the writer's side) and does not reserve the name, so a later field may take it and misread JSON that is written today.`,
    help: `Put \`reserved "${field.name}";\` into \`${reader.name}\`, or keep the field and mark it \`[deprecated = true]\`.`,
  };
}
