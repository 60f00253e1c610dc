import avsc from 'avsc';
import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../model/index.js';
import { generateTargets } from '../../run.js';
import { catalogOf, fixtureCatalog, generated, loadTemplate } from '../../testing/catalog.js';
import { EVERY_TYPE } from '../../testing/every-type.js';

interface AvroField {
  readonly name: string;
  readonly type: unknown;
  readonly default?: unknown;
  readonly tags?: unknown;
  readonly aliases?: readonly string[];
}

interface AvroRecord {
  readonly name: string;
  readonly fields: readonly AvroField[];
}

function schemasOf(catalog: Catalog): ReadonlyMap<string, AvroRecord> {
  const texts = [...generated(catalog, { only: ['avro'] })];
  return new Map(texts.map(([path, text]) => [path, JSON.parse(text) as AvroRecord]));
}

const { ArrayType, EnumType, MapType, RecordType, WrappedUnionType } = avsc.types;

const VALUES: Readonly<Record<string, unknown>> = {
  boolean: true,
  bytes: Buffer.from([0, 255]),
  double: 0.1,
  float: 0.5,
  int: -1,
  long: 2 ** 50,
  string: 'text',
};

/** Some value of a type, which ends where the type contains itself: the last branch of a union first, the first one deep down. */
function someValue(type: avsc.Type, depth = 0): unknown {
  if (type instanceof RecordType) {
    const fields = type.fields.map((field) => [field.name, someValue(field.type, depth + 1)]);
    return Object.fromEntries(fields);
  }
  if (type instanceof ArrayType) return depth > 4 ? [] : [someValue(type.itemsType, depth + 1)];
  if (type instanceof MapType) return depth > 4 ? {} : { key: someValue(type.valuesType, depth + 1) };
  if (type instanceof EnumType) return type.symbols.at(-1);
  if (!(type instanceof WrappedUnionType)) return VALUES[type.typeName];
  const branch = type.types.at(depth > 4 ? 0 : -1);
  return branch === undefined || branch.typeName === 'null'
    ? null
    : { [branch.branchName ?? '']: someValue(branch, depth + 1) };
}

const every = schemasOf(catalogOf(EVERY_TYPE));
const everything = every.get('out/avro/events/Everything.avsc');

function fieldOf(name: string): AvroField | undefined {
  return everything?.fields.find((field) => field.name === name);
}

/** The diagnostics of the target over some types, each in a field of one event. */
function problemsOf(types: string, payload: string): readonly string[] {
  const catalog = catalogOf({
    'sagac.yaml': 'catalog: bad\ngenerate:\n  - { target: avro, out: out }\n',
    'types.yaml': `types:\n${types}\n`,
    'events.yaml': `events:\n  Happened: { version: 1.0.0, payload: { ${payload} } }\n`,
  });
  const { diagnostics } = generateTargets(catalog, { loadTemplate });
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe('the avro target', () => {
  it.each(['shop', 'bank', 'travel'])('gives schemas of %s that avsc reads and writes with', (name) => {
    for (const [path, schema] of schemasOf(fixtureCatalog(name))) roundTrip(path, schema);
  });

  it('gives schemas of every type that avsc reads and writes with', () => {
    for (const [path, schema] of every) roundTrip(path, schema);
  });

  function roundTrip(path: string, schema: unknown): void {
    const type = avsc.Type.forSchema(schema as avsc.Schema, { wrapUnions: 'always' });
    const value = someValue(type);
    expect(type.toString(type.fromBuffer(type.toBuffer(value))), path).toBe(type.toString(value));
    expect(type.createResolver(type), path).toBeDefined();
  }

  it('writes each type as the language says', () => {
    expect(fieldOf('id')?.type).toEqual({ type: 'string', logicalType: 'uuid' });
    expect(fieldOf('price')?.type).toEqual({ type: 'bytes', logicalType: 'decimal', precision: 12, scale: 2 });
    expect(fieldOf('day')?.type).toEqual({ type: 'int', logicalType: 'date' });
    expect(fieldOf('hour')?.type).toEqual({ type: 'long', logicalType: 'time-micros' });
    expect(fieldOf('at')?.type).toEqual({ type: 'long', logicalType: 'timestamp-micros' });
    expect(fieldOf('raw')?.type).toBe('bytes');
    expect(fieldOf('span')?.type).toBe('string');
    expect(fieldOf('list')?.type).toEqual({ type: 'array', items: 'int' });
    expect(fieldOf('listOfNullable')?.type).toEqual({ type: 'array', items: ['null', 'string'] });
    expect(fieldOf('map')?.type).toEqual({ type: 'map', values: 'every_type.Money' });
    expect(fieldOf('nullable')?.type).toEqual(['null', 'string']);
    expect(fieldOf('nullable')).not.toHaveProperty('default');
    expect(fieldOf('nullableMethod')?.type).toEqual([
      'null',
      'every_type.Card',
      'every_type.BankTransfer',
      'every_type.Voucher',
    ]);
  });

  it('lets an absent field be null by default, and puts the branch of another default first', () => {
    expect(fieldOf('maybe')).toEqual({ name: 'maybe', type: ['null', 'string'], default: null });
    expect(fieldOf('maybeWithDefault')).toEqual({ name: 'maybeWithDefault', type: ['int', 'null'], default: 7 });
  });

  it('writes defaults in the form of Avro', () => {
    expect(fieldOf('price')?.default).toBe('\u00fb\u00e6');
    expect(fieldOf('day')?.default).toBe(20455);
    expect(fieldOf('at')?.default).toBe(Date.UTC(2026, 0, 2, 3, 4, 5) * 1000);
    expect(fieldOf('raw')?.default).toBe('\u0001\u0002\u0003');
    expect(fieldOf('money')?.default).toEqual({ amount: 'd', currency: 'EUR' });
    expect(fieldOf('colour')?.default).toBe('dark_blue');
  });

  it('keeps the values behind symbols, and the value for what a reader does not know', () => {
    expect(fieldOf('colour')?.type).toEqual({
      type: 'enum',
      name: 'Colour',
      symbols: ['red', 'dark_blue', '_2nd', 'unknown'],
      default: 'unknown',
      values: { dark_blue: 'dark-blue', _2nd: '2nd' },
    });
  });

  it('keeps what the discriminator of a choice says, beside the union', () => {
    const tags = {
      'every_type.Card': { kind: 'card' },
      'every_type.BankTransfer': { kind: 'giro', way: 'transfer' },
      'every_type.Voucher': { kind: 'giro', way: 'voucher' },
    };
    expect(fieldOf('method')).toMatchObject({ tags });
    expect(fieldOf('nullableMethod')).toMatchObject({ tags });
    expect(fieldOf('money')).not.toHaveProperty('tags');
    const terms = { type: 'array', tags: { 'every_type.Value': { op: 'value' }, 'every_type.Sum': { op: 'sum' } } };
    expect(JSON.stringify(fieldOf('expression'))).toContain(JSON.stringify(terms.tags));
  });

  it('gives old names as aliases, so that data written before a rename can be read', () => {
    expect(fieldOf('size')?.aliases).toEqual(['extent', 'bigness']);
    const field = (name: string, aliases: readonly string[]) => ({ name, type: 'int', aliases });
    const record = (name: string, aliases: readonly string[]) =>
      avsc.Type.forSchema({ type: 'record', name: 'R', fields: [field(name, aliases)] } as unknown as avsc.Schema);
    const [reader, writer] = [record('size', ['extent']), record('extent', [])];
    expect(reader.fromBuffer(writer.toBuffer({ extent: 3 }), reader.createResolver(writer))).toMatchObject({ size: 3 });
  });

  it('calls an older major by a name of its own', () => {
    expect(every.get('out/avro/events/EverythingV1.avsc')?.name).toBe('EverythingV1');
  });

  it('reports what Avro has no form for', () => {
    expect(problemsOf('  Nested: { type: list<Nested> }', 'a: Nested')).toEqual([
      'avro-endless-type: `Nested` contains itself, which Avro allows only for records.',
    ]);
    expect(problemsOf('  A: { fields: {} }\n  U: { oneOf: { x: A, y: A }, discriminator: kind }', 'a: U')).toEqual([
      'avro-ambiguous-union: Avro tells the cases of `U` apart by their types, and `A` stands there twice.',
    ]);
    expect(problemsOf('  E: { enum: [a-b, a_b] }', 'a: E')).toEqual([
      'avro-name-clash: `a_b` and `a-b` are both `a_b` in Avro, whose names have only letters, digits and `_`.',
    ]);
    expect(problemsOf('  Happened: { fields: {} }', 'a: Happened')).toEqual([
      'avro-name-clash: `type Happened` and `event Happened` are both `Happened` in Avro, whose names have only letters, digits and `_`.',
    ]);
    expect(problemsOf('  A: { fields: {} }', 'a: { type: int, default: many }')).toEqual([
      'avro-default-dropped: The default of `a` cannot be written in Avro and is left out.',
    ]);
  });
});
