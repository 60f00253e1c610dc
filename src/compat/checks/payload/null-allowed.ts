import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { nullRulings } from './reading/nulls.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that a value may be null now. */
export const nullAllowed: CompatCheck<'null-allowed'> = {
  id: 'null-allowed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A value may be null now.',
  why: 'Who is still on the old definition never had to look for `null` and meets it in new messages. In Protobuf a scalar that may be null is a message around the value, which is another form on the wire in both directions.',
  examples: [
    {
      title: 'of a scalar',
      before: orderPlaced('orderId: uuid, salesRep: string'),
      after: orderPlaced('orderId: uuid, salesRep: string|null'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'backward forward',
        typescript: 'backward',
      },
    },
    {
      title: 'of a record',
      before: orderPlaced('orderId: uuid, discount: Discount', 'Discount: { fields: { percent: int } }'),
      after: orderPlaced('orderId: uuid, discount: Discount|null', 'Discount: { fields: { percent: int } }'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'forward?',
        typescript: 'backward',
      },
    },
    {
      title: 'of a field that may be absent anyway',
      before: orderPlaced('orderId: uuid, discount: Discount?', 'Discount: { fields: { percent: int } }'),
      after: orderPlaced(
        'orderId: uuid, discount: { type: Discount|null, optional: true }',
        'Discount: { fields: { percent: int } }',
      ),
      verdicts: { json: 'forward', 'json-schema': 'forward', protobuf: 'forward?', typescript: 'backward' },
    },
    {
      title: 'of an enumeration, by the rules of Confluent',
      before: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, shop] }'),
      after: orderPlaced('orderId: uuid, origin: Origin|null', 'Origin: { enum: [web, shop] }'),
      verdicts: {
        json: 'forward',
        'json-schema': 'backward forward',
        avro: 'forward',
        protobuf: 'backward forward',
        typescript: 'backward',
      },
    },
    {
      title: 'of what is in a list',
      before: orderPlaced('orderId: uuid, codes: list<string>'),
      after: orderPlaced('orderId: uuid, codes: list<string|null>'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'backward forward',
        typescript: 'backward',
      },
    },
  ],
  describe: (change) => `${placeOf(change)} may be null now.`,
  judge: (change, context) => bothWays(context, (way) => nullRulings(way, change)),
  instead: ({ to }) =>
    to
      ? `Make \`${to.name}\` optional while all readers learn to do without it, and leave it out instead of writing \`null\`.`
      : 'Leave such values out instead of writing `null`.',
};
