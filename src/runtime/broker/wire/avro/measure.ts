import type { AvroType } from './avro-type.js';

/** Items that take no bytes, such as records without fields, could be told by the billion in a few bytes. */
const MOST_EMPTY_ITEMS = 100_000;
const DEEPEST = 1000;

/**
 * Says whether bytes are one value of a schema, to the last of them. avsc believes every length and count that it reads, and
 * would make lists until the memory ends.
 */
export function isWhole(type: AvroType, bytes: Uint8Array): boolean {
  try {
    const reader = { bytes, at: 0, emptyItems: 0 };
    skip(reader, type, 0);
    return reader.at === bytes.length;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

interface Reader {
  readonly bytes: Uint8Array;
  at: number;
  emptyItems: number;
}

function skip(reader: Reader, type: AvroType, depth: number): void {
  if (depth > DEEPEST) throw new RangeError('too deep');
  switch (type.kind) {
    case 'null':
      return;
    case 'boolean':
      move(reader, 1);
      return;
    case 'float':
      move(reader, 4);
      return;
    case 'double':
      move(reader, 8);
      return;
    case 'fixed':
      move(reader, type.size);
      return;
    case 'int':
    case 'long':
      readLong(reader);
      return;
    case 'enum':
      indexed(type.symbols, readLong(reader));
      return;
    case 'bytes':
    case 'string':
      move(reader, readLong(reader));
      return;
    case 'union':
      skip(reader, indexed(type.branches, readLong(reader)), depth + 1);
      return;
    case 'record':
      for (const field of type.fields) skip(reader, field.type, depth + 1);
      return;
    case 'array':
      skipBlocks(reader, () => skip(reader, type.items, depth + 1));
      return;
    case 'map':
      skipBlocks(reader, () => {
        move(reader, readLong(reader));
        skip(reader, type.values, depth + 1);
      });
      return;
  }
}

function skipBlocks(reader: Reader, skipItem: () => void): void {
  for (;;) {
    let count = readLong(reader);
    if (count === 0) return;
    if (count < 0) {
      count = -count;
      readLong(reader);
    }
    for (; count > 0; count -= 1) {
      const before = reader.at;
      skipItem();
      if (reader.at > before) continue;
      reader.emptyItems += 1;
      if (reader.emptyItems > MOST_EMPTY_ITEMS) throw new RangeError('too many items');
    }
  }
}

function indexed<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError('no such branch');
  return item;
}

function move(reader: Reader, length: number): void {
  if (length < 0 || length > reader.bytes.length - reader.at) throw new RangeError('too short');
  reader.at += length;
}

/** A whole number in zigzag form, rounded where it has more than 53 bits: as a length, that is too much anyway. */
function readLong(reader: Reader): number {
  let value = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = reader.bytes[reader.at];
    if (byte === undefined) throw new RangeError('too short');
    reader.at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
  throw new RangeError('no number');
}
