import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { valueRulings } from './reading/enum-values.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that an enumeration has a new value. */
export const enumValueAdded: CompatCheck<'enum-value-added'> = {
  id: 'enum-value-added',
  group: 'payload',
  since: '0.1.0',
  summary: 'An enumeration has a new value.',
  why: 'Who is still on the old definition meets a value that it does not know. Where the enumeration says which value is `unknown`, readers of JSON and Avro take it for that one. Code that handles every value no longer does. A JSON Schema can only refuse it.',
  examples: [
    {
      title: 'without an `unknown` value',
      before: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, shop] }'),
      after: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, shop, phone] }'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'forward?',
        typescript: 'backward forward',
      },
    },
    {
      title: 'with an `unknown` value',
      before: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, other], unknown: other }'),
      after: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, phone, other], unknown: other }'),
      verdicts: { 'json-schema': 'forward', protobuf: 'forward?', typescript: 'backward forward' },
    },
    {
      title: 'written out in a field',
      before: orderPlaced('orderId: uuid, size: enum(s|m)'),
      after: orderPlaced('orderId: uuid, size: enum(s|m|l)'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'forward?',
        typescript: 'backward forward',
      },
    },
  ],
  describe: (change) => `${placeOf(change)} has a new value \`${change.value}\`.`,
  judge: (change, context) => bothWays(context, (way) => valueRulings(way, change)),
  instead: ({ value, unknown }) =>
    unknown === undefined
      ? `Give the enumeration a value for what a reader does not know (\`unknown: ...\`), let all readers take that, and add \`${value}\` afterwards.`
      : `Let readers that handle every value take the new definition before a producer writes \`${value}\`.`,
};
