import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import { avroIncompatibilities, canReadAvro } from './can-read-avro.js';
import { field, record, sound } from './testing/read-avro.js';

/** `KIND location` of what keeps the decoder from reading. */
function refused(reader: JsonValue, writer: JsonValue): readonly string[] {
  return avroIncompatibilities(sound(reader), sound(writer), 'decoder').map(
    ({ kind, location }) => `${kind} ${location}`,
  );
}

function told(reader: JsonValue, writer: JsonValue): readonly string[] {
  return canReadAvro(sound(reader), sound(writer), 'decoder').breaks.map(({ message, help }) => `${message} ${help}`);
}

const suit = (name: string, symbols = ['A']): JsonValue => ({ type: 'enum', name, symbols });
const fixed = (name: string, size = 1): JsonValue => ({ type: 'fixed', name, size });
const list = (items: JsonValue): JsonValue => ({ type: 'array', items });

describe('names for the decoder', () => {
  it('of records do not count, wherever they are', () => {
    const point = (name: string, type = 'int') => record(name, [field('x', type)]);
    expect(refused(point('A', 'long'), point('b.B'))).toEqual([]);
    expect(refused(point('A'), point('B', 'long'))).toEqual(['TYPE_MISMATCH /fields/0/type']);
    expect(refused(record('R', [field('p', list(point('A')))]), record('S', [field('p', list(point('B')))]))).toEqual(
      [],
    );
    expect(refused(['null', point('A')], ['null', point('B')])).toEqual([]);
  });

  it('of enums and fixed count without their namespace, or by alias', () => {
    for (const type of [suit, fixed]) {
      expect(refused(type('a.N'), type('b.N'))).toEqual([]);
      expect(refused(type('N'), type('M'))).toEqual(['NAME_MISMATCH /name']);
      expect(refused({ ...(type('a.N') as object), aliases: ['b.M'] }, type('b.M'))).toEqual([]);
    }
    expect(refused(suit('N', ['A']), suit('N', ['B']))).toEqual(['MISSING_ENUM_SYMBOLS /symbols']);
    expect(refused(fixed('N', 1), fixed('N', 2))).toEqual(['FIXED_SIZE_MISMATCH /size']);
  });

  it('an alias gives the type of the writer its name everywhere', () => {
    const reader = record('R', [field('a', { ...(suit('New') as object), aliases: ['Old'] }), field('b', suit('Old'))]);
    expect(refused(reader, record('R', [field('a', suit('Old')), field('b', 'Old')]))).toEqual([
      'NAME_MISMATCH /fields/1/type/name',
    ]);
  });
});

describe('fields for the decoder', () => {
  const renamed = (name: string, rest = {}) => record(name, [field('b', 'int', { aliases: ['a'] })], rest);
  const missing = ['READER_FIELD_MISSING_DEFAULT_VALUE /fields/0'];

  it('their aliases count where the record has the same full name, or one that it goes by', () => {
    const writer = record('R', [field('a', 'int')]);
    expect(refused(renamed('R'), writer)).toEqual([]);
    expect(refused(renamed('n.R'), writer)).toEqual(missing);
    expect(refused(renamed('S'), writer)).toEqual(missing);
    expect(refused(renamed('S', { aliases: ['R'] }), writer)).toEqual([]);
  });

  it('an alias is proposed only where it would help', () => {
    expect(told(record('R', [field('b', 'int')]), record('R', [field('a', 'int')]))[0]).toContain('"aliases": ["a"]');
    expect(told(record('S', [field('b', 'int')]), record('R', [field('a', 'int')]))[0]).not.toContain('aliases');
  });

  it('of the writer fill one of the reader, the last that has their name as an alias', () => {
    const reader = (...names: string[]) =>
      record(
        'R',
        names.map((name) => field(name, 'int', { aliases: ['a'] })),
      );
    expect(refused(reader('x', 'y'), record('R', [field('a', 'int')]))).toEqual(missing);
    const taken = record('R', [field('a', 'string', { default: '' }), field('b', 'int', { aliases: ['a'] })]);
    expect(refused(taken, record('R', [field('a', 'int')]))).toEqual([]);
  });

  it('may swap their names', () => {
    const reader = record('R', [field('a', 'int', { aliases: ['b'] }), field('b', 'string', { aliases: ['a'] })]);
    expect(refused(reader, record('R', [field('a', 'string'), field('b', 'int')]))).toEqual([]);
    const unswapped = record('R', [field('a', 'int'), field('b', 'string'), field('c', 'int')]);
    expect(refused(reader, unswapped)).toHaveLength(2);
    expect(refused(reader, reader)).toEqual([]);
  });

  it('keep their names where the schemas are the same but for aliases', () => {
    const reader = record('R', [field('a', 'int', { aliases: ['b'] }), field('b', 'string', { aliases: ['a'] })]);
    expect(refused(reader, record('R', [field('a', 'int'), field('b', 'string')]))).toEqual([]);
  });
});

describe('unions for the decoder', () => {
  it('take the record of the writer’s full name, even if it cannot be read', () => {
    const reader = [record('A', [field('x', 'int')]), record('B', [])];
    expect(refused(reader, record('A', []))).toEqual(['MISSING_UNION_BRANCH /']);
    expect(told(reader, record('A', []))[0]).toContain("The reader's `A` cannot read the writer's: field `x` has no");
    expect(refused(reader, record('C', []))).toEqual([]);
  });

  it('take a record of the same short name before one of another', () => {
    const branch = (name: string, type: JsonValue) => record(name, [field('x', list(type))]);
    const writer = branch('w.B', 'string');
    expect(refused([branch('A', 'int'), branch('B', 'string')], writer)).toEqual([]);
    expect(refused([branch('A', 'string'), branch('B', 'int')], writer)).toEqual(['MISSING_UNION_BRANCH /']);
  });

  it('take the first record that fits at first sight, without a look at what its fields hold', () => {
    const branch = (name: string, type: JsonValue) => record(name, [field('x', type)]);
    expect(refused([branch('A', 'int'), branch('B', 'string')], branch('C', 'string'))).toEqual([]);
    expect(refused([branch('A', list('int')), branch('B', list('string'))], branch('C', list('string')))).toEqual([
      'MISSING_UNION_BRANCH /',
    ]);
    const inner = (name: string, type: JsonValue) => [record(name, [field('y', type)])];
    const reader = [branch('A', inner('D', 'int')), branch('B', inner('E', 'string'))];
    expect(refused(reader, branch('C', record('F', [field('y', 'string')])))).toEqual([]);
  });

  it('say why the record of that short name does not fit', () => {
    expect(told([record('a.R', [field('x', 'int')])], record('b.R', []))[0]).toContain('field `x` has no default');
  });

  it('need the full name of an enum or fixed', () => {
    for (const type of [suit, fixed]) {
      expect(refused(['null', type('a.N')], type('b.N'))).toEqual(['MISSING_UNION_BRANCH /']);
      expect(refused(['null', type('a.N')], type('a.N'))).toEqual([]);
      expect(refused(['null', { ...(type('a.N') as object), aliases: ['b.M'] }], type('b.M'))).toEqual([]);
    }
  });

  it('read each other branch by branch if they differ in namespaces alone', () => {
    const both = (space: string, type: JsonValue, symbols = ['A']) => [
      'null',
      suit(`${space}.N`, symbols),
      record(`${space}.R`, [field('x', type), field('r', ['null', `${space}.R`, `${space}.N`])]),
    ];
    expect(refused(both('a', 'int'), both('b', 'int'))).toEqual([]);
    expect(refused(both('a', 'long'), both('b', 'int'))).toContain('MISSING_UNION_BRANCH /1');
    expect(refused(both('a', 'int', ['A', 'B']), both('b', 'int'))).toContain('MISSING_UNION_BRANCH /1');
  });

  it('widen', () => {
    expect(refused(['string', 'double'], ['int', 'float', 'bytes'])).toEqual([]);
    expect(refused(['string'], 'int')).toEqual(['MISSING_UNION_BRANCH /']);
    expect(refused([list('int')], list('string'))).toEqual(['MISSING_UNION_BRANCH /']);
  });
});

describe('types that contain themselves, for the decoder', () => {
  const tree = (name: string, type: string) => record(name, [field('v', type), field('next', ['null', name])]);

  it('are looked at once', () => {
    expect(refused(tree('A', 'long'), tree('B', 'int'))).toEqual([]);
    expect(refused(tree('A', 'int'), tree('B', 'long'))).toEqual([
      'TYPE_MISMATCH /fields/0/type',
      'MISSING_UNION_BRANCH /fields/1/type/1',
    ]);
    const endless = (name: string) => [record(name, [field('next', name), field('all', list(name))])];
    expect(refused(endless('A'), endless('B'))).toEqual([]);
  });
});
