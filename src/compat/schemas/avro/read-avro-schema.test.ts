import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import type { AvroRecord, AvroType } from './avro-type.js';
import { readAvroSchema } from './read-avro-schema.js';
import { field, record, sound } from './testing/read-avro.js';

function rootRecord(json: JsonValue): AvroRecord {
  const { root } = sound(json);
  if (root.kind !== 'record') throw new Error('No record.');
  return root;
}

/** The types of a record's fields, by name. */
function typesIn(json: JsonValue): { readonly [name: string]: AvroType | undefined } {
  return Object.fromEntries([...rootRecord(json).fields.values()].map(({ name, type }) => [name, type]));
}

/** `pointer message` of each problem, and whether there is a schema all the same. */
function problemsOf(json: JsonValue): readonly [readonly string[], boolean] {
  const { value, problems } = readAvroSchema('schema.avsc', json);
  for (const problem of problems) expect(problem.place.file).toBe('schema.avsc');
  return [problems.map(({ place, message }) => `${place.pointer} ${message}`), value !== undefined];
}

describe('names', () => {
  it.each([
    ['none', { name: 'R' }, 'R', ['Old', 'b.Old']],
    ['its own', { name: 'R', namespace: 'a' }, 'a.R', ['a.Old', 'b.Old']],
    ['in the name, which counts alone', { name: 'x.y.R', namespace: 'a' }, 'x.y.R', ['x.y.Old', 'b.Old']],
    ['empty', { name: 'R', namespace: '' }, 'R', ['Old', 'b.Old']],
  ])('with a namespace: %s', (_, names, fullName, aliases) => {
    const root = rootRecord({ type: 'record', aliases: ['Old', 'b.Old'], fields: [], ...names });
    expect({ fullName: root.fullName, aliases: root.aliases, name: root.name }).toEqual({
      fullName,
      aliases,
      name: 'R',
    });
  });

  it('are inherited by what is inside, and by nothing else', () => {
    const inner = record('Inner', [field('deep', { type: 'enum', name: 'E', symbols: ['A'] })], { namespace: 'b' });
    const json = record('a.R', [field('x', inner), field('y', { type: 'fixed', name: 'F', size: 1 }), field('z', 'F')]);
    const { x, y, z } = typesIn(json);
    expect(x?.kind === 'record' && x.fields.get('deep')?.type).toMatchObject({ fullName: 'b.E' });
    expect(y).toMatchObject({ fullName: 'a.F' });
    expect(z).toBe(y);
  });

  it('an enclosed type without a namespace leaves that of its record', () => {
    const json = record('a.R', [field('x', record('X', [], { namespace: '' })), field('y', 'X'), field('z', 'a.R')]);
    expect(typesIn(json)).toMatchObject({ y: { fullName: 'X' }, z: { fullName: 'a.R' } });
  });

  it('may be used before they are defined', () => {
    const holders = ['Late', ['null', 'Late'], { type: 'array', items: 'Late' }, { type: 'map', values: 'a.Late' }];
    const json = record('a.R', [
      ...holders.map((type, index) => field(`f${index}`, type)),
      field('last', { type: 'fixed', name: 'Late', size: 2 }),
    ]);
    const { f0: plain, f1: union, f2: list, f3: map, last: late } = typesIn(json);
    expect(plain).toBe(late);
    expect(union?.kind === 'union' && union.branches[1]).toBe(late);
    expect(list?.kind === 'array' && list.items).toBe(late);
    expect(map?.kind === 'map' && map.values).toBe(late);
  });
});

describe('types', () => {
  it('keep their pointer, and a number of their own', () => {
    const json = record('R', [field('a', ['null', { type: 'array', items: { type: 'map', values: 'int' } }])]);
    const seen: AvroType[] = [];
    const go = (type: AvroType) => {
      seen.push(type);
      if (type.kind === 'record') for (const one of type.fields.values()) go(one.type);
      if (type.kind === 'union') type.branches.forEach(go);
      if (type.kind === 'array') go(type.items);
      if (type.kind === 'map') go(type.values);
    };
    const { root, size } = sound(json);
    go(root);
    const a = '/fields/0/type';
    expect(seen.map(({ pointer }) => pointer)).toEqual([
      '',
      a,
      `${a}/0`,
      `${a}/1`,
      `${a}/1/items`,
      `${a}/1/items/values`,
    ]);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(Math.max(...seen.map(({ id }) => id))).toBeLessThan(size);
  });

  it('are named, listed as a union, or written out', () => {
    expect(sound('string').root.kind).toBe('string');
    expect(sound({ type: 'string', 'avro.java.string': 'String' }).root.kind).toBe('string');
    expect(sound({ type: 'error', name: 'E', fields: [] }).root.kind).toBe('record');
    const several = sound([record('a.X', []), record('a.Y', [field('x', 'a.X')])]).root;
    expect(several.kind === 'union' && several.branches.map((branch) => branch.kind)).toEqual(['record', 'record']);
  });

  it('keep what they stand for', () => {
    const logical = (json: JsonValue) => sound(json).root.logical;
    expect(logical({ type: 'long', logicalType: 'timestamp-millis' })).toBe('timestamp-millis');
    expect(logical({ type: 'bytes', logicalType: 'decimal', precision: 9, scale: 2 })).toBe('decimal of scale 2');
    expect(logical({ type: 'fixed', name: 'F', size: 4, logicalType: 'decimal', precision: 9 })).toBe(
      'decimal of scale 0',
    );
    expect(logical('int')).toBeUndefined();
  });

  it('have defaults, of enums and of fields, where null is one', () => {
    const json = record('R', [
      field('a', { type: 'enum', name: 'E', symbols: ['A', 'B'], default: 'B' }),
      field('b', ['null', 'int'], { default: null, aliases: ['c', 'd'] }),
    ]);
    const [a, b] = [...rootRecord(json).fields.values()];
    expect(a?.type).toMatchObject({ fallback: 'B' });
    expect(a?.default).toBeUndefined();
    expect(b).toMatchObject({ default: null, aliases: ['c', 'd'], index: 1, pointer: '/fields/1' });
  });
});

describe('problems that leave nothing to compare', () => {
  it.each<[JsonValue, string]>([
    [5, ' Instead of a type there is `5` here.'],
    [null, ' Instead of a type there is `null` here.'],
    [{}, ' This object has no `type`.'],
    [{ type: 'array' }, ' This array has no `items`.'],
    [{ type: 'map' }, ' This map has no `values`.'],
    [{ type: 'record', fields: [] }, ' This record has no `name`.'],
    [{ type: 'enum', symbols: ['A'] }, ' This enum has no `name`.'],
    [{ type: 'fixed', name: 'F' }, ' Fixed `F` has no `size`.'],
    [{ type: 'fixed', name: 'F', size: -1 }, ' Fixed `F` has the size `-1`.'],
    [{ type: 'fixed', name: 'F', size: 1.5 }, ' Fixed `F` has the size `1.5`.'],
    [{ type: 'enum', name: 'E' }, ' Enum `E` has no list of `symbols`.'],
    [{ type: 'enum', name: 'E', symbols: [1] }, '/symbols/0 A symbol must be a name, but there is `1` here.'],
    [record('R', [{ type: 'int' }]), '/fields/0 This field has no `name`.'],
    [record('R', ['a']), '/fields/0 Instead of a field there is `"a"` here.'],
    [record('R', [{ name: 'a' }]), '/fields/0 Field `a` has no `type`.'],
    [record('R', [field('a', 'strnig')]), '/fields/0/type `strnig` is no type of Avro, and nothing here defines it.'],
    ['Order', ' `Order` is no type of Avro, and nothing here defines it.'],
  ])('%j', (json, problem) => {
    expect(problemsOf(json)).toEqual([[problem], false]);
  });

  it('suggest what was meant', () => {
    expect(readAvroSchema('x', 'strnig').problems[0]?.help).toBe('Did you mean `string`?');
  });
});

describe('problems beside which the schema is clear', () => {
  const enumeration = { type: 'enum', name: 'E', symbols: ['A'] };
  it.each<[JsonValue, string]>([
    [{ type: 'record', name: 'R' }, ' Record `R` has no list of `fields`.'],
    [record('1R', []), '/name `1R` cannot be the name of a type.'],
    [record('a.int-er', []), '/name `int-er` cannot be the name of a type.'],
    [record('int', []), "/name `int` is a type of Avro's own."],
    [record('R', [field('a-b', 'int')]), '/fields/0/name `a-b` cannot be the name of a field.'],
    [record('R', [field('a', 'int'), field('a', 'int')]), '/fields/1 Record `R` has a second field `a` here.'],
    [record('R', [], { aliases: 'Old' }), '/aliases The `aliases` are no list of names.'],
    [
      record('R', [field('a', record('R', []))]),
      '/fields/0/type `R` is defined a second time here; the first definition is at the top.',
    ],
    [{ ...enumeration, symbols: ['A', 'A'] }, '/symbols/1 Symbol `A` is listed twice.'],
    [{ ...enumeration, symbols: ['A', 'b c'] }, '/symbols/1 `b c` cannot be a symbol.'],
    [{ ...enumeration, default: 'B' }, '/default The default `"B"` is none of the symbols.'],
    [['int', 'int'], '/1 The union has `int` a second time here.'],
    [
      [
        { type: 'array', items: 'int' },
        { type: 'array', items: 'string' },
      ],
      '/1 The union has `array` a second time here.',
    ],
    [['null', ['int']], '/1 A union stands inside another union here.'],
    [{ type: { type: 'string' } }, '/type The `type` of a type must be a name, but there is an object here.'],
    [
      record('R', [field('a', 'string', { default: null })]),
      '/fields/0/default Field `a` has the default `null`, which is no value of its type, `string`.',
    ],
    [
      record('R', [field('a', 'int', { default: 2 ** 31 })]),
      '/fields/0/default Field `a` has the default `2147483648`, which is no value of its type, `int`.',
    ],
    [
      record('R', [field('a', record('S', [field('x', 'int')]), { default: {} })]),
      '/fields/0/default Field `a` has the default an object, which is no value of its type, `S`.',
    ],
  ])('%j', (json, problem) => {
    expect(problemsOf(json)).toEqual([[problem], true]);
  });
});

it('takes what Apache takes', () => {
  const kinds = [
    record('Größe', [field('straße', 'int')]),
    record('a-b.c.R', []),
    record('R', [field('a', 'double', { default: 'NaN' }), field('b', 'float', { default: 1 })]),
    record('R', [field('a', ['int', 'null'], { default: null })]),
    record('R', [field('a', { type: 'map', values: ['null', 'R'] }, { default: { x: { a: {} } } })]),
    { type: 'enum', name: 'E', symbols: [] },
    { type: 'fixed', name: 'F', size: 0 },
    [],
  ];
  for (const json of kinds) expect(problemsOf(json)).toEqual([[], true]);
});
