import { breaks, type CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that Avro writes a value in another way than before. */
export const avroEncodingChanged: CompatCheck<'avro-encoding-changed'> = {
  id: 'avro-encoding-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'Avro writes a value in another way.',
  why: '`avro` beside a type says how Avro writes its values. Where it changes, readers on either side refuse the bytes of the other or, as with milliseconds and microseconds, read another value without an error.',
  examples: [
    {
      title: 'microseconds instead of milliseconds',
      before: orderPlaced(
        'orderId: uuid, at: { type: timestamp, avro: { type: long, logicalType: timestamp-millis } }',
      ),
      after: orderPlaced('orderId: uuid, at: timestamp'),
      verdicts: { avro: 'backward forward' },
    },
  ],
  describe: (change) => `Avro writes ${placeOf(change)} in another way.`,
  judge: (change, context) =>
    bothWays(context, ({ words }) => ({
      avro: breaks(`${words.reader} reads ${placeOf(change)} by another Avro schema than the one of ${words.written}.`),
    })),
  instead: () => 'Add a field with the new encoding beside it, and write both until nobody reads the old one.',
};
