import { nameList } from '../../../../model/facts/name-list.js';
import { grouped } from '../../../../model/grouped.js';
import type { ProtoEnum, ProtoEnumValue } from '../proto-files.js';
import { reservedLookup } from './reserved-lookup.js';
import { BOTH, type Check, type Pair, type ProtobufRule, WIRE_JSON } from './rule.js';

/** Enum values that only the writer has, or that have other names here. Values of one number count as one. */
export const ENUM_VALUES: readonly ProtobufRule[] = [
  { id: 'ENUM_VALUE_NO_DELETE_UNLESS_NUMBER_RESERVED', levels: BOTH, on: 'enum', check: checkNumbers },
  { id: 'ENUM_VALUE_NO_DELETE_UNLESS_NAME_RESERVED', levels: WIRE_JSON, on: 'enum', check: checkNames },
  { id: 'ENUM_VALUE_SAME_NAME', levels: WIRE_JSON, on: 'enum', check: checkSameNames },
];

/** Values of the writer whose number the reader does not have, by number. */
function* deleted({ reader, writer }: Pair<ProtoEnum>): Iterable<readonly ProtoEnumValue[]> {
  const kept = new Set(reader.values.map((value) => value.number));
  for (const [number, values] of byNumber(writer)) if (!kept.has(number)) yield values;
}

function byNumber(definition: ProtoEnum): ReadonlyMap<number, readonly ProtoEnumValue[]> {
  return grouped(definition.values, (value) => value.number);
}

function* checkNumbers(pair: Pair<ProtoEnum>): ReturnType<Check<ProtoEnum>> {
  const { reader } = pair;
  const reserved = reservedLookup(reader.reserved);
  for (const values of deleted(pair)) {
    const [first] = values;
    if (!first || reserved.hasNumber(first.number)) continue;
    const { number, place } = first;
    yield {
      message: `\`${reader.name}\` has no value ${number} (${namesText(values)} on the writer's side) and does not reserve the number, so a later value may take it and misread what is written today.`,
      help: `Put \`reserved ${number};\` into \`${reader.name}\`, or keep the value and mark it \`[deprecated = true]\`.`,
      reader: reader.place,
      writer: place,
    };
  }
}

function* checkNames(pair: Pair<ProtoEnum>): ReturnType<Check<ProtoEnum>> {
  const { reader } = pair;
  const reserved = reservedLookup(reader.reserved);
  for (const values of deleted(pair)) {
    const open = values.filter((value) => !reserved.hasName(value.name));
    const [first] = open;
    if (!first) continue;
    yield {
      message: `\`${reader.name}\` has no value ${first.number} (${namesText(open)} on the writer's side) and does not reserve the name, so a later value may take it and misread JSON that is written today.`,
      help: `Put \`reserved ${open.map((value) => `"${value.name}"`).join(', ')};\` into \`${reader.name}\`, or keep the value and mark it \`[deprecated = true]\`.`,
      reader: reader.place,
      writer: first.place,
    };
  }
}

function* checkSameNames({ reader, writer }: Pair<ProtoEnum>): ReturnType<Check<ProtoEnum>> {
  const written = byNumber(writer);
  for (const [number, values] of byNumber(reader)) {
    const known = new Set(values.map((value) => value.name));
    const lost = (written.get(number) ?? []).filter((value) => !known.has(value.name));
    const [[here], [first]] = [values, lost];
    if (!here || !first) continue;
    yield {
      message: `Value ${number} of \`${reader.name}\` is ${namesText(values)} here, which JSON with ${namesText(lost)} of the writer's side does not fit.`,
      help: `Keep ${namesText(lost)} beside the new name, with \`option allow_alias = true;\`.`,
      reader: here.place,
      writer: first.place,
    };
  }
}

function namesText(values: readonly ProtoEnumValue[]): string {
  return nameList(values.map((value) => value.name));
}
