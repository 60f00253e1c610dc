import fc from 'fast-check';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { canReadProtobuf } from './can-read-protobuf.js';
import { readTexts } from './testing/read-text.js';

const RUNS = Number(process.env['SAGAC_RUNS'] ?? 250);
const SEED = Number(process.env['SAGAC_SEED'] ?? 1);

const SCALARS = [
  ...['int32', 'int64', 'uint32', 'uint64', 'bool', 'sint32', 'sint64', 'fixed32', 'sfixed32', 'fixed64', 'sfixed64'],
  ...['double', 'float', 'string', 'bytes'],
] as const;
type Type = (typeof SCALARS)[number] | 'Kind' | 'Part';

interface Field {
  readonly type: Type;
  readonly repeated: boolean;
  readonly value: number;
  /** What becomes of it on the other side. */
  readonly fate: 'kept' | 'renamed' | 'retyped' | 'deleted' | 'relabelled' | 'new';
  readonly retype: Type;
}

type Side = 'writer' | 'reader';

const TYPES: readonly Type[] = [...SCALARS, 'Kind', 'Part'];
const field: fc.Arbitrary<Field> = fc.record({
  type: fc.constantFrom(...TYPES),
  repeated: fc.boolean(),
  value: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fate: fc.constantFrom('kept', 'kept', 'renamed', 'retyped', 'retyped', 'deleted', 'relabelled', 'new'),
  retype: fc.constantFrom(...TYPES),
});
const syntax = fc.constantFrom('proto2', 'proto3');

function typeOn(side: Side, { type, fate, retype }: Field): Type {
  return side === 'reader' && fate === 'retyped' ? retype : type;
}

function isOn(side: Side, { fate }: Field): boolean {
  return fate !== (side === 'writer' ? 'new' : 'deleted');
}

function nameOn(side: Side, { fate }: Field, index: number): string {
  return side === 'reader' && fate === 'renamed' ? `renamed_${index}` : `field_${index}`;
}

function textOf(side: Side, fields: readonly Field[], language: string): string {
  const lines = fields.map((one, index) => {
    if (!isOn(side, one)) return side === 'reader' ? `reserved ${index + 1};` : '';
    const isRelabelled = side === 'reader' && one.fate === 'relabelled';
    const single = language === 'proto2' || isRelabelled ? 'optional ' : '';
    const packed =
      one.repeated && isRelabelled && !['string', 'bytes', 'Part'].includes(one.type) ? ' [packed = false]' : '';
    return `${one.repeated ? 'repeated ' : single}${typeOn(side, one)} ${nameOn(side, one, index)} = ${index + 1}${packed};`;
  });
  const types = `enum Kind { ZERO = 0; ONE = 1; TWO = 2; } message Part { ${language === 'proto2' ? 'optional ' : ''}int32 x = 1; }`;
  return `syntax = "${language}"; package p; ${types} message M { ${lines.join('\n')} }`;
}

/** A value of the type that comes from a number, in the form in which the library takes it. */
function madeValue(type: Type, value: number): unknown {
  switch (type) {
    case 'double':
      return value / 3;
    case 'float':
      return Math.fround(value / 3);
    case 'string':
      return `é${value}`;
    case 'bytes':
      return Buffer.from(`é${value}`);
    case 'bool':
      return value % 2 !== 0;
    case 'Kind':
      return Math.abs(value) % 3;
    case 'Part':
      return { x: value };
    case 'uint32':
    case 'fixed32':
      return value >>> 0;
    case 'uint64':
    case 'fixed64':
      return Math.abs(value);
    default:
      return value;
  }
}

const BITS: Readonly<Record<string, (value: bigint) => bigint>> = {
  int32: (value) => BigInt.asIntN(32, value),
  uint32: (value) => BigInt.asUintN(32, value),
  int64: (value) => BigInt.asIntN(64, value),
  uint64: (value) => BigInt.asUintN(64, value),
  sint32: (value) => BigInt.asIntN(32, value),
  sint64: (value) => BigInt.asIntN(64, value),
  fixed32: (value) => BigInt.asUintN(32, value),
  sfixed32: (value) => BigInt.asIntN(32, value),
  fixed64: (value) => BigInt.asUintN(64, value),
  sfixed64: (value) => BigInt.asIntN(64, value),
};

/** What the language guide promises: a number is cast as in C++, a text is its bytes, all else stays what it is. */
function promised(written: unknown, type: Type): unknown {
  const bits = BITS[type];
  if (bits) return bits(BigInt(Number(written))).toString();
  if (type === 'bool') return Number(written) !== 0;
  if (type === 'bytes') return Buffer.from(written as string).toString('base64');
  return written;
}

/** A decoded value in the same words. */
function read(value: unknown, type: Type): unknown {
  return BITS[type] ? String(value) : value;
}

function typeM(text: string): protobuf.Type {
  return protobuf.parse(text, new protobuf.Root(), { keepCase: true }).root.lookupType('p.M');
}

/** Writes the fields by one text and reads them by the other, and compares what both know. */
function checkValues(fields: readonly Field[], texts: Readonly<Record<Side, string>>): void {
  const written: Record<string, unknown> = {};
  fields.forEach((one, index) => {
    if (!isOn('writer', one)) return;
    const value = madeValue(one.type, one.value);
    written[nameOn('writer', one, index)] = one.repeated ? [value, value] : value;
  });
  const writer = typeM(texts.writer);
  const bytes = writer.encode(writer.fromObject(written)).finish();
  const reader = typeM(texts.reader);
  const options = { longs: String, enums: Number, bytes: String, defaults: true, arrays: true } as const;
  const got = reader.toObject(reader.decode(bytes), options);
  fields.forEach((one, index) => {
    if (!isOn('writer', one) || !isOn('reader', one)) return;
    const type = typeOn('reader', one);
    const expected = promised(madeValue(one.type, one.value), type);
    const value = got[nameOn('reader', one, index)];
    const values = one.repeated ? (value as readonly unknown[]) : [value, value];
    expect(values.map((part) => read(part, type))).toEqual([expected, expected]);
  });
}

describe('what is judged compatible on the wire', () => {
  it('is read as the language guide says', async () => {
    let compatible = 0;
    const property = fc.asyncProperty(
      fc.array(field, { minLength: 1, maxLength: 6 }),
      syntax,
      syntax,
      async (fields, from, to) => {
        const texts = { writer: textOf('writer', fields, from), reader: textOf('reader', fields, to) };
        const verdict = canReadProtobuf(await readTexts(texts.reader), await readTexts(texts.writer), 'WIRE');
        if (verdict.breaks.length > 0) return;
        compatible++;
        checkValues(fields, texts);
      },
    );
    await fc.assert(property, { numRuns: RUNS, seed: SEED });
    expect(compatible).toBeGreaterThan(RUNS / 5);
  });
});
