import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { optionalAtReader, optionalAtWriter } from './reading/presence.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that a field may be absent now. */
export const fieldMadeOptional: CompatCheck<'field-made-optional'> = {
  id: 'field-made-optional',
  group: 'payload',
  since: '0.1.0',
  summary: 'A field may be absent now.',
  why: 'Old messages have it, so the new side reads them as before. Who is still on the old definition counts on it and meets messages without it. Code that reads it has to say what happens when it is not there.',
  examples: [
    {
      title: 'without a default',
      before: orderPlaced('orderId: uuid, couponCode: string'),
      after: orderPlaced('orderId: uuid, couponCode: string?'),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'forward?',
        typescript: 'backward',
      },
    },
    {
      title: 'with a default that old readers have',
      before: orderPlaced('orderId: uuid, currency: { type: string, default: EUR }'),
      after: orderPlaced('orderId: uuid, currency: { type: string, default: EUR, optional: true }'),
      verdicts: { avro: 'forward', protobuf: 'forward?', typescript: 'backward' },
    },
    {
      title: 'of one that may be null anyway',
      before: orderPlaced('orderId: uuid, note: string|null'),
      after: orderPlaced('orderId: uuid, note: { type: string|null, optional: true }'),
      verdicts: { json: 'forward', 'json-schema': 'forward', protobuf: 'forward?', typescript: 'backward' },
    },
  ],
  describe: (change) => `${placeOf(change)} may be absent now.`,
  judge: ({ from, to }, context) =>
    bothWays(context, (way) =>
      way.direction === 'backward' ? optionalAtReader(way, from) : optionalAtWriter(way, from, to),
    ),
  instead: ({ to }) =>
    `Let all readers take a version in which \`${to.name}\` is optional while producers still write it; only then leave it out.`,
};
