import { describe, expect, it } from 'vitest';
import { avroReading, readAvroSchema, writeAvro } from './avro-schema.js';

const INT_MAX = 2 ** 31 - 1;

function recordOf(type: unknown, rest: object = {}, name = 'shop.R'): object {
  return { type: 'record', name, fields: [{ name: 'a', type, ...rest }] };
}

/** What a reader makes of what a writer has written. */
function read(writer: object, reader: object, data: unknown): unknown {
  const [from, to] = [readAvroSchema(writer), readAvroSchema(reader)];
  return avroReading(from, to).read(writeAvro(from, data));
}

function roundTrip(type: unknown, value: unknown, rest: object = {}): unknown {
  const schema = recordOf(type, rest);
  return (read(schema, schema, { a: value }) as { a?: unknown }).a;
}

function logical(type: string, logicalType: string, rest: object = {}): object {
  return { type, logicalType, ...rest };
}

function refusal(type: unknown, value: unknown): string {
  try {
    writeAvro(readAvroSchema(recordOf(type)), { a: value });
    return 'none';
  } catch (error) {
    return (error as { sentence?: string }).sentence ?? String(error);
  }
}

describe('what a writer wrote, read by another schema', () => {
  it.each([
    ['int', 'long', 7, 7],
    ['int', 'double', 7, 7],
    ['long', 'double', 2 ** 50, 2 ** 50],
    ['long', 'float', 8, 8],
    ['float', 'double', 0.5, 0.5],
    ['string', 'bytes', 'ä', 'w6Q='],
    ['long', ['null', 'long'], 7, 7],
    [['null', 'int'], ['null', 'long'], 7, 7],
    [logical('int', 'date'), 'int', '1970-01-02', 1],
  ])('%j as %j', (writer, reader, data, expected) => {
    expect(read(recordOf(writer), recordOf(reader), { a: data })).toEqual({ a: expected });
  });

  it('has the defaults of fields that it did not know', () => {
    const reader = {
      ...recordOf('int'),
      fields: [
        { name: 'a', type: 'int' },
        { name: 'at', type: logical('long', 'timestamp-micros'), default: 1_000_000 },
        {
          name: 'way',
          type: [recordOf('string', {}, 'Card'), 'null'],
          default: { a: 'x' },
          tags: { 'shop.Card': { kind: 'card' } },
        },
        { name: 'maybe', type: ['null', 'int'], default: null },
      ],
    };
    expect(read(recordOf('int'), reader, { a: 1 })).toEqual({
      a: 1,
      at: '1970-01-01T00:00:01.000Z',
      way: { kind: 'card', a: 'x' },
    });
  });

  it('has the fallback of an enumeration for what it does not know', () => {
    const colours = (...symbols: string[]) => ({ type: 'enum', name: 'Colour', symbols, default: symbols[0] });
    expect(read(recordOf(colours('red', 'blue')), recordOf(colours('unknown', 'red')), { a: 'blue' })).toEqual({
      a: 'unknown',
    });
  });

  it('goes by names without their namespaces, and by aliases', () => {
    expect(read(recordOf('int', {}, 'other.R'), recordOf('int'), { a: 1 })).toEqual({ a: 1 });
    const reader = { ...recordOf('int', { name: 'b', aliases: ['a'] }), aliases: ['Old'] };
    expect(read(recordOf('int', {}, 'shop.Old'), reader, { a: 1 })).toEqual({ b: 1 });
  });

  it('is refused before anything is read where it does not fit', () => {
    const from = readAvroSchema(recordOf('string'));
    expect(() => avroReading(from, readAvroSchema(recordOf('int')))).toThrow();
    expect(() => avroReading(from, readAvroSchema(recordOf('string', {}, 'shop.S')))).toThrow();
  });
});

describe('times', () => {
  const micros = logical('long', 'timestamp-micros');

  it.each([
    [micros, '2026-11-30T10:15:30+02:00', '2026-11-30T08:15:30.000Z'],
    [micros, '2026-11-30t08:15:30.1z', '2026-11-30T08:15:30.100Z'],
    [micros, '1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
    [micros, '0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
    [micros, '9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
    [micros, '2026-11-30T08:15:30.123456789Z', '2026-11-30T08:15:30.123456Z'],
    [logical('long', 'timestamp-millis'), '2026-11-30T08:15:30.123456Z', '2026-11-30T08:15:30.123Z'],
    [logical('long', 'timestamp-nanos'), '2026-11-30T08:15:30.123456789Z', '2026-11-30T08:15:30.123456789Z'],
    [logical('long', 'local-timestamp-millis'), '2026-11-30T08:15:30.123', '2026-11-30T08:15:30.123'],
    [logical('int', 'time-millis'), '08:15:30.123Z', '08:15:30.123Z'],
    [logical('long', 'time-micros'), '00:30:00+02:00', '22:30:00.000Z'],
    [logical('long', 'time-micros'), '23:30:00.000001-02:00', '01:30:00.000001Z'],
    [logical('int', 'date'), '0000-02-29', '0000-02-29'],
  ])('%j: %s is %s', (type, text, expected) => {
    expect(roundTrip(type, text)).toBe(expected);
  });

  it.each([
    ['2026-02-30T00:00:00Z'],
    ['2026-11-30T24:00:00Z'],
    ['2026-11-30T08:15:30'],
    ['2026-11-30'],
    ['2026-11-30T08:15:30+99:00'],
    ['+012026-11-30T08:15:30Z'],
    [''],
  ])('%s is none', (text) => {
    expect(refusal(micros, text)).toBe('`a` is not a time such as `2026-01-31T08:15:30Z`');
  });

  it('of a year that RFC 3339 does not have cannot be read', () => {
    const [plain, reader] = [recordOf('long'), recordOf(micros)].map(readAvroSchema);
    if (plain === undefined || reader === undefined) throw new Error('no schema');
    const bytes = writeAvro(plain, { a: 2 ** 58 });
    expect(() => avroReading(plain, reader).read(bytes)).toThrow('`a` is no time of the years 0 to 9999');
  });
});

describe('decimals and bytes', () => {
  const money = logical('bytes', 'decimal', { precision: 4, scale: 2 });
  const fixed = { type: 'fixed', name: 'F', size: 4, logicalType: 'decimal', precision: 9, scale: 0 };

  it.each([
    [money, '10.5', '10.50'],
    [money, '-0.01', '-0.01'],
    [money, '-99.99', '-99.99'],
    [money, '0', '0.00'],
    [fixed, '-1', '-1'],
    [fixed, '999999999', '999999999'],
    [logical('bytes', 'decimal', { precision: 38, scale: 0 }), '9'.repeat(38), '9'.repeat(38)],
    [{ type: 'fixed', name: 'F', size: 2 }, 'AQI=', 'AQI='],
  ])('%j: %s is %s', (type, text, expected) => {
    expect(roundTrip(type, text)).toBe(expected);
  });

  it.each([
    [money, 'abc', '`a` is no decimal with 2 digits behind the point'],
    [money, '1e3', '`a` is no decimal with 2 digits behind the point'],
    [money, 1.5, '`a` is no text'],
    [money, '100.00', '`a` has more than 4 digits'],
    ['bytes', 'A', '`a` is no base64'],
    [{ type: 'fixed', name: 'F', size: 2 }, 'AQ==', '`a` has 1 bytes instead of 2'],
    ['int', INT_MAX + 1, '`a` does not go into 32 bits'],
    ['int', 1.5, '`a` is no whole number'],
    ['long', 2 ** 63, '`a` does not go into 64 bits'],
    ['float', 1e300, '`a` is no float'],
    ['boolean', 1, '`a` is not true or false'],
    [{ type: 'enum', name: 'E', symbols: ['x', 'y_'], values: { y_: 'y-' } }, 'y_', '`a` is none of x, y-'],
    [['null', 'string'], 1, '`a` is no text'],
    [['int', 'string'], true, '`a` is none of int, string'],
    ['null', 1, '`a` is not null'],
    [{ type: 'map', values: 'int' }, { b: 'x' }, '`a.b` is no whole number'],
  ])('%j: %j is refused', (type, value, expected) => {
    expect(refusal(type, value)).toBe(expected);
  });
});

describe('unions', () => {
  const card = recordOf('string', {}, 'Card');
  const cash = recordOf('string', {}, 'Cash');
  const tags = { 'shop.Card': { kind: 'card' }, 'shop.Cash': { kind: 'cash' } };

  it('are told apart by their tags, which are put back', () => {
    expect(roundTrip([card, cash], { kind: 'cash', a: 'x' }, { tags })).toEqual({ kind: 'cash', a: 'x' });
    const schema = readAvroSchema(recordOf([card, cash], { tags }));
    expect(() => writeAvro(schema, { a: { kind: 'gold', a: 'x' } })).toThrow('is none of kind: card, kind: cash');
  });

  it('are told apart by their form where nothing else is there', () => {
    const other = {
      type: 'record',
      name: 'Other',
      fields: [
        { name: 'a', type: 'string' },
        { name: 'b', type: ['null', 'int'], default: null },
      ],
    };
    expect(roundTrip([card, other], { a: 'x', b: 1 })).toEqual({ a: 'x', b: 1 });
    expect(roundTrip(['int', 'double', 'string'], 1.5)).toBe(1.5);
    expect(roundTrip(['null', { type: 'array', items: ['null', 'int'] }], [null, 1])).toEqual([null, 1]);
  });

  it('of null and JSON text keep a null that is there', () => {
    const json = ['null', { type: 'string', contentType: 'application/json' }];
    const schema = recordOf(json, { default: null });
    expect(read(schema, schema, { a: null })).toEqual({ a: null });
    expect(read(schema, schema, {})).toEqual({});
  });
});

describe('bytes that would fill the memory', () => {
  const list = readAvroSchema(recordOf({ type: 'array', items: { type: 'record', name: 'Empty', fields: [] } }));
  const texts = readAvroSchema(recordOf({ type: 'array', items: 'string' }));
  const tree = readAvroSchema({
    type: 'record',
    name: 'Tree',
    fields: [{ name: 'children', type: { type: 'array', items: 'Tree' } }],
  });
  /** A count of 2^34. */
  const BILLIONS = [0x80, 0x80, 0x80, 0x80, 0x80, 0x01];

  it.each([
    ['empty items by the billion', list, [...BILLIONS, 0]],
    ['more items than bytes', texts, [...BILLIONS, 2, 65]],
    ['a text longer than what is there', texts, [2, ...BILLIONS]],
    ['levels without an end', tree, Array.from({ length: 5000 }, () => 2)],
    ['something behind the end', texts, [0, 0]],
    ['a number without an end', texts, Array.from({ length: 20 }, () => 0xff)],
  ])('are refused: %s', (_what, schema, bytes) => {
    expect(() => avroReading(schema, schema).read(new Uint8Array(bytes))).toThrow('no value of the schema');
  });

  it('are not those with a block that says its size', () => {
    // One block of 1 item (-1) in 2 bytes, and the end.
    const value = avroReading(texts, texts).read(new Uint8Array([1, 4, 2, 65, 0]));
    expect(value).toEqual({ a: ['A'] });
  });
});
