import { describe, expect, test } from 'vitest';
import { catalogFrom, pointedAt } from '../../testing/catalog-from.js';

function read(schema: unknown, files: Readonly<Record<string, string>> = {}) {
  const built = catalogFrom({
    'events/e.yaml': `events: { E: { payload: { schema: ${JSON.stringify(schema)} } } }`,
    ...files,
  });
  return { fields: built.catalog.events.get('E')?.payload.fields ?? [], said: pointedAt(built), built };
}

const object = (properties: unknown, rest: object = {}) => ({ type: 'object', properties, ...rest });

describe('fields from a JSON Schema', () => {
  test('the schema in place becomes fields with their places', () => {
    const { fields, said, built } = read(
      object(
        {
          id: { type: 'string', format: 'uuid', description: 'Who.' },
          at: { type: 'string', format: 'date-time' },
          count: { type: 'integer', format: 'int32', minimum: 1, exclusiveMaximum: 10 },
          total: { type: 'integer' },
          rate: { type: 'number' },
          tags: { type: 'array', items: { type: ['string', 'null'] }, maxItems: 3 },
          extra: { type: 'object', additionalProperties: { type: 'boolean' } },
          kind: { enum: ['a', 'b', null] },
          blob: { type: 'string', contentEncoding: 'base64' },
          line: object({ sku: { type: 'string', maxLength: 9 } }),
          note: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null },
        },
        { required: ['id', 'kind'] },
      ),
    );
    expect(said).toEqual([]);
    expect(built.catalog.events.get('E')?.payload.origin).toBe('schema');
    expect(fields).toMatchObject([
      { name: 'id', type: { name: 'uuid' }, optional: false, summary: 'Who.' },
      { name: 'at', type: { name: 'timestamp' }, optional: true },
      { name: 'count', type: { name: 'int' }, constraints: { min: 1, max: 9 } },
      { name: 'total', type: { name: 'long' } },
      { name: 'rate', type: { name: 'double' } },
      { name: 'tags', type: { kind: 'list', items: { kind: 'nullable' } }, constraints: { maxLength: 3 } },
      { name: 'extra', type: { kind: 'map', values: { name: 'boolean' } } },
      { name: 'kind', type: { kind: 'enum', values: ['a', 'b'] }, nullable: true, optional: false },
      { name: 'blob', type: { name: 'bytes' } },
      { name: 'line', type: { kind: 'record', fields: [{ name: 'sku', constraints: { maxLength: 9 } }] } },
      { name: 'note', type: { name: 'string' }, nullable: true, default: null },
    ]);
  });

  test('references lead through files, relative to where they stand', () => {
    const built = catalogFrom({
      'events/e.yaml': 'events: { E: { payload: { $ref: ../schemas/order.json } } }',
      'schemas/order.json': JSON.stringify(
        object(
          { total: { $ref: 'types/money.json#/$defs/Money' }, own: { $ref: '#/$defs/Id' } },
          { $defs: { Id: { type: 'string' } } },
        ),
      ),
      'schemas/types/money.json': JSON.stringify({
        $defs: { Money: object({ amount: { $ref: '#/$defs/a~1b%20c' } }), 'a/b c': { type: 'string' } },
      }),
    });
    expect(pointedAt(built)).toEqual([]);
    expect(built.catalog.events.get('E')?.payload).toMatchObject({
      origin: 'ref',
      fields: [{ name: 'total', type: { kind: 'record', fields: [{ name: 'amount' }] } }, { name: 'own' }],
    });
  });

  test('`allOf` joins objects', () => {
    const { fields, said } = read({
      allOf: [object({ a: { type: 'string' } }, { required: ['a'] }), object({ b: { type: 'string' } })],
      properties: { c: { type: 'string' } },
    });
    expect(said).toEqual([]);
    expect(fields.map((field) => [field.name, field.optional])).toEqual([
      ['a', false],
      ['b', true],
      ['c', true],
    ]);
  });

  test.each([
    ['a pattern of keys', object({ a: { type: 'string' } }, { patternProperties: {} }), '"patternProperties"'],
    ['`not`', object({ a: { type: 'string', not: {} } }), '"not"'],
    ['a choice', object({ a: { oneOf: [{ type: 'string' }, { type: 'integer' }] } }), '"oneOf"'],
    ['several types', object({ a: { type: ['string', 'object'] } }), '["string","object"]'],
    ['a tuple', object({ a: { type: 'array', prefixItems: [{ type: 'string' }] } }), '[{"type":"string"}]'],
    ['numbers as values', object({ a: { enum: [1, 2] } }), '1'],
    ['no object', { type: 'string' }, '{"type":"string"}'],
  ])('%s is told at its place and kept', (_title, schema, place) => {
    const { said, built, fields } = read(schema);
    expect(said).toEqual([`schema-not-representable: ${place}`]);
    expect(built.diagnostics.every((one) => one.severity === 'warning')).toBe(true);
    const raw = built.catalog.events.get('E')?.payload.raw ?? fields[0]?.type;
    expect(raw).toMatchObject({ kind: 'json', schema: expect.anything() });
  });

  test('anything is a type of its own', () => {
    const { fields, said } = read(
      object({ a: {}, b: true, c: { type: 'object' }, d: { type: 'array' }, e: { description: 'Free.' } }),
    );
    expect(said).toEqual([]);
    expect(fields.map(({ type }) => type)).toEqual([
      { kind: 'json' },
      { kind: 'json' },
      { kind: 'map', values: { kind: 'json' } },
      { kind: 'list', items: { kind: 'json' } },
      { kind: 'json' },
    ]);
  });

  test('only the value that no type can say is kept raw, complete in itself and in the words of 2020-12', () => {
    const { fields } = read({
      $schema: 'http://json-schema.org/draft-04/schema#',
      ...object({
        id: { type: 'string' },
        pair: {
          description: 'Two.',
          type: 'array',
          items: [{ $ref: '#/definitions/tree' }, { type: 'number', minimum: 0, exclusiveMinimum: true }],
          additionalItems: false,
        },
      }),
      definitions: { tree: object({ next: { $ref: '#/definitions/tree' } }) },
    });
    expect(fields[0]).toMatchObject({ type: { kind: 'primitive', name: 'string' } });
    expect(fields[1]).toMatchObject({ summary: 'Two.' });
    expect(fields[1]?.type).toEqual({
      kind: 'json',
      schema: {
        type: 'array',
        prefixItems: [{ $ref: '#/$defs/tree' }, { type: 'number', exclusiveMinimum: 0 }],
        items: { not: {} },
        $defs: { tree: { type: 'object', properties: { next: { $ref: '#/$defs/tree' } } } },
      },
    });
  });

  test('an object that lets no other property pass is closed', () => {
    const inner = object({ b: { type: 'string' } }, { additionalProperties: false });
    const { fields, built } = read({ ...object({ a: inner }), additionalProperties: false });
    expect(built.catalog.events.get('E')?.payload.closed).toBe(true);
    expect(fields[0]?.type).toMatchObject({ kind: 'record', closed: true });
  });

  test('a bound beyond 64 bits is what `long` says itself', () => {
    const written = '{ type: object, properties: { a: { type: integer, minimum: 0, maximum: 9223372036854775807 } } }';
    const { catalog } = catalogFrom(`events: { E: { payload: { schema: ${written} } } }`);
    expect(catalog.events.get('E')?.payload.fields[0]?.constraints).toEqual({ min: 0 });
  });

  test('bounds are kept; a keyword that only narrows and has no counterpart is a warning', () => {
    const { said, built, fields } = read(
      object({
        a: { type: 'string', format: 'ipv4' },
        b: { type: 'integer', multipleOf: 5 },
        c: { type: 'number', exclusiveMinimum: 0 },
        d: { type: 'array', items: { type: 'string' }, uniqueItems: true },
        e: { type: 'object', additionalProperties: { type: 'string' }, minProperties: 1 },
      }),
    );
    expect(fields.map(({ constraints }) => constraints)).toEqual([
      { format: 'ipv4' },
      { multipleOf: 5 },
      { exclusiveMin: 0 },
      { unique: true },
      {},
    ]);
    expect(said).toEqual(['schema-detail-ignored: "minProperties"']);
    expect(built.diagnostics.every((one) => one.severity === 'warning')).toBe(true);
  });

  test('a schema that contains itself is kept, not followed', () => {
    const { said, fields } = read({ ...object({ next: { $ref: '#' } }) });
    expect(said).toEqual(['schema-not-representable: "#"']);
    expect(fields).toHaveLength(1);
  });

  test.each(['./missing.json', '../../outside.json', 'https://x.y/z.json', '#/nowhere'])(
    'what %s leads to is left to the reader of files',
    (ref) => {
      const { said, fields } = read(object({ a: { $ref: ref } }));
      expect(said).toEqual([]);
      expect(fields).toMatchObject([{ name: 'a', type: { kind: 'json' } }]);
    },
  );

  test('what stands beside a reference is not lost silently', () => {
    const beside = { $ref: '#/$defs/Id', description: 'Who.', maxLength: 9 };
    const { said, fields } = read(object({ a: beside }, { $defs: { Id: { type: 'string' } } }));
    expect(said).toEqual(['schema-detail-ignored: "maxLength"']);
    expect(fields).toMatchObject([{ summary: 'Who.' }]);
  });

  test('a payload may refer into its own file', () => {
    const { catalog, diagnostics } = catalogFrom(
      'x-schemas: { E: { type: object, properties: { id: { type: string, format: uuid } } } }\nevents: { E: { payload: { $ref: "#/x-schemas/E" } } }',
    );
    expect(diagnostics).toEqual([]);
    expect(catalog.events.get('E')?.payload.fields).toMatchObject([{ name: 'id', type: { name: 'uuid' } }]);
  });

  test('an object without any property is an empty payload', () => {
    expect(read(object({}))).toMatchObject({ said: [], fields: [] });
  });

  test('names of the prototype are no formats', () => {
    const { fields, said } = read(object({ a: { type: 'string', format: 'constructor' } }));
    expect(fields[0]?.type).toEqual({ kind: 'primitive', name: 'string' });
    expect(fields[0]?.constraints).toEqual({ format: 'constructor' });
    expect(said).toEqual([]);
  });

  test('references that unfold without measure are told once', () => {
    const level = (index: number) => object({ a: { $ref: `#/$defs/x${index}` }, b: { $ref: `#/$defs/x${index}` } });
    const $defs = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`x${index}`, level(index + 1)]));
    const { built } = read({ ...level(0), $defs: { ...$defs, x40: { type: 'string' } } });
    expect(built.diagnostics.map(({ message }) => message)).toEqual([
      'With its references written out, this payload has more than 20000 schemas.',
    ]);
  });

  test('a reference to the file that it stands in by name means the top of that file', () => {
    const built = catalogFrom({ 'a.yaml': 'events: { E: { payload: { $ref: ./a.yaml } } }' });
    expect(built.diagnostics.map(({ code }) => code)).toContain('schema-not-representable');
  });
});
