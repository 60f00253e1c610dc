import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { nullRulings } from './reading/nulls.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that a value may no longer be null. */
export const nullForbidden: CompatCheck<'null-forbidden'> = {
  id: 'null-forbidden',
  group: 'payload',
  since: '0.1.0',
  summary: 'A value may no longer be null.',
  why: 'Messages from before may have `null` there, which the new side refuses. In Protobuf a scalar that may be null is a message around the value, which is another form on the wire in both directions.',
  examples: [
    {
      title: 'of a scalar',
      before: orderPlaced('orderId: uuid, salesRep: string|null'),
      after: orderPlaced('orderId: uuid, salesRep: string'),
      verdicts: {
        json: 'backward',
        'json-schema': 'backward',
        avro: 'backward',
        protobuf: 'backward forward',
        typescript: 'forward',
      },
    },
    {
      title: 'within a named type',
      before: orderPlaced('orderId: uuid, salesRep: SalesRep', 'SalesRep: { type: string|null }'),
      after: orderPlaced('orderId: uuid, salesRep: SalesRep', 'SalesRep: { type: string }'),
      verdicts: {
        json: 'backward',
        'json-schema': 'backward',
        avro: 'backward',
        protobuf: 'backward forward',
        typescript: 'forward',
      },
    },
  ],
  describe: (change) => `${placeOf(change)} may no longer be null.`,
  judge: (change, context) => bothWays(context, (way) => nullRulings(way, change)),
  instead: ({ to }) =>
    `Let producers stop writing \`null\` and leave the definition as it is until no message with it is left; or forbid it in a new major version beside the old one, with an upcaster that puts a value in${to ? ` \`${to.name}\`` : ''}.`,
};
