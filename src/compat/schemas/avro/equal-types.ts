import type { AvroField, AvroNamed, AvroRecord, AvroType } from './avro-type.js';

/** What it takes for types and fields to be the same, apart from what they are made of. */
export interface Likeness {
  sameName(reader: AvroNamed, writer: AvroNamed): boolean;
  /** Asked of fields that stand at the same place in their records. */
  sameField(fields: readonly [AvroField, AvroField], records: readonly [AvroRecord, AvroRecord]): boolean;
}

/** How many pairs of types may still be looked at. */
export interface Steps {
  left: number;
}

type Pair = readonly [reader: AvroType, writer: AvroType];

/** Whether two types are made of the same parts in the same order, as deep as they go. False where the steps run out. */
export function areEqual(likeness: Likeness, reader: AvroType, writer: AvroType, steps: Steps): boolean {
  const seen = new Map<AvroType, Set<AvroType>>();
  const stack: Pair[] = [[reader, writer]];
  for (let pair = stack.pop(); pair; pair = stack.pop()) {
    if (isKnown(seen, pair)) continue;
    steps.left--;
    const parts = steps.left < 0 ? undefined : partsOf(likeness, pair);
    if (!parts) return false;
    for (const part of parts) stack.push(part);
  }
  return true;
}

function isKnown(seen: Map<AvroType, Set<AvroType>>, [reader, writer]: Pair): boolean {
  const writers = seen.get(reader) ?? new Set();
  seen.set(reader, writers);
  if (writers.has(writer)) return true;
  writers.add(writer);
  return false;
}

/** The types inside a pair that must be the same too; undefined where the pair itself is not. */
function partsOf(likeness: Likeness, [reader, writer]: Pair): readonly Pair[] | undefined {
  if (reader.kind === 'union' && writer.kind === 'union') return zip(reader.branches, writer.branches);
  if (reader.kind === 'array' && writer.kind === 'array') return [[reader.items, writer.items]];
  if (reader.kind === 'map' && writer.kind === 'map') return [[reader.values, writer.values]];
  if (reader.kind === 'record' && writer.kind === 'record')
    return likeness.sameName(reader, writer) ? fieldsOf(likeness, reader, writer) : undefined;
  const same =
    (reader.kind === 'enum' && writer.kind === 'enum' && sameItems([...reader.symbols], [...writer.symbols])) ||
    (reader.kind === 'fixed' && writer.kind === 'fixed' && reader.size === writer.size);
  if (reader.kind === 'enum' || reader.kind === 'fixed')
    return same && likeness.sameName(reader, writer as AvroNamed) ? [] : undefined;
  return reader.kind === writer.kind ? [] : undefined;
}

function fieldsOf(likeness: Likeness, reader: AvroRecord, writer: AvroRecord): readonly Pair[] | undefined {
  const fields = zip([...reader.fields.values()], [...writer.fields.values()]);
  if (!fields?.every((pair) => likeness.sameField(pair, [reader, writer]))) return undefined;
  return fields.map(([field, written]) => [field.type, written.type]);
}

function zip<T>(readers: readonly T[], writers: readonly T[]): readonly (readonly [T, T])[] | undefined {
  if (readers.length !== writers.length) return undefined;
  const pairs: (readonly [T, T])[] = [];
  for (const [index, reader] of readers.entries()) {
    const writer = writers[index];
    if (writer !== undefined) pairs.push([reader, writer]);
  }
  return pairs;
}

function sameItems(reader: readonly string[], writer: readonly string[]): boolean {
  return reader.length === writer.length && reader.every((item, index) => item === writer[index]);
}
