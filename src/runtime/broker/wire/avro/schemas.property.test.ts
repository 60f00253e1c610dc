import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogOf, generated } from '../../../../generate/testing/catalog.js';
import { EVERY_TYPE } from '../../../../generate/testing/every-type.js';
import { type AvroSchema, avroReading, readAvroSchema, writeAvro } from './avro-schema.js';

const SEED = Number(process.env['SAGAC_SEED'] ?? 1);
const RUNS = Number(process.env['SAGAC_RUNS'] ?? 60);

/** Every type of the language, as the target `avro` writes it. */
const files = generated(catalogOf(EVERY_TYPE), { only: ['avro'] });

function schemaOf(message: string): AvroSchema {
  return readAvroSchema(files.get(`out/avro/events/${message}.avsc`) ?? '');
}

/** As the reader of a topic has it: bytes, and nothing else. */
function roundTrip(schema: AvroSchema, data: unknown): unknown {
  return avroReading(schema, schema).read(writeAvro(schema, data));
}

const text = fc.string({ unit: 'grapheme' });
const bytes = fc.uint8Array().map((value) => Buffer.from(value).toString('base64'));
const long = fc.maxSafeInteger();
const int = fc.integer();
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const float = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const boolean = fc.boolean();
const uuid = fc.uuid();
const json = fc.jsonValue({ stringUnit: 'grapheme' }).map((value): unknown => JSON.parse(JSON.stringify(value)));

/** Three digits of a second, as `toISOString` has them, or six. */
const time = fc
  .record({ ms: fc.integer({ min: 0, max: 86_399_999 }), micros: fc.integer({ min: 0, max: 999 }) })
  .map(({ ms, micros }) => `${new Date(ms).toISOString().slice(11, 23)}${digits(micros)}Z`);
const date = fc
  .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const timestamp = fc.record({ date, time }).map((at) => `${at.date}T${at.time}`);
const millis = timestamp.map((at) => at.replace(/(\.\d{3})\d*Z/, '$1Z'));

function digits(micros: number): string {
  return micros === 0 ? '' : String(micros).padStart(3, '0');
}

function decimal(precision: number, scale: number): fc.Arbitrary<string> {
  const most = 10n ** BigInt(precision) - 1n;
  return fc.bigInt({ min: -most, max: most }).map((unscaled) => {
    const sign = unscaled < 0n ? '-' : '';
    const all = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
    return scale === 0 ? sign + all : `${sign}${all.slice(0, -scale)}.${all.slice(-scale)}`;
  });
}

const money = fc.record({ amount: decimal(12, 2), currency: text });
const giro = fc.oneof(
  fc.record({ way: fc.constant('transfer'), iban: text }),
  fc.record({ way: fc.constant('voucher'), code: text }),
);
const method = fc.oneof(
  fc.record({ kind: fc.constant('card'), number: text }),
  giro.map((way) => ({ kind: 'giro', ...way })),
);
/** Deep enough to come into itself, and not much deeper. */
const DEPTH = 3;
const tree = treeOf(DEPTH);
const expression = expressionOf(DEPTH);

function treeOf(depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return fc.record({ label: text, children: fc.constant([]), other: fc.constant(null) });
  const inner = treeOf(depth - 1);
  const fields = { label: text, children: fc.array(inner, { maxLength: 2 }), parent: inner, other: fc.option(inner) };
  return fc.record(fields, { requiredKeys: ['label', 'children', 'other'] });
}

function expressionOf(depth: number): fc.Arbitrary<unknown> {
  const value = fc.record({ op: fc.constant('value'), value: long });
  if (depth === 0) return value;
  const terms = fc.array(expressionOf(depth - 1), { maxLength: 3 });
  return fc.oneof(value, fc.record({ op: fc.constant('sum'), terms }));
}

const optional = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(value, { nil: undefined });

/** What is absent is not there; `undefined` would be no JSON. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

const everything = fc
  .record({
    ...{ id: uuid, text, flag: boolean, count: int, total: long, ratio: float, weight: double },
    ...{ price: decimal(12, 2), whole: decimal(5, 0), day: date, hour: time, at: timestamp, span: text, raw: bytes },
    ...{ link: text, mail: text, money, colour: fc.constantFrom('red', 'dark-blue', '2nd', 'unknown'), method },
    ...{ iban: text, bounded: text, labels: fc.dictionary(text, fc.array(fc.constantFrom('big', 'small'))) },
    ...{ tree, expression, empty: fc.constant({}), uuidType: uuid, dateType: fc.record({ day: date }) },
    ...{ list: fc.array(int), listOfNullable: fc.array(fc.option(text)), map: fc.dictionary(text, money) },
    ...{
      size: fc.constantFrom('s', 'm', 'l'),
      maybe: optional(text),
      maybeMoney: optional(money),
      maybeWithDefault: int,
    },
    ...{
      nullable: fc.option(text),
      nullableMoney: fc.option(money),
      nullableSize: fc.option(fc.constantFrom('s', 'm')),
    },
    ...{ nullableMethod: fc.option(method), both: optional(timestamp), class: optional(text) },
  })
  .map(asJson);

const point = fc.record({ x: double, y: int });
const foreign = fc
  .record({
    ...{
      id: uuid,
      'smtp-id': optional(text),
      anything: json,
      somethings: fc.array(json),
      point,
      either: fc.oneof(int, text),
    },
    ...{ eithers: fc.array(fc.oneof(int, text)), choice: fc.constantFrom(1, 2, 'x', null) },
    ...{ avroChoice: optional(fc.oneof(text, fc.record({ a: int }))), at: millis, times: fc.array(millis), host: text },
    ...{ reference: fc.option(fc.oneof(text, int)), places: fc.array(fc.oneof(point, text)), tags: fc.array(text) },
    headers: fc.dictionary(text, text),
  })
  .map(asJson);

describe('JSON as Avro, and as JSON again', () => {
  it.each([
    ['Everything', everything],
    ['Foreign', foreign],
    ['Removed', fc.record({ id: uuid })],
    ['Delete', fc.constant({})],
  ] as const)('is the same for every type of the language: %s', (message, data) => {
    const schema = schemaOf(message);
    fc.assert(
      fc.property(data as fc.Arbitrary<unknown>, (sent) => {
        expect(roundTrip(schema, sent)).toEqual(sent);
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });

  it('names every field of the schema in what is tried here', () => {
    for (const [message, data] of [
      ['Everything', everything],
      ['Foreign', foreign],
    ] as const) {
      const { type } = schemaOf(message);
      const keys = type.kind === 'record' ? type.fields.map(({ key }) => key) : [];
      const tried = fc.sample(data as fc.Arbitrary<object>, { numRuns: 100, seed: SEED }).flatMap(Object.keys);
      expect([...new Set(tried)].sort()).toEqual([...keys].sort());
    }
  });

  it('takes no bytes for a value that are none, and no long for more than there is', () => {
    const schema = schemaOf('Everything');
    const reading = avroReading(schema, schema);
    fc.assert(
      fc.property(everything, fc.nat(), fc.uint8Array({ minLength: 1 }), (data, place, noise) => {
        const whole = writeAvro(schema, data);
        const at = place % whole.length;
        const damaged = Buffer.concat([whole.subarray(0, at), noise, whole.subarray(at + noise.length)]);
        for (const candidate of [damaged, whole.subarray(0, at), Buffer.concat([whole, noise]), Buffer.from(noise)]) {
          try {
            reading.read(candidate);
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError);
          }
        }
      }),
      { numRuns: RUNS, seed: SEED },
    );
  });
});
