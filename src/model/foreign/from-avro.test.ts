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
    ['a name that is not there', [{ name: 'a', type: 'Gone' }], '"Gone"'],
    ['a name of the prototype', [{ name: 'a', type: 'constructor' }], '"constructor"'],
    [
      'a decimal without digits',
      [{ name: 'a', type: { type: 'bytes', logicalType: 'decimal' } }],
      '{"type":"bytes","logicalType":"decimal"}',
    ],
  ])('%s is refused at its place', (_title, fields, place) => {
    expect(read(record(fields)).said).toEqual([`invalid-schema: ${place}`]);
  });

  test('what fields cannot say is kept as it is, complete in itself', () => {
    const line = { type: 'record', name: 'Line', fields: [{ name: 'sku', type: 'string' }] };
    const fields = [
      { name: 'first', type: line },
      { name: 'choice', type: ['string', 'Line', 'int', { type: 'array', items: 'Line' }] },
      { name: 'self', type: ['null', 'E'], default: null },
    ];
    const { payload, said } = read(record(fields, { namespace: 'x.y' }));
    expect(said).toEqual([
      'schema-not-representable: ["string","Line","int",{"type":"array","items":"Line"}]',
      'schema-not-representable: "E"',
    ]);
    const whole = { ...line, name: 'x.y.Line' };
    expect(payload?.fields[1]?.type).toEqual({
      kind: 'json',
      avro: ['string', whole, 'int', { type: 'array', items: 'x.y.Line' }],
    });
    const own = payload?.fields[2];
    expect(own).toMatchObject({ optional: true, type: { kind: 'json', avro: { name: 'x.y.E', type: 'record' } } });
    expect(JSON.stringify(own?.type)).toContain('"type":["null","x.y.E"]');
  });

  test('an encoding that the type alone would not give stands beside it', () => {
    const kind = { type: 'enum', name: 'Kind', symbols: ['A'], default: 'A' };
    const span = { type: 'fixed', name: 'Span', size: 12, logicalType: 'duration' };
    const millis = { type: 'long', logicalType: 'timestamp-millis' };
    const { payload, said } = read(
      record([
        { name: 'a', type: kind },
        { name: 'b', type: span },
        { name: 'c', type: ['null', millis], default: null },
        { name: 'd', type: { type: 'long', logicalType: 'timestamp-micros' } },
        { name: 'e', type: { type: 'array', items: millis } },
      ]),
    );
    expect(payload?.fields.map(({ avro }) => avro)).toEqual([kind, span, millis, undefined, undefined]);
    expect(payload?.fields[2]).toMatchObject({ type: { name: 'timestamp' }, optional: true });
    expect(said).toEqual(['schema-detail-ignored: "timestamp-millis"']);
  });

  test('only a record is a payload', () => {
    const kind = { type: 'enum', name: 'X', symbols: ['A'] };
    const { payload, said } = read(kind);
    expect(said).toHaveLength(1);
    expect(payload).toMatchObject({ fields: [], raw: { kind: 'json', avro: kind } });
    const missing = catalogFrom('events: { E: { payload: { avro: ./gone.avsc } } }');
    expect(missing.catalog.events.get('E')?.payload).toMatchObject({ origin: 'avro', fields: [] });
  });

  test('a field may be called avro', () => {
    const { catalog } = catalogFrom('events: { E: { payload: { avro: string } } }');
    expect(catalog.events.get('E')?.payload).toMatchObject({ origin: 'fields', fields: [{ name: 'avro' }] });
  });

  test('a record without a list of fields', () => {
    expect(read({ type: 'record', name: 'E', fields: {} }).said).toEqual(['invalid-schema: {}']);
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
