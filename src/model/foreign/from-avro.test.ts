import { describe, expect, test } from 'vitest';
import { catalogFrom, pointedAt } from '../../testing/catalog-from.js';

function read(schema: unknown) {
  const built = catalogFrom({
    'events/e.yaml': 'events: { E: { payload: { avro: ../schemas/e.avsc } } }',
    'schemas/e.avsc': JSON.stringify(schema),
  });
  return { payload: built.catalog.events.get('E')?.payload, said: pointedAt(built) };
}

const record = (fields: readonly unknown[], rest: object = {}) => ({ type: 'record', name: 'E', ...rest, fields });

describe('fields from an Avro record', () => {
  test('every kind of type is read', () => {
    const { payload, said } = read(
      record(
        [
          { name: 'id', type: { type: 'string', logicalType: 'uuid' }, doc: 'Who.', aliases: ['key'] },
          { name: 'amount', type: { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 } },
          { name: 'at', type: { type: 'long', logicalType: 'timestamp-micros' } },
          { name: 'count', type: 'int', default: 0 },
          { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['A', 'B'] } },
          { name: 'other', type: ['null', 'Kind'], default: null },
          { name: 'last', type: ['string', 'null'] },
          {
            name: 'lines',
            type: { type: 'array', items: { type: 'record', name: 'Line', fields: [{ name: 'sku', type: 'string' }] } },
          },
          { name: 'first', type: 'x.y.Line' },
          { name: 'tags', type: { type: 'map', values: ['null', 'double'] } },
          { name: 'hash', type: { type: 'fixed', name: 'Hash', size: 16 } },
        ],
        { namespace: 'x.y' },
      ),
    );
    expect(said).toEqual([]);
    expect(payload?.origin).toBe('avro');
    expect(payload?.fields).toMatchObject([
      { name: 'id', type: { name: 'uuid' }, summary: 'Who.', aliases: ['key'] },
      { name: 'amount', type: { kind: 'decimal', precision: 12, scale: 2 } },
      { name: 'at', type: { name: 'timestamp' } },
      { name: 'count', type: { name: 'int' }, default: 0 },
      { name: 'kind', type: { kind: 'enum', values: ['A', 'B'] } },
      { name: 'other', type: { kind: 'enum' }, optional: true, nullable: false },
      { name: 'last', type: { name: 'string' }, optional: false, nullable: true },
      { name: 'lines', type: { kind: 'list', items: { kind: 'record' } } },
      { name: 'first', type: { kind: 'record', fields: [{ name: 'sku' }] } },
      { name: 'tags', type: { kind: 'map', values: { kind: 'nullable' } } },
      { name: 'hash', type: { name: 'bytes' }, constraints: { minLength: 16, maxLength: 16 } },
    ]);
  });

  test.each([
    ['a union of records', [{ name: 'a', type: ['string', 'int'] }], '["string","int"]'],
    ['a name that is not there', [{ name: 'a', type: 'Gone' }], '"Gone"'],
    ['a record within itself', [{ name: 'a', type: ['null', 'E'] }], '"E"'],
    [
      'a decimal without digits',
      [{ name: 'a', type: { type: 'bytes', logicalType: 'decimal' } }],
      '{"type":"bytes","logicalType":"decimal"}',
    ],
  ])('%s is refused at its place', (_title, fields, place) => {
    expect(read(record(fields)).said).toEqual([`schema-not-representable: ${place}`]);
  });

  test('what has no counterpart is a warning', () => {
    const kind = { type: 'enum', name: 'Kind', symbols: ['A'], default: 'A' };
    const span = { type: 'fixed', name: 'Span', size: 12, logicalType: 'duration' };
    expect(
      read(
        record([
          { name: 'a', type: kind },
          { name: 'b', type: span },
        ]),
      ).said,
    ).toEqual(['schema-detail-ignored: "default"', 'schema-detail-ignored: "duration"']);
  });

  test('only a record is a payload', () => {
    expect(read({ type: 'enum', name: 'X', symbols: [] }).said).toHaveLength(1);
    const missing = catalogFrom('events: { E: { payload: { avro: ./gone.avsc } } }');
    expect(missing.catalog.events.get('E')?.payload).toMatchObject({ origin: 'avro', fields: [] });
  });

  test('a field may be called avro', () => {
    const { catalog } = catalogFrom('events: { E: { payload: { avro: string } } }');
    expect(catalog.events.get('E')?.payload).toMatchObject({ origin: 'fields', fields: [{ name: 'avro' }] });
  });

  test('a record without a list of fields, and names of the prototype', () => {
    expect(read({ type: 'record', name: 'E', fields: {} }).said).toEqual(['schema-not-representable: {}']);
    expect(read(record([{ name: 'a', type: 'constructor' }])).said).toEqual([
      'schema-not-representable: "constructor"',
    ]);
  });

  test('attributes of a field mark personal data and secrets', () => {
    const fields = [
      { name: 'email', type: 'string', pii: true },
      { name: 'token', type: 'string', secret: true, pii: 'yes' },
    ];
    expect(read(record(fields)).payload?.fields).toMatchObject([
      { name: 'email', pii: true, secret: false },
      { name: 'token', pii: false, secret: true },
    ]);
  });
});
