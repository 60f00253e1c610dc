import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import { breaksOf, field, record } from './testing/read-avro.js';

const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'];
const WIDENINGS = [
  'long<int',
  'float<int',
  'float<long',
  'double<int',
  'double<long',
  'double<float',
  'string<bytes',
  'bytes<string',
];

function suit(symbols: readonly string[], rest: { readonly [key: string]: JsonValue } = {}): JsonValue {
  return { type: 'enum', name: 'Suit', symbols, ...rest };
}

function fixed(name: string, size: number, aliases: readonly string[] = []): JsonValue {
  return { type: 'fixed', name, size, aliases };
}

const list = (items: JsonValue): JsonValue => ({ type: 'array', items });
const map = (values: JsonValue): JsonValue => ({ type: 'map', values });

describe('types without a name', () => {
  it.each(PRIMITIVES.flatMap((reader) => PRIMITIVES.map((writer) => [reader, writer] as const)))(
    'a reader of %s and a writer of %s',
    (reader, writer) => {
      const fine = reader === writer || WIDENINGS.includes(`${reader}<${writer}`);
      expect(breaksOf(reader, writer)).toEqual(fine ? [] : ['TYPE_MISMATCH /']);
      expect(breaksOf(list(reader), list(writer))).toEqual(fine ? [] : ['TYPE_MISMATCH /items']);
      expect(breaksOf(map(reader), map(writer))).toEqual(fine ? [] : ['TYPE_MISMATCH /values']);
      expect(breaksOf([reader], writer)).toEqual(fine ? [] : ['MISSING_UNION_BRANCH /']);
      expect(breaksOf(reader, [writer])).toEqual(fine ? [] : ['TYPE_MISMATCH /0']);
      expect(breaksOf([reader], [writer])).toEqual(fine ? [] : ['MISSING_UNION_BRANCH /0']);
    },
  );

  it('tells arrays, maps and records apart', () => {
    const kinds = [list('int'), map('int'), record('R', []), suit(['A']), fixed('F', 1), 'string'];
    for (const reader of kinds)
      for (const writer of kinds)
        expect(breaksOf(reader, writer)).toEqual(reader === writer ? [] : ['TYPE_MISMATCH /']);
  });

  it('goes by the type alone, whatever it stands for', () => {
    const day = { type: 'int', logicalType: 'date' };
    expect(breaksOf('long', day)).toEqual([]);
    expect(breaksOf({ type: 'long', logicalType: 'timestamp-millis' }, day)).toEqual([]);
    expect(breaksOf(day, { type: 'long', logicalType: 'timestamp-millis' })).toEqual(['TYPE_MISMATCH /']);
  });
});

describe('names', () => {
  it('match without their namespace', () => {
    expect(breaksOf(record('a.R', []), record('b.R', []))).toEqual([]);
    expect(breaksOf(fixed('a.F', 1), fixed('F', 1))).toEqual([]);
    expect(breaksOf(record('R', []), record('S', []))).toEqual(['NAME_MISMATCH /name']);
  });

  it.each([
    ['a plain alias is in the namespace of its type', 'a', 'Old', 'a.Old', true],
    ['and in no other', 'a', 'Old', 'b.Old', false],
    ['nor in none', 'a', 'Old', 'Old', false],
    ['an alias of another namespace', 'a', 'b.Old', 'b.Old', true],
    ['without a namespace', '', 'Old', 'Old', true],
  ])('%s', (_, namespace, alias, written, fine) => {
    const types = [record('New', []), suit(['A'], { name: 'New' }), fixed('New', 1)];
    for (const type of types) {
      const reader = { ...(type as object), name: 'New', namespace, aliases: [alias] };
      const writer = { ...(type as object), name: written };
      expect(breaksOf(reader, writer)).toEqual(fine ? [] : ['NAME_MISMATCH /name']);
    }
  });

  it('an alias of the writer is of no use to the reader', () => {
    expect(breaksOf(record('R', []), record('S', [], { aliases: ['R'] }))).toEqual(['NAME_MISMATCH /name']);
  });

  it('records and errors read each other', () => {
    const error = { type: 'error', name: 'R', fields: [field('a', 'int')] };
    expect(breaksOf(error, record('R', [field('a', 'int')]))).toEqual([]);
    expect(breaksOf(record('R', [field('a', 'string')]), error)).toEqual(['TYPE_MISMATCH /fields/0/type']);
  });
});

describe('fields', () => {
  it('that are not written need a default, and null is one', () => {
    const writer = record('R', []);
    expect(breaksOf(record('R', [field('a', 'int')]), writer)).toEqual([
      'READER_FIELD_MISSING_DEFAULT_VALUE /fields/0',
    ]);
    expect(breaksOf(record('R', [field('a', 'int', { default: 0 })]), writer)).toEqual([]);
    expect(breaksOf(record('R', [field('a', ['null', 'int'], { default: null })]), writer)).toEqual([]);
    expect(breaksOf(record('R', [field('a', ['null', 'int'])]), writer)).toEqual([
      'READER_FIELD_MISSING_DEFAULT_VALUE /fields/0',
    ]);
    expect(breaksOf(record('R', [field('a', ['int', 'null'], { default: null })]), writer)).toEqual([]);
  });

  it('the default of a record may leave out what has a default inside', () => {
    const inner = record('Inner', [field('x', 'int', { default: 1 }), field('y', 'string')]);
    expect(breaksOf(record('R', [field('a', inner, { default: { y: 's' } })]), record('R', []))).toEqual([]);
  });

  it('the default of an enum is none of its field', () => {
    const reader = record('R', [field('a', suit(['A'], { default: 'A' }))]);
    expect(breaksOf(reader, record('R', []))).toEqual(['TYPE_MISMATCH /fields/0/type']);
  });

  it('are found by name or alias, wherever they stand', () => {
    const writer = record('R', [field('x', 'int'), field('old', 'string'), field('b', 'long')]);
    const reader = record('R', [field('b', 'double'), field('a', 'string', { aliases: ['older', 'old'] })]);
    expect(breaksOf(reader, writer)).toEqual([]);
    expect(breaksOf(record('R', [field('a', 'int', { aliases: ['old'] })]), writer)).toEqual([
      'TYPE_MISMATCH /fields/0/type',
    ]);
  });

  it('their name comes before their aliases', () => {
    const writer = record('R', [field('a', 'int'), field('b', 'string')]);
    expect(breaksOf(record('R', [field('a', 'int', { aliases: ['b'] })]), writer)).toEqual([]);
  });

  it('named like what every object has are fields like others', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const reader = record(
      'R',
      names.map((name) => field(name, 'int')),
    );
    expect(breaksOf(reader, record('R', []))).toHaveLength(4);
    expect(breaksOf(reader, reader)).toEqual([]);
  });
});

describe('enums and fixed', () => {
  it('an enum must know the symbols of the writer or have a default', () => {
    expect(breaksOf(suit(['B', 'A']), suit(['A', 'B']))).toEqual([]);
    expect(breaksOf(suit(['A']), suit(['A', 'B']))).toEqual(['MISSING_ENUM_SYMBOLS /symbols']);
    expect(breaksOf(suit(['A'], { default: 'A' }), suit(['B', 'C']))).toEqual([]);
    expect(breaksOf(suit(['A']), suit(['A', 'B'], { default: 'A' }))).toEqual(['MISSING_ENUM_SYMBOLS /symbols']);
  });

  it('a name and symbols that do not fit are two reasons', () => {
    const reader = suit(['A'], { name: 'Other' });
    expect(breaksOf(reader, suit(['B']))).toEqual(['NAME_MISMATCH /name', 'MISSING_ENUM_SYMBOLS /symbols']);
  });

  it('a fixed must keep its size', () => {
    expect(breaksOf(fixed('F', 4), fixed('F', 8))).toEqual(['FIXED_SIZE_MISMATCH /size']);
    expect(breaksOf(fixed('G', 4), fixed('F', 8))).toEqual(['NAME_MISMATCH /name', 'FIXED_SIZE_MISMATCH /size']);
    expect(breaksOf(fixed('G', 8, ['F']), fixed('F', 8))).toEqual([]);
    expect(breaksOf('bytes', fixed('F', 8))).toEqual(['TYPE_MISMATCH /']);
  });
});

describe('unions', () => {
  it('each type of the writer needs one that reads it', () => {
    expect(breaksOf(['double', 'string'], ['int', 'float', 'bytes'])).toEqual([]);
    expect(breaksOf(['int', 'string'], ['null', 'string', 'long'])).toEqual([
      'MISSING_UNION_BRANCH /0',
      'MISSING_UNION_BRANCH /2',
    ]);
    expect(breaksOf('double', ['int', 'long'])).toEqual([]);
    expect(breaksOf('long', ['int', 'float', 'double'])).toEqual(['TYPE_MISMATCH /1', 'TYPE_MISMATCH /2']);
  });

  it('without types are read by all, and read nothing', () => {
    expect(breaksOf('int', [])).toEqual([]);
    expect(breaksOf([], [])).toEqual([]);
    expect(breaksOf([], 'int')).toEqual(['MISSING_UNION_BRANCH /']);
  });

  it('a record that is there but cannot be read is a missing branch', () => {
    const reader = [record('A', [field('x', 'int')]), record('B', [])];
    expect(breaksOf(reader, [record('B', []), record('A', [])])).toEqual(['MISSING_UNION_BRANCH /1']);
  });

  it('of many records are looked up by name', () => {
    const events = Array.from({ length: 40 }, (_, index) => record(`E${index}`, [field('x', 'int')]));
    const renamed = events.map((event, index) =>
      index === 7 ? record('New', [field('x', 'long')], { aliases: ['E7'] }) : event,
    );
    expect(breaksOf(renamed, events)).toEqual([]);
    expect(breaksOf(events, renamed)).toEqual(['MISSING_UNION_BRANCH /7']);
    expect(breaksOf(['null', ...events], ['null', 'int', ...events])).toEqual(['MISSING_UNION_BRANCH /1']);
  });
});

describe('types that contain themselves', () => {
  const tree = (value: JsonValue, around: (name: string) => JsonValue) =>
    record('Tree', [field('value', value), field('next', around('Tree'))]);

  it.each<[string, (name: string) => JsonValue]>([
    ['in a union', (name) => ['null', name]],
    ['in an array', (name) => list(name)],
    ['in a map', (name) => map(name)],
    ['in an array in a union', (name) => ['null', list(name)]],
  ])('%s', (_, around) => {
    expect(breaksOf(tree('long', around), tree('int', around))).toEqual([]);
    expect(breaksOf(tree('int', around), tree('long', around))).toEqual(['TYPE_MISMATCH /fields/0/type']);
  });

  it('through each other', () => {
    const pair = (value: JsonValue) =>
      record('A', [field('b', ['null', record('B', [field('a', ['null', 'A']), field('value', value)])])]);
    expect(breaksOf(pair('long'), pair('int'))).toEqual([]);
    expect(breaksOf(pair('int'), pair('long'))).toEqual(['MISSING_UNION_BRANCH /fields/0/type/1']);
  });

  it('with another name are one reason, not one at each turn', () => {
    const named = (name: string) => record(name, [field('next', ['null', name]), field('all', list(['null', name]))]);
    expect(breaksOf(named('A'), named('B'))).toEqual(['NAME_MISMATCH /name']);
  });

  /** B is looked at while A is still open, and fine if A is. A then is not, and the union takes Z: but B needs A again. */
  it('are not believed to be fine because of something that turned out not to be', () => {
    const a = (value: JsonValue) =>
      record('A', [field('b', record('B', [field('a', ['null', 'A'])])), field('v', value)]);
    const z = record('Z', [field('v', 'string')], { aliases: ['A'] });
    const reader = record('R', [field('x', [a('int'), z]), field('b', 'B')]);
    const writer = record('R', [field('x', a('string')), field('b', 'B')]);
    expect(breaksOf(reader, writer)).toEqual(['MISSING_UNION_BRANCH /fields/1/type/fields/0/type/1']);
  });
});

describe('the list of reasons', () => {
  it('is in the order of the reader, with all there are', () => {
    const reader = record('R', [
      field('a', record('S', [field('x', 'int'), field('y', 'int')])),
      field('b', suit(['A'])),
      field('c', list(map('string'))),
    ]);
    const writer = record('Q', [
      field('c', list(map('int'))),
      field('b', suit(['A', 'B'])),
      field('a', record('T', [field('x', 'string')])),
    ]);
    expect(breaksOf(reader, writer)).toEqual([
      'NAME_MISMATCH /name',
      'NAME_MISMATCH /fields/0/type/name',
      'TYPE_MISMATCH /fields/0/type/fields/0/type',
      'READER_FIELD_MISSING_DEFAULT_VALUE /fields/0/type/fields/1',
      'MISSING_ENUM_SYMBOLS /fields/1/type/symbols',
      'TYPE_MISMATCH /fields/2/type/items/values',
    ]);
  });

  it('has a type that is used twice once, where it comes first', () => {
    const schema = (symbols: readonly string[]) => record('R', [field('a', suit(symbols)), field('b', 'Suit')]);
    expect(breaksOf(schema(['A']), schema(['A', 'B']))).toEqual(['MISSING_ENUM_SYMBOLS /fields/0/type/symbols']);
  });
});
