import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { jsonSchema } from '../../generate/targets/json-schema/index.js';
import { toValue } from '../../language/node.js';
import { parseYaml } from '../../language/yaml.js';
import { catalogFrom } from '../../testing/catalog-from.js';
import { validateFields } from './validate-value.js';

const TYPES = `types:
  Money: { fields: { amount: decimal(5.2), currency: { type: string, pattern: "^[A-Z]{3}$" } } }
  Reason: { enum: [a, b, unknown], unknown: unknown }
  Card: { fields: { last4: string } }
  Transfer: { fields: { kind: string, iban: Iban } }
  Method: { oneOf: { card: Card, transfer: Transfer }, discriminator: kind }
  Iban: { type: string, maxLength: 5 }
  Tree: { fields: { name: string, children: list<Tree> } }
`;

/** Problems of a value of one type, each as `path problem`. */
function problems(type: string, value: string): string[] {
  const { catalog } = catalogFrom(`${TYPES}events:\n  E:\n    payload:\n      v: ${type}\n`);
  const { value: node, diagnostics } = parseYaml('value.yaml', `v: ${value}\n`);
  const event = catalog.events.get('E');
  if (!node || !event || diagnostics.length > 0) throw new Error(`cannot read ${value}`);
  return validateFields(catalog, event.payload.fields, node).map(({ path, problem }) => `${path} ${problem}`);
}

const TAKEN: readonly (readonly [string, string])[] = [
  ['string', 'text'],
  ['string', '"17"'],
  ['string', '2026-01-01'],
  ['boolean', 'true'],
  ['int', '-2147483648'],
  ['long', '9223372036854775807'],
  ['double', '1.5e3'],
  ['float', '2'],
  ['float', '-3.4028234e38'],
  ['decimal(5.2)', '"999.99"'],
  ['decimal(5.2)', '"-0.5"'],
  ['decimal(2.2)', '"0.25"'],
  ['uuid', '6f9619ff-8b86-4011-b42d-00cf4fc964ff'],
  ['date', '2024-02-29'],
  ['time', '23:59:60Z'],
  ['timestamp', '2026-01-01T00:00:00Z'],
  ['timestamp', '2026-01-01T00:00:00.123+02:00'],
  ['timestamp', '2026-01-01T00:00:00.123456000Z'],
  ['string', '"\\U0001F600"'],
  ['duration', 'PT30S'],
  ['duration', 'P1DT2H'],
  ['duration', 'P2W'],
  ['bytes', 'c2FnYWM='],
  ['bytes', '""'],
  ['uri', 'urn:isbn:1'],
  ['uri', 'https://example.com/a?b=1'],
  ['email', 'ada+x@example.com'],
  ['Money', '{ amount: "1.00", currency: EUR }'],
  ['Reason', 'unknown'],
  ['list<int>', '[]'],
  ['map<int>', '{ a: 1 }'],
  ['"string|null"', 'null'],
  ['string?', 'x'],
  ['enum(a|b)', 'b'],
  ['Method', '{ kind: card, last4: "1234" }'],
  ['Method', '{ kind: transfer, iban: AT11 }'],
  ['Tree', '{ name: a, children: [{ name: b, children: [] }] }'],
  ['{ type: string, minLength: 1, maxLength: 1 }', '😀'],
  ['{ type: decimal(5.2), min: 0 }', '"0.00"'],
  ['{ type: bytes, maxLength: 5 }', 'c2FnYWM='],
  ['{ type: string, pattern: "(" }', 'x'],
];

const REFUSED: readonly (readonly [string, string, string])[] = [
  ['string', '17', 'v is the number `17`, and a `string` is expected'],
  ['string', 'null', 'v is null, and a `string` is expected'],
  ['string?', 'null', 'v is null, and may only be left out'],
  ['string', '[a]', 'v is a list, and a `string` is expected'],
  ['boolean', '"true"', 'v is the text `true`, and a `boolean` is expected'],
  ['int', '1.5', 'v is the number `1.5`, and an `int` is expected'],
  ['int', '2147483648', 'v is 2147483648, which has no room in `int` (32 bits)'],
  ['long', '9223372036854775808', 'v is 9223372036854775808, which has no room in `long` (64 bits)'],
  ['float', '1e39', 'v is 1e39, which has no room in `float` (32 bits)'],
  ['string', '"\\uD83D"', 'v has half of a surrogate pair, which UTF-8 has no bytes for'],
  [
    'timestamp',
    '2026-01-01T00:00:00.1234567Z',
    'v is `2026-01-01T00:00:00.1234567Z`, and times have no more than 6 digits of a second (Avro counts microseconds)',
  ],
  ['double', '.inf', 'v is the number `.inf`, and a `double` is expected'],
  ['decimal(5.2)', '1.5', 'v is a number, and a `decimal(5.2)` is text'],
  ['decimal(5.2)', '"1.505"', 'v has 3 digits after the point, and `decimal(5.2)` has 2'],
  ['decimal(5.2)', '"1000"', 'v has 4 digits before the point, and `decimal(5.2)` has 3'],
  ['decimal(5.2)', '"1,5"', 'v is `1,5`, which is no `decimal(5.2)`'],
  ['decimal(5.2)', 'null', 'v is null, and a `decimal(5.2)` is expected'],
  ['decimal(5.2)', '"007"', 'v is `007`, which is no `decimal(5.2)`'],
  ['uuid', '"17"', 'v is `17`, which is no UUID'],
  ['date', '2026-02-29', 'v is `2026-02-29`, which is no calendar date (RFC 3339)'],
  ['time', '"12:00:00"', 'v is `12:00:00`, which is no time with its offset (RFC 3339)'],
  ['timestamp', '2026-01-01', 'v is `2026-01-01`, which is no timestamp with its offset (RFC 3339)'],
  [
    'timestamp',
    '2026-01-01T24:00:00Z',
    'v is `2026-01-01T24:00:00Z`, which is no timestamp with its offset (RFC 3339)',
  ],
  [
    'timestamp',
    '"2026-01-01 00:00:00Z"',
    'v is `2026-01-01 00:00:00Z`, which is no timestamp with its offset (RFC 3339)',
  ],
  ['duration', '30s', 'v is `30s`, which is no duration (ISO 8601)'],
  ['duration', 'PT', 'v is `PT`, which is no duration (ISO 8601)'],
  ['duration', 'P1DT', 'v is `P1DT`, which is no duration (ISO 8601)'],
  ['bytes', 'abc', 'v is `abc`, which is no base64 text'],
  ['uri', '/orders/1', 'v is `/orders/1`, which is no URI with its scheme'],
  ['email', 'ada@host', 'v is `ada@host`, which is no mail address'],
  ['Money', '{ amount: "1.00", currency: eur }', 'v.currency does not match the pattern `^[A-Z]{3}$`'],
  ['Money', '{ amount: "1.00" }', 'v.currency is missing'],
  ['Money', '{ amount: "1.00", currency: EUR, tax: 1 }', 'v.tax is no field of the payload'],
  ['Reason', 'c', 'v is `c`, which is none of its values'],
  ['Iban', 'AT1234', 'v has 6 characters, and at most 5 are allowed'],
  ['{ type: Iban, minLength: 3 }', 'AT', 'v has 2 characters, and at least 3 are needed'],
  ['{ type: int, min: 1 }', '0', 'v is 0, and at least 1 is needed'],
  ['{ type: list<int>, maxLength: 1 }', '[1, 2]', 'v has 2 items, and at most 1 are allowed'],
  ['list<int>', '[1, x]', 'v[1] is the text `x`, and an `int` is expected'],
  ['map<int>', '{ a: x }', 'v.a is the text `x`, and an `int` is expected'],
  ['Method', '{ last4: "1234" }', 'v.kind is missing'],
  ['Method', '{ kind: cash }', 'v.kind is `cash`, which is none of its values'],
  ['Method', '{ kind: card, iban: A }', 'v.last4 is missing'],
  [
    'Tree',
    '{ name: a, children: [{ name: 1, children: [] }] }',
    'v.children[0].name is the number `1`, and a `string` is expected',
  ],
];

describe('validateFields', () => {
  it.each(TAKEN)('takes for %s: %s', (type, value) => {
    expect(problems(type, value)).toEqual([]);
  });

  it.each(REFUSED)('refuses for %s: %s', (type, value, problem) => {
    expect(problems(type, value)[0]).toBe(problem);
  });

  it('follows unions inside unions', () => {
    const types = `types:
  A: { fields: { x: int } }
  Inner: { oneOf: { a: A }, discriminator: is }
  Outer: { oneOf: { inner: Inner }, discriminator: kind }
`;
    const { catalog } = catalogFrom(`${types}events:\n  E: { payload: { v: Outer } }\n`);
    const fields = catalog.events.get('E')?.payload.fields ?? [];
    const paths = (text: string) => {
      const { value } = parseYaml('value.yaml', text);
      return value && validateFields(catalog, fields, value).map(({ path }) => path);
    };
    expect(paths('v: { kind: inner, is: a, x: 1 }')).toEqual([]);
    expect(paths('v: { kind: inner, is: a, x: no, y: 1 }')).toEqual(['v.x', 'v.y']);
    expect(paths('v: { kind: inner, x: 1 }')).toEqual(['v.is']);
  });

  it('says nothing about a type that only leads back to itself', () => {
    const types = 'types:\n  Loop: { type: Pool }\n  Pool: { type: Loop }\n';
    const { catalog } = catalogFrom(`${types}events:\n  E: { payload: { v: Loop } }\n`);
    const { value } = parseYaml('value.yaml', 'v: 17');
    expect(value && validateFields(catalog, catalog.events.get('E')?.payload.fields ?? [], value)).toEqual([]);
  });

  it('judges as ajv does by the generated JSON Schema', () => {
    const taken = TAKEN.filter(([type]) => !type.includes('pattern: "("'));
    const refused = REFUSED.filter(([type, value]) => !BEYOND_JSON_SCHEMA.has(`${type} ${value}`));
    const accepts = ajvFor([...taken, ...refused].map(([type]) => type));
    for (const [type, value] of taken) expect(accepts(type, value), `${type}: ${value}`).toBe(true);
    for (const [type, value] of refused) expect(accepts(type, value), `${type}: ${value}`).toBe(false);
  });
});

/**
 * JSON Schema does not look into encoded text, numbers of JavaScript end before 64 bits do, and ajv takes a space for `T`. What
 * Avro has no room for, JSON may have.
 */
const BEYOND_JSON_SCHEMA = new Set([
  'bytes abc',
  'long 9223372036854775808',
  'timestamp "2026-01-01 00:00:00Z"',
  'float 1e39',
  'string "\\uD83D"',
  'timestamp 2026-01-01T00:00:00.1234567Z',
]);

/** Whether the generated schema of a payload with one field of a type accepts a value of it. */
function ajvFor(types: readonly string[]): (type: string, value: string) => boolean {
  const events = types.map((type, index) => `  E${index}:\n    payload:\n      v: ${type}\n`);
  const { catalog } = catalogFrom(`${TYPES}events:\n${events.join('')}`);
  const { files } = jsonSchema.generate({
    catalog,
    options: { additionalProperties: false },
    template: () => '',
    earlier: () => undefined,
  });
  const ajv = new Ajv2020();
  addFormats.default(ajv);
  return (type, value) => {
    const path = `events/E${types.indexOf(type)}.json`;
    const schema = JSON.parse(files.find((file) => file.path === path)?.text ?? '{}');
    const { value: node } = parseYaml('value.yaml', `v: ${value}\n`);
    return node !== undefined && (ajv.getSchema(schema.$id) ?? ajv.compile(schema))(toValue(node)) === true;
  };
}
