import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../model/index.js';
import type { AvroSchema } from './avro-type.js';
import { avroIncompatibilities, canReadAvro } from './can-read-avro.js';
import { readAvroSchema } from './read-avro-schema.js';
import { breaksOf, field, record, sound } from './testing/read-avro.js';

const MANY = 10_000;
/** Of what takes longer to make than to compare. */
const WIDE = 4_000;

/** Records in a row, each with the one before inside it: written flat, but as deep as there are records. */
function chain(length: number, last: JsonValue): JsonValue {
  const records = Array.from({ length }, (_, index) =>
    record(`R${index}`, [field('next', index === 0 ? last : `R${index - 1}`)]),
  );
  return [...records];
}

function nested(depth: number, inner: JsonValue): JsonValue {
  let json = inner;
  for (let level = 0; level < depth; level++) json = { type: 'array', items: json };
  return json;
}

describe('schemas that nobody writes by hand', () => {
  it('written too deep are refused in a sentence', () => {
    for (const json of [
      nested(MANY, 'int'),
      nested(MANY, 5),
      Array.from({ length: MANY }).reduce<JsonValue>((inner) => [inner], 'int'),
    ]) {
      const { value, problems } = readAvroSchema('schema.avsc', json);
      expect(value).toBeUndefined();
      expect(problems.map(({ message }) => message)).toEqual([
        'Types are written more than 500 deep inside each other here.',
      ]);
    }
    expect(breaksOf(nested(400, 'int'), nested(400, 'int'))).toEqual([]);
  });

  it('deep by names are compared', () => {
    expect(breaksOf(chain(WIDE, 'long'), chain(WIDE, 'int'))).toEqual([]);
    const { root: reader, ...rest } = sound(chain(MANY, 'int'));
    const { root: writer } = sound(chain(MANY, 'long'));
    if (reader.kind !== 'union' || writer.kind !== 'union') throw new Error('No union.');
    const [deepest, other] = [reader.branches.at(-1), writer.branches.at(-1)];
    if (!deepest || !other) throw new Error('No record.');
    const found = avroIncompatibilities({ ...rest, root: deepest }, { ...rest, root: other });
    expect(found.map(({ kind }) => kind)).toEqual(['TYPE_MISMATCH']);
    expect(found[0]?.location.length).toBe(MANY * '/fields/0/type'.length);
  });

  it('big ones are compared in time', () => {
    const fields = (type: string, prefix: string) =>
      record(
        'R',
        Array.from({ length: WIDE }, (_, index) => field(prefix + index, type)),
      );
    expect(breaksOf(fields('long', 'a'), fields('int', 'a'))).toEqual([]);
    expect(canReadAvro(sound(fields('int', 'a')), sound(fields('int', 'b'))).breaks).toHaveLength(WIDE);
    const events = (type: string) =>
      Array.from({ length: WIDE }, (_, index) => record(`E${index}`, [field('x', type)]));
    expect(breaksOf(events('long'), events('int'))).toEqual([]);
    expect(canReadAvro(sound(events('int')), sound(events('long'))).breaks).toHaveLength(WIDE);
  });

  it('a type that contains another twice, which contains another twice, is looked at once', () => {
    const diamond = (type: JsonValue): JsonValue => {
      let json = record('R0', [field('a', type)]);
      for (let level = 1; level < 300; level++)
        json = record(`R${level}`, [field('a', json), field('b', `R${level - 1}`)]);
      return json;
    };
    expect(breaksOf(diamond('long'), diamond('int'))).toEqual([]);
    expect(breaksOf(diamond('int'), diamond('long'))).toHaveLength(1);
  });

  it('all types refer to all others', () => {
    const names = Array.from({ length: 60 }, (_, index) => `R${index}`);
    const web = (type: string) =>
      names.map((name) => record(name, [field('x', type), field('all', { type: 'array', items: names })]));
    expect(breaksOf(web('long'), web('int'))).toEqual([]);
    expect(breaksOf(web('int'), web('long'))).toHaveLength(names.length);
  });

  it('a default that fits a recursive union in countless ways', () => {
    const both = ['A', 'B'];
    const types = [
      record('A', [field('n', both), field('z', 'int')]),
      record('B', [field('n', both), field('z', 'string')]),
    ];
    let value: JsonValue = { z: true };
    for (let level = 0; level < 150; level++) value = { n: value, z: true };
    const json = record('R', [field('types', [...types]), field('a', both, { default: value })]);
    expect(readAvroSchema('schema.avsc', json).value).toBeDefined();
  });

  it('keys like `__proto__` are data', () => {
    const json = JSON.parse(
      '{"type": "record", "name": "R", "__proto__": {"aliases": ["X"]}, "fields": [{"name": "__proto__", "type": "int"}]}',
    );
    const { root } = sound(json);
    expect(root.kind === 'record' && [root.aliases, [...root.fields.keys()]]).toEqual([[], ['__proto__']]);
    expect(readAvroSchema('x', JSON.parse('{"__proto__": {"type": "int"}}')).value).toBeUndefined();
    for (const name of ['toString', '__proto__', 'constructor'])
      expect(readAvroSchema('x', name).value).toBeUndefined();
  });

  it('many unknown names are told in time', () => {
    const json = record(
      'R',
      Array.from({ length: MANY }, (_, index) => field(`f${index}`, `Unknown${index}`)),
    );
    expect(readAvroSchema('x', json).problems).toHaveLength(MANY);
  });

  describe('are decoded in time, too', () => {
    const SOME = WIDE / 2;
    const decoded = (reader: JsonValue, writer: JsonValue) =>
      canReadAvro(sound(reader), sound(writer), 'decoder').breaks;
    /** Records in a row, each in the one after it, some with an enum; the last one comes first. */
    const row = (name: string, around: (inner: string) => JsonValue, last: JsonValue) =>
      Array.from({ length: SOME }, (_, index) =>
        record(`${name}${SOME - index}`, [
          field('next', index === SOME - 1 ? last : around(`${name}${SOME - index - 1}`)),
        ]),
      );

    /** The first branch with all that is in it. */
    const first = (json: JsonValue): AvroSchema => {
      const { root, ...rest } = sound(json);
      const branch = root.kind === 'union' ? root.branches[0] : undefined;
      if (!branch) throw new Error('No union.');
      return { ...rest, root: branch };
    };

    it('unions of records of other names', () => {
      const events = (name: string, type: string) =>
        Array.from({ length: SOME }, (_, index) => record(`${name}${index}`, [field('x', type)]));
      expect(decoded(events('A', 'long'), events('B', 'int'))).toEqual([]);
      expect(decoded(events('A', 'int'), events('B', 'long'))).toHaveLength(SOME);
      expect(decoded(events('a.A', 'int'), events('b.A', 'long'))).toHaveLength(SOME);
    });

    it('unions that are deep by names', () => {
      const reader = (last: string) => row('A', (inner) => ['null', inner], last);
      const writer = (last: string) => row('B', (inner) => inner, last);
      const breaks = (read: string, written: string) =>
        canReadAvro(first(reader(read)), first(writer(written)), 'decoder').breaks;
      expect(breaks('long', 'int')).toEqual([]);
      expect(breaks('int', 'long').length).toBeGreaterThan(0);
    });

    it('unions that differ in namespaces alone, but for the last one', () => {
      const schema = (space: string, last: string) => [
        { type: 'enum', name: `${space}.E`, symbols: ['A'] },
        ...row(`${space}.R`, (inner) => ['null', `${space}.E`, inner], last),
      ];
      expect(decoded(schema('a', 'int'), schema('b', 'int'))).toEqual([]);
      expect(decoded(schema('a', 'int'), schema('b', 'long')).length).toBeGreaterThan(0);
    });

    it('a field with many aliases, and many fields', () => {
      const aliases = Array.from({ length: MANY }, (_, index) => `a${index}`);
      const fields = (rest: (name: string) => { readonly [key: string]: JsonValue }) =>
        record(
          'R',
          aliases.map((name) => field(name, 'int', rest(name))),
        );
      expect(
        decoded(
          fields((name) => ({ aliases: [`${name}x`] })),
          fields(() => ({})),
        ),
      ).toEqual([]);
      expect(decoded(record('R', [field('z', 'int', { aliases })]), record('R', [field('a9999', 'int')]))).toEqual([]);
    });
  });
});
