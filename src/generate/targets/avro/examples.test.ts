import avsc from 'avsc';
import { describe, expect, it } from 'vitest';
import { toValue } from '../../../language/node.js';
import type { Catalog, Field, JsonValue, MessageDef, TypeExpr, UnionType } from '../../../model/index.js';
import { validateFields } from '../../../model/values/validate-value.js';
import { resolveType } from '../../../model/values/value-type.js';
import { catalogOf, fixtureCatalog, generated } from '../../testing/catalog.js';
import { avroDefault } from './default-value.js';
import { avroName } from './names.js';

/** What avsc takes for a value: unions are wrapped in the name of their branch, and bytes are buffers. */
type AvroValue = unknown;

interface Writing {
  readonly catalog: Catalog;
  readonly namespace: string;
}

function recordOf(writing: Writing, fields: readonly Field[], value: JsonValue): AvroValue {
  const given = value as Readonly<Record<string, JsonValue>>;
  return Object.fromEntries(
    fields.map((field) => [avroName(field.name), avroField(writing, field, given[field.name])]),
  );
}

/** Fields that may be absent or null are unions with null. */
function avroField(writing: Writing, field: Field, value: JsonValue | undefined): AvroValue {
  if (!field.optional && !field.nullable) return avroValue(writing, field.type, value ?? null);
  if (value === undefined || value === null) return null;
  const inner = avroValue(writing, field.type, value);
  const branch = branchOf(writing, field.type);
  return branch === undefined ? inner : { [branch]: inner };
}

/** The name of the branch of a type beside null; a union has its own branches there. */
function branchOf({ catalog, namespace }: Writing, type: TypeExpr): string | undefined {
  const resolved = resolveType(catalog, type);
  if (resolved.kind === 'union') return undefined;
  if (resolved.kind === 'record' || resolved.kind === 'enum')
    return `${namespace}.${type.kind === 'named' ? type.ref.name : ''}`;
  if (resolved.kind === 'decimal') return 'bytes';
  if (resolved.kind === 'list') return 'array';
  return resolved.kind === 'map' ? 'map' : 'string';
}

function avroValue(writing: Writing, type: TypeExpr, value: JsonValue): AvroValue {
  const { catalog } = writing;
  const resolved = resolveType(catalog, type);
  switch (resolved.kind) {
    case 'record':
      return recordOf(writing, resolved.fields, value);
    case 'union':
      return unionOf(writing, resolved.def, value);
    case 'list':
      return (value as readonly JsonValue[]).map((item) => avroValue(writing, resolved.items, item));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as object).map(([key, item]) => [key, avroValue(writing, resolved.values, item)]),
      );
    case 'decimal':
      return Buffer.from(String(avroDefault(catalog, type, value)), 'latin1');
    case 'primitive':
      if (resolved.name === 'bytes') return Buffer.from(String(value), 'base64');
      return avroDefault(catalog, type, value);
    default:
      return avroDefault(catalog, type, value);
  }
}

function unionOf(writing: Writing, { discriminator, cases }: UnionType, value: JsonValue): AvroValue {
  const given = value as Readonly<Record<string, JsonValue>>;
  const chosen = cases.find(({ tag }) => tag === given[discriminator]);
  const type: TypeExpr | undefined = chosen && { kind: 'named', ref: chosen.type };
  if (type === undefined || chosen === undefined) return undefined;
  const inner = avroValue(writing, type, value);
  return writing.catalog.types.get(chosen.type.name)?.shape === 'union'
    ? inner
    : { [`${writing.namespace}.${chosen.type.name}`]: inner };
}

/** Writes every example that the validator takes with avsc, and says which ones it could not. */
function unwritable(catalog: Catalog): { readonly written: number; readonly refused: readonly string[] } {
  const schemas = new Map(
    [...generated(catalog, { only: ['avro'] })].map(([path, text]) => [path.split('/').at(-1), JSON.parse(text)]),
  );
  const refused: string[] = [];
  let written = 0;
  const check = (message: MessageDef) => {
    const schema = schemas.get(`${message.id.replace('@', 'V')}.avsc`);
    const type = avsc.Type.forSchema(schema, { wrapUnions: 'always' });
    for (const example of message.examples) {
      if (validateFields(catalog, message.payload.fields, example).length > 0) continue;
      const value = recordOf(
        { catalog, namespace: schema.namespace },
        message.payload.fields,
        toValue(example) as JsonValue,
      );
      if (type.isValid(value)) written += type.toBuffer(value).length > 0 ? 1 : 0;
      else type.isValid(value, { errorHook: (path) => refused.push(`${message.id}.${path.join('.')}`) });
    }
  };
  for (const message of [...catalog.events.values(), ...catalog.commands.values()]) check(message);
  return { written, refused };
}

describe('examples in Avro', () => {
  it.each(['shop', 'bank', 'travel'])('can be written, all that lint accepts in %s', (name) => {
    const { written, refused } = unwritable(fixtureCatalog(name));
    expect(refused).toEqual([]);
    expect(written).toBeGreaterThan(2);
  });

  // Longs end at 53 bits in avsc without a package for more, and so do microseconds in the year 2255.
  it('can be written at the ends of every type', () => {
    const catalog = catalogOf({
      'sagac.yaml': 'catalog: ends\ngenerate:\n  - { target: avro, out: out }\n',
      'types.yaml': `types:
  Card: { fields: { last4: string } }
  Cash: { fields: { given: decimal(4.2) } }
  Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }
`,
      'events.yaml': `events:
  Ended:
    version: 1.0.0
    payload: { i: int, l: long, f: float, d: decimal(4.2), day: date, hour: time, at: timestamp, raw: bytes, way: Method, state: enum(a-b|2nd), maybe: "decimal(4.2)?", list: list<Method>, map: map<int>, text: string }
    examples:
      - { i: -2147483648, l: -4503599627370496, f: 3.4028234e38, d: "-99.99", day: 0001-01-01, hour: "23:59:59.999999Z", at: 2250-12-31T23:59:59.999999Z, raw: "", way: { kind: card, last4: "1" }, state: a-b, list: [], map: {}, text: "" }
      - { i: 2147483647, l: 4503599627370496, f: 0, d: "0", day: 9999-12-31, hour: "00:00:00+02:00", at: 1970-01-01T00:00:00Z, raw: AA==, way: { kind: cash, given: "1" }, state: 2nd, maybe: "1.5", list: [{ kind: card, last4: "2" }], map: { a: 1 }, text: "\\U0001F600" }
`,
    });
    expect(unwritable(catalog)).toEqual({ written: 2, refused: [] });
  });
});
