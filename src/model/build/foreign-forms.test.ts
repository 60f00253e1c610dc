import { describe, expect, test } from 'vitest';
import { catalogFrom, pointedAt } from '../../testing/catalog-from.js';

function payloadOf(yaml: string) {
  const built = catalogFrom(yaml);
  return { payload: built.catalog.events.get('E')?.payload, types: built.catalog.types, said: pointedAt(built) };
}

describe('what other formats can say', () => {
  test('any value, a value by its schema, and an encoding beside a type', () => {
    const { payload, said } = payloadOf(`
events:
  E:
    payload:
      any: json?
      many: list<json|null>
      raw: { schema: { oneOf: [{ type: string }, { type: integer }] }, nullable: true, summary: Either. }
      avro: { avro: [string, int] }
      at: { type: timestamp, avro: { type: long, logicalType: timestamp-millis } }
      smtp-id: { type: string, format: hostname }
`);
    expect(said).toEqual([]);
    expect(payload?.fields).toMatchObject([
      { name: 'any', type: { kind: 'json' }, optional: true },
      { name: 'many', type: { kind: 'list', items: { kind: 'nullable', inner: { kind: 'json' } } } },
      {
        name: 'raw',
        type: { kind: 'json', schema: { oneOf: [{ type: 'string' }, { type: 'integer' }] } },
        nullable: true,
        summary: 'Either.',
      },
      { name: 'avro', type: { kind: 'json', avro: ['string', 'int'] } },
      { name: 'at', type: { name: 'timestamp' }, avro: { type: 'long', logicalType: 'timestamp-millis' } },
      { name: 'smtp-id', constraints: { format: 'hostname' } },
    ]);
    expect(payload?.closed).toBeUndefined();
  });

  test('closed records and messages, and named types', () => {
    const { payload, types, said } = payloadOf(`
types:
  Odd: { schema: { type: [string, integer] } }
  Point: { closed: true, fields: { x: { type: double, exclusiveMin: 0, exclusiveMax: 1, multipleOf: 0.25 } } }
  Tags: { type: map<string>, keyPattern: "^x-" }
  Days: { type: list<date>, unique: true }
events:
  E: { closed: true, payload: { odd: Odd, at: Point } }
`);
    expect(said).toEqual([]);
    expect(payload?.closed).toBe(true);
    expect(types.get('Odd')).toMatchObject({
      shape: 'scalar',
      type: { kind: 'json', schema: { type: ['string', 'integer'] } },
    });
    expect(types.get('Point')).toMatchObject({
      closed: true,
      fields: [{ constraints: { exclusiveMin: 0, exclusiveMax: 1, multipleOf: 0.25 } }],
    });
    expect(types.get('Tags')).toMatchObject({ constraints: { keyPattern: '^x-' } });
    expect(types.get('Days')).toMatchObject({ constraints: { unique: true } });
  });

  test('one of several types, told apart by its form', () => {
    const { payload, said } = payloadOf(
      'events: { E: { payload: { a: "string|int|null", b: "list<E|long>?" } } }\ntypes: { E: { enum: [x] } }',
    );
    expect(said).toEqual([]);
    expect(payload?.fields).toMatchObject([
      { type: { kind: 'anyOf', options: [{ name: 'string' }, { name: 'int' }] }, nullable: true },
      { type: { items: { kind: 'anyOf', options: [{ kind: 'named' }, { name: 'long' }] } }, optional: true },
    ]);
  });

  test('an Avro record in place', () => {
    const { payload, said } = payloadOf(
      'events: { E: { payload: { avro: { type: record, name: E, fields: [{ name: a, type: int }] } } } }',
    );
    expect(said).toEqual([]);
    expect(payload).toMatchObject({ origin: 'avro', fields: [{ name: 'a', type: { name: 'int' } }] });
  });

  test('a pattern of keys that is none is told at its place', () => {
    const { said } = payloadOf('events: { E: { payload: { a: { type: map<int>, keyPattern: "(" } } } }');
    expect(said).toEqual(['invalid-pattern: "("']);
  });
});
