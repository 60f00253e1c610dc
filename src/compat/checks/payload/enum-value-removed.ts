import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { valueRulings } from './reading/enum-values.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that an enumeration has lost a value. */
export const enumValueRemoved: CompatCheck<'enum-value-removed'> = {
  id: 'enum-value-removed',
  group: 'payload',
  since: '0.1.0',
  summary: 'An enumeration has lost a value.',
  why: 'Messages from before may have the value, and the new side does not know it any more. Where the enumeration says which value is `unknown`, readers of JSON and Avro take it for that one. Code that names the value no longer compiles.',
  examples: [
    {
      title: 'without an `unknown` value',
      before: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, shop, fax] }'),
      after: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, shop] }'),
      verdicts: {
        json: 'backward',
        'json-schema': 'backward',
        avro: 'backward',
        protobuf: 'backward?',
        typescript: 'backward forward',
      },
    },
    {
      title: 'with an `unknown` value',
      before: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, fax, other], unknown: other }'),
      after: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, other], unknown: other }'),
      verdicts: { 'json-schema': 'backward', protobuf: 'backward?', typescript: 'backward forward' },
    },
  ],
  describe: (change) => `${placeOf(change)} no longer has the value \`${change.value}\`.`,
  judge: (change, context) => bothWays(context, (way) => valueRulings(way, change)),
  instead: ({ value, unknown }) =>
    `Let producers stop writing \`${value}\`, and remove it when no message with it is left${unknown === undefined ? '; or give the enumeration an `unknown` value to take it for' : ''}.`,
};
