import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../../language/yaml.js';
import type { ImportContext } from '../../importer.js';
import { avroImporter } from './index.js';

const context: ImportContext = {
  readFile: () => undefined,
  parse: ({ path, text }) => parseYaml(path, text).value,
  options: { as: 'event' },
};

function imported(files: Readonly<Record<string, unknown>>, options: Partial<ImportContext['options']> = {}) {
  const sources = Object.entries(files).map(([path, schema]) => ({ path, text: JSON.stringify(schema) }));
  const { value, diagnostics } = avroImporter.read(sources, {
    ...context,
    options: { ...context.options, ...options },
  });
  return {
    messages: Object.fromEntries(value.messages),
    types: Object.fromEntries(value.types),
    said: diagnostics.map(({ code, message }) => `${code}: ${message}`),
  };
}

const record = (name: string, fields: readonly unknown[], rest: object = {}) => ({
  type: 'record',
  name,
  fields,
  ...rest,
});
const field = (name: string, type: unknown, rest: object = {}) => ({ name, type, ...rest });

describe('the Avro importer', () => {
  test('knows its files', () => {
    const tree = (value: unknown) => parseYaml('x.json', JSON.stringify(value)).value;
    expect(avroImporter.accepts({ path: 'a.avsc', text: '' }, undefined)).toBe(true);
    expect(avroImporter.accepts({ path: 'a.json', text: '' }, tree(record('A', [])))).toBe(true);
    expect(avroImporter.accepts({ path: 'a.json', text: '' }, tree([record('A', [])]))).toBe(true);
    expect(avroImporter.accepts({ path: 'a.json', text: '' }, tree({ type: 'array', items: { type: 'string' } }))).toBe(
      false,
    );
    expect(avroImporter.accepts({ path: 'a.json', text: '' }, tree([]))).toBe(false);
  });

  test('a record is an event, and what it names are types', () => {
    const line = record('Line', [field('sku', 'string')], { doc: 'One line.' });
    const status = { type: 'enum', name: 'Status', symbols: ['OPEN', 'UNKNOWN'], default: 'UNKNOWN' };
    const order = record(
      'OrderPlaced',
      [
        field('id', { type: 'string', logicalType: 'uuid' }, { doc: 'Who.' }),
        field('lines', { type: 'array', items: line }),
        field('first', ['null', 'acme.Line'], { default: null }),
        field('last', ['Line', 'null']),
        field('status', status, { default: 'OPEN' }),
        field('total', { type: 'bytes', logicalType: 'decimal', precision: 6, scale: 2 }, { default: '\u0001\u0000' }),
        field('day', { type: 'int', logicalType: 'date' }, { default: 1 }),
        field('key', 'bytes', { default: '\u00ff' }),
      ],
      { namespace: 'acme', doc: 'A customer ordered.' },
    );
    const { messages, types, said } = imported({ 'order.avsc': order }, { service: 'shop' });
    expect(said).toEqual([]);
    expect(messages['OrderPlaced']).toEqual({
      kind: 'event',
      summary: 'A customer ordered.',
      producer: 'shop',
      payload: {
        kind: 'fields',
        fields: [
          { name: 'id', type: { kind: 'primitive', name: 'uuid' }, summary: 'Who.' },
          { name: 'lines', type: { kind: 'list', items: { kind: 'named', name: 'Line' } } },
          { name: 'first', type: { kind: 'named', name: 'Line' }, optional: true },
          { name: 'last', type: { kind: 'named', name: 'Line' }, nullable: true },
          { name: 'status', type: { kind: 'named', name: 'Status' }, default: 'OPEN' },
          { name: 'total', type: { kind: 'decimal', precision: 6, scale: 2 }, default: '2.56' },
          { name: 'day', type: { kind: 'primitive', name: 'date' }, default: '1970-01-02' },
          { name: 'key', type: { kind: 'primitive', name: 'bytes' }, default: '/w==' },
        ],
      },
    });
    expect(types).toEqual({
      Line: {
        shape: 'record',
        fields: [{ name: 'sku', type: { kind: 'primitive', name: 'string' } }],
        summary: 'One line.',
      },
      Status: { shape: 'enum', values: ['OPEN', 'UNKNOWN'], unknown: 'UNKNOWN' },
    });
  });

  test('an encoding that the type would not give stays beside it; in a list it takes a named type', () => {
    const millis = { type: 'long', logicalType: 'timestamp-millis' };
    const hash = { type: 'fixed', name: 'Hash', size: 16 };
    const pence = { type: 'int', logicalType: 'pence' };
    const { messages, types, said } = imported({
      'a.avsc': record('A', [
        field('at', millis, { default: 1500 }),
        field('times', { type: 'array', items: millis }),
        field('hash', hash),
        field('other', ['null', 'Hash'], { default: null }),
        field('price', pence),
      ]),
    });
    expect(said).toEqual([]);
    expect(messages['A']?.payload).toMatchObject({
      fields: [
        { type: { name: 'timestamp' }, avro: millis, default: '1970-01-01T00:00:01.500Z' },
        { type: { items: { kind: 'named', name: 'TimestampMillis' } } },
        { type: { kind: 'named', name: 'Hash' } },
        { type: { kind: 'named', name: 'Hash' }, optional: true },
        { type: { name: 'int' }, avro: pence },
      ],
    });
    expect(types).toMatchObject({
      TimestampMillis: { shape: 'scalar', type: { name: 'timestamp' }, avro: millis },
      Hash: { shape: 'scalar', type: { name: 'bytes' }, constraints: { minLength: 16, maxLength: 16 }, avro: hash },
    });
  });

  test('a union of records is a choice, one of other types is any of these, and the rest is kept raw', () => {
    const { messages, types, said } = imported({
      'a.avsc': record(
        'A',
        [
          field('event', ['null', record('Made', [field('type', 'int')]), record('Gone', [])]),
          field('either', ['string', 'Made', 'int']),
          field('one', ['string']),
          field('nothing', 'null'),
        ],
        { namespace: 'x' },
      ),
    });
    expect(types['AEvent']).toEqual({
      shape: 'union',
      discriminator: 'kind',
      cases: [
        { tag: 'Made', type: 'Made' },
        { tag: 'Gone', type: 'Gone' },
      ],
    });
    expect(messages['A']?.payload).toMatchObject({
      fields: [
        { type: { name: 'AEvent' }, nullable: true },
        { type: { kind: 'anyOf', options: [{ name: 'string' }, { kind: 'named', name: 'Made' }, { name: 'int' }] } },
        { type: { kind: 'json', avro: ['string'] } },
        { type: { kind: 'json', avro: 'null' } },
      ],
    });
    expect(said).toEqual([
      'import-kept-raw: `A.one` is kept as a raw schema: a union of one type, or with one that has no counterpart in a catalog, cannot be told apart there.',
      'import-kept-raw: `A.nothing` is kept as a raw schema: nothing but null can stand there.',
    ]);
  });

  test('names lead across files, and a list of types at the top is as many definitions', () => {
    const { messages, types, said } = imported({
      'address.avsc': record('Address', [field('street', 'string')], { namespace: 'acme.data' }),
      'created.avsc': record('Created', [field('address', 'acme.data.Address'), field('gone', 'Missing')], {
        namespace: 'acme',
      }),
      'all.avsc': [
        { type: 'enum', name: 'State', symbols: ['A'], namespace: 'acme.many' },
        record('Order', [field('state', 'State')], { namespace: 'acme.many' }),
      ],
    });
    expect(Object.keys(messages)).toEqual(['Created', 'Order']);
    expect(Object.keys(types)).toEqual(['Address', 'State']);
    expect(said).toEqual([
      'import-unreadable: `created.avsc` cannot be imported: `Missing` is no Avro type of these files; import the file that defines it as well.',
    ]);
  });

  test('a record that contains itself is a message and a type', () => {
    const { messages, types } = imported({
      'n.avsc': record('Node', [field('next', ['null', 'Node'], { default: null })]),
    });
    const fields = [{ name: 'next', type: { kind: 'named', name: 'NodeRecord' }, optional: true }];
    expect(messages['Node']?.payload).toEqual({ kind: 'fields', fields });
    expect(types).toEqual({ NodeRecord: { shape: 'record', fields } });
  });

  test('events that share a name are called after their namespaces; other states of one are told', () => {
    const paid = record('CloudEvent', [field('a', 'int')], { namespace: 'org.acme.order.paid.v1' });
    const sent = record('CloudEvent', [field('b', 'int')], { namespace: 'org.acme.order.sent.v1' });
    const now = record('Done', [field('a', 'int')], { namespace: 'x' });
    const { messages, said } = imported({
      'paid.avsc': paid,
      'sent.avsc': sent,
      'done.avsc': now,
      'history/done.avsc': record('Done', [], { namespace: 'x' }),
    });
    expect(Object.entries(messages).map(([id, { wire, version }]) => [id, wire, version])).toEqual([
      ['Done', undefined, undefined],
      ['OrderPaid', 'org.acme.order.paid.v1', '1.0.0'],
      ['OrderSent', 'org.acme.order.sent.v1', '1.0.0'],
    ]);
    expect(said).toEqual([
      'import-left-out: `x.Done` of `history/done.avsc` was not taken in: it is another state of the record in `done.avsc`; `sagac compat` compares two files.',
    ]);
  });

  test('broken schemas are told at their place', () => {
    const { said } = imported({
      'a.avsc': record('A', [
        field('a', {}),
        field('b', { type: 'array' }),
        field('c', { type: 'bytes', logicalType: 'decimal' }),
        field('d', { type: 'string' }, { default: [1], order: 'ignore' }),
      ]),
      'b.avsc': { type: 'record', name: 'B' },
    });
    expect(said).toEqual([
      'import-unreadable: `a.avsc` cannot be imported: a `type` is missing.',
      'import-unreadable: `a.avsc` cannot be imported: `items` is missing.',
      'import-unreadable: `a.avsc` cannot be imported: a decimal needs its `precision`.',
      'import-left-out: The default of `A.d` was not taken in: it does not fit the type.',
      'import-left-out: `order` of `A.d` was not taken in: a field of a catalog has no such attribute.',
      'import-unreadable: `b.avsc` cannot be imported: the record `B` has no list of `fields`.',
    ]);
  });

  test('a field that is there twice is refused, and a default that does not fit is left out', () => {
    const { said, types } = imported({
      'a.avsc': record('A', [field('a', 'int', { default: 'x' }), field('b', 'string'), field('b', 'int')]),
    });
    expect(types).toEqual({});
    expect(said).toEqual([
      'import-unreadable: `a.avsc` cannot be imported: `A` has two fields `b`.',
      'import-left-out: The default of `A.a` was not taken in: it does not fit the type.',
    ]);
  });

  test('a record that contains itself is told of once', () => {
    const { said } = imported({
      'a.avsc': record('A', [field('a', ['null', 'A']), field('b', 'int', { order: 'ignore' })]),
    });
    expect(said.filter((text) => text.includes('`order`'))).toHaveLength(1);
  });
});
