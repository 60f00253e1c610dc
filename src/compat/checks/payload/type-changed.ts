import type { ChangeOf } from '../../change.js';
import type { CompatCheck, JudgeContext, Rulings } from '../../check.js';
import { orderPlaced } from './example.js';
import { readAvroType } from './reading/avro-types.js';
import { readJsonType } from './reading/json-types.js';
import { readProtobufType } from './reading/protobuf-types.js';
import { readSchemaType } from './reading/schema-types.js';
import { readTypeScriptType } from './reading/typescript-types.js';
import { bothWays, sidesOf } from './reading/way.js';
import { placeOf } from './reading/words.js';

const EVERYWHERE = {
  json: 'backward forward',
  'json-schema': 'backward forward',
  avro: 'backward forward',
  protobuf: 'backward forward',
  typescript: 'backward forward',
} as const;

/** Judges that a value is of another type. */
export const typeChanged: CompatCheck<'type-changed'> = {
  id: 'type-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A value is of another type.',
  why: 'A wider type (`int` to `long`, `uuid` to `string`) takes all that was written before, and who is still on the narrower one meets values that do not fit. Other types refuse each other, or worse: Avro reads a decimal of another scale, or a date as a plain number, without an error and wrongly. Apache does not count that as incompatible, and it is a break here.',
  examples: [
    {
      title: 'a wider number',
      before: orderPlaced('orderId: uuid, points: int'),
      after: orderPlaced('orderId: uuid, points: long'),
      verdicts: { json: 'forward', avro: 'forward', protobuf: 'backward forward' },
    },
    {
      title: 'a number with fractions',
      before: orderPlaced('orderId: uuid, weight: int'),
      after: orderPlaced('orderId: uuid, weight: double'),
      verdicts: { json: 'forward', 'json-schema': 'forward', avro: 'forward', protobuf: 'backward forward' },
    },
    {
      title: 'a long as a double',
      before: orderPlaced('orderId: uuid, weight: long'),
      after: orderPlaced('orderId: uuid, weight: double'),
      verdicts: { json: 'backward? forward', 'json-schema': 'forward', avro: 'forward', protobuf: 'backward forward' },
    },
    {
      title: 'any text instead of a UUID',
      before: orderPlaced('orderId: uuid'),
      after: orderPlaced('orderId: string'),
      verdicts: { json: 'forward', avro: 'forward', typescript: 'backward' },
    },
    {
      title: 'a timestamp instead of a text',
      before: orderPlaced('orderId: uuid, placedAt: string'),
      after: orderPlaced('orderId: uuid, placedAt: timestamp'),
      verdicts: { json: 'backward', avro: 'backward forward', protobuf: 'backward forward' },
    },
    {
      title: 'more digits behind the point',
      before: orderPlaced('orderId: uuid, total: decimal(10.2)'),
      after: orderPlaced('orderId: uuid, total: decimal(12.4)'),
      verdicts: { json: 'forward', 'json-schema': 'backward forward', avro: 'backward forward' },
    },
    {
      title: 'more digits before the point',
      before: orderPlaced('orderId: uuid, total: decimal(10.2)'),
      after: orderPlaced('orderId: uuid, total: decimal(12.2)'),
      settings: 'catalog: shop\ncompat: { jsonSchema: sound }\n',
      verdicts: { json: 'forward', 'json-schema': 'forward', avro: 'forward' },
    },
    {
      title: 'free text instead of an enumeration',
      before: orderPlaced('orderId: uuid, origin: enum(web|shop)'),
      after: orderPlaced('orderId: uuid, origin: string'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'backward forward',
        protobuf: 'backward forward',
        typescript: 'backward',
      },
    },
    {
      title: 'one more type',
      before: orderPlaced('orderId: uuid, reference: string'),
      after: orderPlaced('orderId: uuid, reference: string|int'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'backward forward',
        typescript: 'backward',
      },
    },
    {
      title: 'a list instead of one',
      before: orderPlaced('orderId: uuid, coupon: string'),
      after: orderPlaced('orderId: uuid, coupon: list<string>'),
      verdicts: EVERYWHERE,
    },
    {
      title: 'a record instead of a number',
      before: orderPlaced('orderId: uuid, total: double'),
      after: orderPlaced(
        'orderId: uuid, total: Money',
        'Money: { fields: { amount: decimal(12.2), currency: string } }',
      ),
      verdicts: EVERYWHERE,
    },
    {
      title: 'a number instead of a text',
      before: orderPlaced('orderId: uuid, customerNo: string'),
      after: orderPlaced('orderId: uuid, customerNo: long'),
      verdicts: EVERYWHERE,
    },
  ],
  describe: (change) => `${placeOf(change)} is \`${change.to.text}\` now instead of \`${change.from.text}\`.`,
  judge: rulings,
  instead: (change, context) => {
    const { from, to, fields } = change;
    const isWider = rulings(change, context).json?.backward === undefined;
    const first = isWider
      ? `Let all readers take \`${to.text}\` before a producer writes what \`${from.text}\` cannot hold. Where that does not help, add`
      : 'Add';
    return `${first} a field of type \`${to.text}\` beside \`${fields.at(-1) ?? 'value'}\` and write both until nobody reads the old one, or put a new major version beside the old with an upcaster.`;
  },
};

function rulings({ from, to, nullable }: ChangeOf<'type-changed'>, context: JudgeContext): Rulings {
  return bothWays(context, (way) => {
    const { reader, writer } = sidesOf(way, from, to);
    return {
      json: readJsonType(way, reader, writer),
      'json-schema': readSchemaType(way, reader, writer, sidesOf(way, nullable.from, nullable.to)),
      avro: readAvroType(way, reader, writer),
      protobuf: readProtobufType(way, reader, writer),
      typescript: readTypeScriptType(way, reader, writer),
    };
  });
}
