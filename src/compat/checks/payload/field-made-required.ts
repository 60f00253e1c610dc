import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { optionalAtReader, optionalAtWriter } from './reading/presence.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that a field must be there now. */
export const fieldMadeRequired: CompatCheck<'field-made-required'> = {
  id: 'field-made-required',
  group: 'payload',
  since: '0.1.0',
  summary: 'A field must be there now.',
  why: 'Messages from before may lack the field, and the new side has nothing to put in its place unless there is a default. An Avro reader meets the `null` that stands for the missing value there, and then a default does not help either.',
  examples: [
    {
      title: 'without a default',
      before: orderPlaced('orderId: uuid, currency: string?'),
      after: orderPlaced('orderId: uuid, currency: string'),
      verdicts: {
        json: 'backward',
        'json-schema': 'backward',
        avro: 'backward',
        protobuf: 'backward?',
        typescript: 'forward',
      },
    },
    {
      title: 'with a default',
      before: orderPlaced('orderId: uuid, currency: { type: string, default: EUR, optional: true }'),
      after: orderPlaced('orderId: uuid, currency: { type: string, default: EUR }'),
      verdicts: { avro: 'backward', protobuf: 'backward?', typescript: 'forward' },
    },
  ],
  describe: (change) => `${placeOf(change)} must be there now.`,
  judge: ({ from, to }, context) =>
    bothWays(context, (way) =>
      way.direction === 'forward' ? optionalAtReader(way, to) : optionalAtWriter(way, to, from),
    ),
  instead: ({ to }) =>
    `Leave \`${to.name}\` optional and let producers always write it; require it in a new major version beside the old one, with an upcaster that fills it in.`,
};
