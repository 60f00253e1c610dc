import type { ProtoEnum, ProtoMessage, ProtoRange } from '../proto-files.js';
import { reservedLookup } from './reserved-lookup.js';
import { BOTH, type Check, type Pair, type ProtobufRule, places } from './rule.js';

/** Numbers and names that the writer's side reserves must stay reserved. */
export const RESERVED: readonly ProtobufRule[] = [
  { id: 'RESERVED_MESSAGE_NO_DELETE', levels: BOTH, on: 'message', check: checkReserved },
  { id: 'RESERVED_ENUM_NO_DELETE', levels: BOTH, on: 'enum', check: checkReserved },
];

function* checkReserved(pair: Pair<ProtoMessage | ProtoEnum>): ReturnType<Check<ProtoMessage & ProtoEnum>> {
  const { reader, writer } = pair;
  const kept = reservedLookup(reader.reserved);
  const lost = [
    ...writer.reserved.ranges.filter((range) => !kept.covers(range)).map(rangeText),
    ...writer.reserved.names.filter((name) => !kept.hasName(name)).map((name) => `"${name}"`),
  ];
  for (const what of lost) {
    yield {
      message: `\`${reader.name}\` does not reserve \`${what}\` as the writer's side does, so it may be used again for something else.`,
      help: `Put \`reserved ${what};\` back into \`${reader.name}\`.`,
      ...places(pair),
    };
  }
}

function rangeText({ start, end }: ProtoRange): string {
  return start === end ? `${start}` : `${start} to ${end}`;
}
