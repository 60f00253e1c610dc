import { describe, expect, it } from 'vitest';
import { importFrom, type Sources } from '../../testing/imported.js';

/** The fields of one schema's message as they are printed, without their indentation. */
function fieldsOf(properties: object, rest: object = {}, files: Sources = {}) {
  const imported = importFrom({ 'thing.json': { type: 'object', properties, ...rest }, ...files });
  const text = imported.texts.get('events.yaml') ?? '';
  return { ...imported, text, lines: text.split('\n').map((line) => line.trim()) };
}

const raws = (said: readonly string[]) => said.filter((line) => line.startsWith('import-kept-raw'));

describe('values of a JSON Schema', () => {
  it.each<[string, object, string]>([
    ['a text', { type: 'string' }, 'a: string?'],
    ['a format', { type: 'string', format: 'date-time' }, 'a: timestamp?'],
    ['another format', { type: 'string', format: 'ipv4' }, 'a: { type: string?, format: ipv4 }'],
    ['base64', { type: 'string', contentEncoding: 'base64' }, 'a: bytes?'],
    ['an integer', { type: 'integer' }, 'a: long?'],
    ['a small integer', { type: 'integer', minimum: 1, maximum: 100 }, 'a: { type: int?, min: 1, max: 100 }'],
    ['an int', { type: 'integer', minimum: -2147483648, maximum: 2147483647 }, 'a: int?'],
    ['an exclusive bound', { type: 'integer', exclusiveMinimum: 0 }, 'a: { type: long?, min: 1 }'],
    [
      'one of draft-04',
      { type: 'number', minimum: 0, exclusiveMinimum: true },
      'a: { type: double?, exclusiveMin: 0 }',
    ],
    ['steps', { type: 'number', multipleOf: 0.5 }, 'a: { type: double?, multipleOf: 0.5 }'],
    [
      'our own decimals',
      { type: 'string', pattern: '^-?(?:0|[1-9][0-9]{0,9})(?:\\.[0-9]{1,2})?$' },
      'a: decimal(12.2)?',
    ],
    ['null beside', { type: ['string', 'null'] }, 'a: string|null?'],
    ['null as a choice', { anyOf: [{ type: 'boolean' }, { type: 'null' }] }, 'a: boolean|null?'],
    ['null in OpenAPI', { type: 'string', nullable: true }, 'a: string|null?'],
    ['listed texts', { enum: ['a', 'b', null] }, 'a: enum(a|b)|null?'],
    ['one text', { const: 'a' }, 'a: enum(a)?'],
    ['texts as a choice', { oneOf: [{ const: 'a' }, { const: 'b' }] }, 'a: enum(a|b)?'],
    [
      'a list',
      { type: 'array', items: { type: 'string' }, uniqueItems: true },
      'a: { type: list<string>?, unique: true }',
    ],
    ['a list of anything', { type: 'array' }, 'a: list<json>?'],
    ['a map', { type: 'object', additionalProperties: { type: 'integer' } }, 'a: map<long>?'],
    ['an open object', { type: 'object' }, 'a: map<json>?'],
    ['anything', {}, 'a: json?'],
    ['several types', { type: ['string', 'integer', 'null'] }, 'a: string|long|null?'],
    ['several forms', { oneOf: [{ type: 'string' }, { type: 'integer', format: 'int32' }] }, 'a: string|int?'],
    ['a list or one', { type: ['array', 'string'], items: { type: 'string' } }, 'a: list<string>|string?'],
    ['any type', { type: ['object', 'array', 'string', 'number', 'boolean', 'null'] }, 'a: json?'],
    [
      'keys of a pattern',
      { type: 'object', patternProperties: { '^x-': { type: 'string' } }, additionalProperties: false },
      'a: { type: map<string>?, keyPattern: "^x-" }',
    ],
    [
      'parts that narrow each other',
      {
        allOf: [
          { type: 'integer', minimum: 1 },
          { minimum: 5, maximum: 9 },
        ],
      },
      'a: { type: int?, min: 5, max: 9 }',
    ],
    [
      'words',
      { type: 'string', description: 'What it is.', default: 'x', deprecated: true },
      'a: { type: string?, default: x, deprecated: true, summary: What it is. }',
    ],
    ['marks', { type: 'string', 'x-pii': true, writeOnly: true }, 'a: { type: string?, pii: true, secret: true }'],
  ])('%s', (_title, schema, line) => {
    const { lines, said } = fieldsOf({
      a: schema,
      b: { type: 'string' },
      c: { type: 'string' },
      d: { type: 'string' },
    });
    expect(lines).toContain(line);
    expect(raws(said)).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'listed values of several types',
      { type: ['string', 'integer'], enum: [1, 'a'] },
      'it is a value of several types: string, integer',
    ],
    ['a tuple', { type: 'array', items: [{ type: 'string' }] }, 'it is a tuple'],
    ['numbers', { enum: [1, 2] }, 'its values are listed, and are no texts'],
    [
      'a choice',
      {
        oneOf: [
          { type: 'string', maxLength: 2 },
          { type: 'string', minLength: 1 },
        ],
      },
      'it is a choice of schemas that no field tells apart',
    ],
    ['a condition', { type: 'string', if: { minLength: 1 } }, '`if` has no counterpart in types'],
    ['a negation', { type: 'string', not: { const: '' } }, '`not` has no counterpart in types'],
    [
      'two patterns',
      { allOf: [{ type: 'string', pattern: 'a' }, { pattern: 'b' }] },
      'two of its parts have `pattern`',
    ],
    ['null alone', { type: 'null' }, 'it is always null'],
    ['a name that is no field', { type: 'object', properties: { 'a b': {} } }, '`a b` cannot be the name of a field'],
    [
      'other properties of a type',
      { type: 'object', properties: { x: {} }, additionalProperties: { type: 'string' } },
      'it says what properties beside its own are',
    ],
  ])('%s stays raw', (_title, schema, reason) => {
    const { said, draft } = fieldsOf({ a: schema, b: { type: 'string' } });
    expect(raws(said)).toEqual([`import-kept-raw: The field \`a\` of \`Thing\` is kept as a raw schema: ${reason}.`]);
    const { payload } = draft.messages.get('Thing') ?? {};
    expect(payload).toMatchObject({
      kind: 'fields',
      fields: [{ type: { kind: 'json' } }, { type: { name: 'string' } }],
    });
  });

  it('a bound that is what `long` says is none, and no bound is rounded', () => {
    const bounds = '{ "type": "integer", "minimum": 0, "maximum": 9223372036854775807 }';
    const odd = '{ "type": "integer", "maximum": 9007199254740993 }';
    const { said, texts } = importFrom({
      'a.json': `{ "type": "object", "properties": { "a": ${bounds}, "b": ${odd} } }`,
    });
    expect(texts.get('events.yaml')).toContain('      a: { type: long?, min: 0 }\n      b: long?\n');
    expect(said).toEqual([
      'import-left-out: The bound 9007199254740993 was not taken in: numbers of JSON are held exactly up to 9007199254740991 only.',
    ]);
  });

  it('what has no place is told once a file, with its number', () => {
    const { said } = fieldsOf({
      a: { type: 'string', readOnly: true, unit: 'm' },
      b: { type: 'string', readOnly: true },
    });
    expect(said).toEqual([
      'import-left-out: `readOnly` (2 times, first here) was not taken in: nothing in a catalog stands for it.',
      'import-left-out: `unit` was not taken in: nothing in a catalog stands for it.',
    ]);
  });
});

describe('types', () => {
  it('nested objects get names, references keep theirs, equal ones are one', () => {
    const address = { type: 'object', properties: { street: { type: 'string' } } };
    const { texts } = importFrom({
      'order-placed.json': {
        ...{ type: 'object', properties: { to: { $ref: '#/$defs/Party' }, by: { $ref: '#/$defs/Party' }, address } },
        $defs: { Party: { type: 'object', description: 'Who.', properties: { name: { type: 'string' }, address } } },
      },
      'order-shipped.json': {
        type: 'object',
        properties: { address, tags: { type: 'array', items: { type: 'string', maxLength: 9 } } },
      },
    });
    expect(texts.get('events.yaml')).toBe(`types:
  Address: { fields: { street: string? } }
  OrderShippedTag: { type: string, maxLength: 9 }
  Party: { summary: Who., fields: { name: string?, address: Address? } }

events:
  OrderPlaced:
    payload: { to: Party?, by: Party?, address: Address? }

  OrderShipped:
    payload: { address: Address?, tags: list<OrderShippedTag>? }
`);
  });

  it('a choice that a field tells apart is a union, and a schema that contains itself a type', () => {
    const card = {
      type: 'object',
      properties: { kind: { const: 'card' }, number: { type: 'string' } },
      required: ['kind', 'number'],
    };
    const cash = { type: 'object', properties: { kind: { const: 'cash' } }, required: ['kind'] };
    const { texts, said } = fieldsOf(
      { by: { oneOf: [{ $ref: '#/definitions/Card' }, cash] }, tree: { $ref: '#/definitions/Tree' } },
      {
        definitions: {
          Card: card,
          Tree: { type: ['object', 'null'], properties: { next: { $ref: '#/definitions/Tree' } } },
        },
      },
    );
    expect(said).toEqual([]);
    expect(texts.get('events.yaml')).toBe(`types:
  Card: { fields: { number: string } }
  ThingBy: { discriminator: kind, oneOf: { card: Card, cash: ThingByCash } }
  ThingByCash: { fields: {} }
  Tree: { fields: { next: Tree|null? } }

events:
  Thing:
    payload: { by: ThingBy?, tree: Tree|null? }
`);
  });

  it('a `discriminator` by the names of schemas is one, too', () => {
    const pet = {
      type: 'object',
      properties: { kind: { type: 'string' }, name: { type: 'string' } },
      required: ['kind'],
    };
    const { texts, said } = fieldsOf(
      {
        pet: {
          oneOf: [{ $ref: '#/definitions/Cat' }, { $ref: '#/definitions/Dog' }],
          discriminator: { propertyName: 'kind', mapping: { hound: '#/definitions/Dog' } },
        },
      },
      { definitions: { Cat: pet, Dog: pet } },
    );
    expect(said).toEqual([]);
    expect(texts.get('events.yaml')).toContain(
      '  ThingPet: { discriminator: kind, oneOf: { Cat: Cat, hound: Dog } }\n',
    );
    expect(texts.get('events.yaml')).toContain('  Cat: { fields: { name: string? } }\n');
  });

  it('`allOf` is a conjunction: closed parts shut out what the others add', () => {
    const base = {
      type: 'object',
      properties: { id: { type: 'string' }, a: { type: 'string', maxLength: 5 } },
      required: ['id'],
    };
    const { text } = fieldsOf(
      {},
      {
        allOf: [
          base,
          { properties: { id: {}, a: { type: 'string', maxLength: 3, minLength: 1 } }, unevaluatedProperties: false },
        ],
      },
    );
    expect(text).toContain(
      'closed: true\n    payload:\n      id: string\n      a: { type: string?, minLength: 1, maxLength: 3 }\n',
    );
    const open = fieldsOf(
      { b: {} },
      { allOf: [{ $ref: '#/$defs/Base' }], unevaluatedProperties: false, $defs: { Base: base } },
    );
    expect(open.text).toContain(
      'closed: true\n    payload:\n      b: json?\n      id: string\n      a: { type: string?, maxLength: 5 }\n',
    );
  });

  it('comes to an end with choices within choices, each with a reference to the next', () => {
    const levels = Array.from({ length: 30 }, (_, level) => {
      const next = { $ref: `#/$defs/t${level + 1}` };
      const object = { type: 'object', properties: { [`a${level}`]: next }, allOf: [next] };
      return [`t${level}`, { anyOf: [next, object] }] as const;
    });
    const last = { type: 'object', properties: { x: { type: 'string' } } };
    const schema = { type: 'object', properties: { t: { $ref: '#/$defs/t0' } } };
    const { draft, said } = importFrom({
      'thing.json': {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        ...schema,
        $defs: { ...Object.fromEntries(levels), t30: last },
      },
    });
    expect(draft.types.size).toBeLessThan(2000);
    expect(said.join('\n')).toContain('it is a choice of too many types to be written');
  });

  it('follows files, `$id` and `$anchor`, and carries what a raw schema refers to', () => {
    const { texts, said, draft } = importFrom({
      'events/paid.json': {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: 'https://acme.example/events/paid.json',
        type: 'object',
        properties: {
          amount: { $ref: '../types/money.json#/$defs/Amount' },
          other: { $ref: 'https://acme.example/types/money.json#cents' },
          either: { anyOf: [{ $ref: '#/$defs/Code' }, { not: { type: 'integer' } }] },
        },
        $defs: { Code: { type: 'string', pattern: '^C' } },
      },
      'types/money.json': {
        $id: 'https://acme.example/types/money.json',
        $defs: {
          Amount: { type: 'object', properties: { value: { type: 'number' } } },
          C: { $anchor: 'cents', type: 'integer', minimum: 0 },
        },
      },
    });
    expect(raws(said)).toHaveLength(1);
    expect(texts.get('events.yaml')).toContain('Amount: { fields: { value: double? } }');
    expect(draft.types.get('C')).toMatchObject({ shape: 'scalar', constraints: { min: 0 } });
    const { payload } = draft.messages.get('Paid') ?? {};
    expect(payload).toMatchObject({
      fields: [
        {},
        {},
        { type: { schema: { anyOf: [{ $ref: '#/$defs/Code' }, { not: {} }], $defs: { Code: { pattern: '^C' } } } } },
      ],
    });
  });
});

describe('messages', () => {
  const iglu = (version: string, properties: object) => ({
    self: { vendor: 'com.acme', name: 'order_placed', format: 'jsonschema', version },
    type: 'object',
    properties,
  });

  it('of a history the newest is taken in, and of older majors the newest; the others are told', () => {
    const { draft, said } = importFrom({
      'a/1-0-0': iglu('1-0-0', { a: { type: 'string' } }),
      'a/1-0-1': iglu('1-0-1', { a: { type: 'string' }, b: { type: 'string' } }),
      'a/2-0-0': iglu('2-0-0', { b: { type: 'string' } }),
      'a/2-1-3': iglu('2-1-3', { b: { type: 'string' }, c: { type: 'string' } }),
    });
    expect([...draft.messages].map(([id, { version, wire }]) => [id, version, wire])).toEqual([
      ['OrderPlaced', '2.1.3', 'com.acme/order_placed'],
      ['OrderPlaced@1', '1.0.1', 'com.acme/order_placed'],
    ]);
    expect(said).toEqual([
      'import-older-version: Of `OrderPlaced`, 1-0-0 and 2-0-0 are not taken in: 2-1-3 and the newest of each older major are.',
    ]);
  });

  it.each<[string, object, string, string | undefined]>([
    ['order-placed.json', {}, 'OrderPlaced', undefined],
    ['order-placed-1.2.0.schema.json', {}, 'OrderPlaced', '1.2.0'],
    ['order-placed/v3/schema.json', {}, 'OrderPlaced', '3.0.0'],
    ['schema.json', { $id: 'https://acme.example/order-placed/1.4.0' }, 'OrderPlaced', '1.4.0'],
    ['x.json', { title: 'OrderPlaced', version: '2.0.0' }, 'OrderPlaced', '2.0.0'],
    [
      'OrderPlaced.v1.json',
      { title: 'OrderPlaced@1', $id: 'urn:sagac:shop:OrderPlaced:1.4.0' },
      'OrderPlaced',
      '1.4.0',
    ],
    ['com.acme/click+v2.json', {}, 'ClickV2', undefined],
    ['2fa used.json', {}, 'T2faUsed', undefined],
    ['ÜberEvent größe.json', {}, 'UberEventGrosse', undefined],
  ])('%s has its name and version', (path, schema, name, version) => {
    const { draft } = importFrom({ [path]: { type: 'object', properties: {}, ...schema } });
    expect([...draft.messages].map(([id, message]) => [id, message.version])).toEqual([[name, version]]);
  });

  it('schemas of one name both get a better one', () => {
    const of = (vendor: string) => ({
      self: { vendor, name: 'bounced', format: 'jsonschema', version: '1-0-0' },
      type: 'object',
      properties: {},
    });
    const { draft } = importFrom({ 'a.json': of('com.mandrill'), 'b.json': of('com.mailgun') });
    expect([...draft.messages.keys()]).toEqual(['MailgunBounced', 'MandrillBounced']);
  });

  it('a file that others refer to is a type, and one of definitions only makes types', () => {
    const { draft } = importFrom({
      'placed.json': { type: 'object', properties: { total: { $ref: 'money.json' } } },
      'money.json': { type: 'object', properties: { amount: { type: 'number' } } },
      'common.json': { $defs: { Iban: { type: 'string', maxLength: 34 } } },
    });
    expect([...draft.messages.keys()]).toEqual(['Placed']);
    expect([...draft.types.keys()]).toEqual(['Iban', 'Money']);
  });

  it('a payload that is no object stays raw', () => {
    const { draft, said } = importFrom({ 'things.json': { type: 'array', items: { type: 'string' } } });
    expect(said).toEqual(['import-kept-raw: The payload of `Things` is kept as a raw schema: it is no object.']);
    expect(draft.messages.get('Things')?.payload).toEqual({
      kind: 'schema',
      schema: { type: 'array', items: { type: 'string' } },
    });
  });

  it.each<[string, object]>([
    [
      'a circle of `allOf`',
      { $ref: '#/$defs/a', $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { allOf: [{ $ref: '#/$defs/a' }] } } },
    ],
    [
      'a schema joined with itself',
      {
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        properties: { a: { $ref: '#', minProperties: 1 } },
      },
    ],
    [
      'names of the prototype',
      {
        type: 'object',
        properties: { constructor: { type: 'string' }, toString: { $ref: '#/$defs/constructor' } },
        $defs: { constructor: { type: 'string', maxLength: 3 } },
      },
    ],
    [
      'parts that unfold without measure',
      {
        type: 'object',
        allOf: [{ $ref: '#/$defs/x0' }],
        $defs: Object.fromEntries(
          Array.from({ length: 30 }, (_, index) => [
            `x${index}`,
            { allOf: [{ $ref: `#/$defs/x${index + 1}` }, { $ref: `#/$defs/x${index + 1}` }] },
          ]),
        ),
      },
    ],
    [
      'choices within choices',
      {
        type: 'object',
        properties: { a: { $ref: '#/$defs/x0' } },
        $defs: Object.fromEntries(
          Array.from({ length: 30 }, (_, index) => [
            `x${index}`,
            {
              anyOf: [
                { $ref: `#/$defs/x${index + 1}` },
                { type: 'object', properties: {}, allOf: [{ $ref: `#/$defs/x${index + 1}` }] },
              ],
            },
          ]),
        ),
      },
    ],
  ])('%s comes to an end', (_title, schema) => {
    const { draft } = importFrom({ 'odd.json': schema });
    expect(draft.messages.size).toBe(1);
  });

  it('null behind a reference passes in a type that contains itself', () => {
    const { draft } = importFrom({
      'a.json': {
        type: 'object',
        properties: { f: { $ref: '#/$defs/n' } },
        $defs: {
          n: { anyOf: [{ $ref: '#/$defs/none' }, { type: 'object', properties: { a: { $ref: '#/$defs/n' } } }] },
          none: { type: 'null' },
        },
      },
    });
    const inner = { name: 'a', type: { kind: 'named', name: 'N' }, nullable: true, optional: true };
    expect(draft.types.get('N')).toEqual({ shape: 'record', fields: [inner] });
  });

  it('a whole that may be null is its object, which is told', () => {
    const { draft, said } = importFrom({
      'a.json': { type: ['object', 'null'], properties: { b: { type: 'boolean' } } },
    });
    expect(draft.messages.get('A')?.payload).toMatchObject({ kind: 'fields', fields: [{ name: 'b' }] });
    expect(said).toEqual([
      'import-left-out: That the whole may be `null` was not taken in: the payload of a message is an object.',
    ]);
  });

  it.each([
    ['"enum": [9007199254740993, 1]', '9007199254740993'],
    ['"const": -9007199254740993', '-9007199254740993'],
    ['"type": "integer", "multipleOf": 9007199254740995', '9007199254740995'],
  ])('a value that no number holds is told: %s', (words, value) => {
    const { said } = importFrom({ 'a.json': `{ "type": "object", "properties": { "b": { ${words} } } }` });
    const reason = 'numbers of JSON are held exactly up to 9007199254740991 only';
    expect(said).toContain(`import-left-out: The exact value of ${value} was not taken in: ${reason}.`);
  });

  it.each([
    ['draft-07', 'http://json-schema.org/draft-07/schema#', ['list<json>?', 1]],
    ['2020-12', 'https://json-schema.org/draft/2020-12/schema', ['raw', 0]],
  ])('in %s, a keyword that came later says nothing, which is told', (_dialect, $schema, [type, told]) => {
    const b = { type: 'array', prefixItems: [{ type: 'string' }] };
    const { texts, said } = importFrom({ 'a.json': { $schema, type: 'object', properties: { b } } });
    const reason = 'draft-07, which `$schema` names, has no such keyword';
    expect(
      said.filter((text) => text === `import-left-out: \`prefixItems\` was not taken in: ${reason}.`),
    ).toHaveLength(Number(told));
    expect([...texts.values()].join()).toContain(type === 'raw' ? 'schema: { type: array' : `b: ${type}`);
  });
});
