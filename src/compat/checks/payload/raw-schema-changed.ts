import { type CompatCheck, risks } from '../../check.js';
import { orderPlaced } from './example.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that a value which only a foreign schema describes has another schema. */
export const rawSchemaChanged: CompatCheck<'raw-schema-changed'> = {
  id: 'raw-schema-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'The raw schema of a value has changed.',
  why: 'What stands as `{ schema: ... }` or `{ avro: ... }` is carried on as it is; the checks of a catalog do not look into it. Readers of one schema may refuse what was written by the other, and `sagac compat old.json new.json` tells of two schema files whether they do.',
  examples: [
    {
      title: 'another JSON Schema',
      before: orderPlaced('orderId: uuid, box: { schema: { type: [string, integer] } }'),
      after: orderPlaced('orderId: uuid, box: { schema: { type: [string, number] } }'),
      verdicts: { json: 'backward? forward?', 'json-schema': 'backward? forward?' },
    },
    {
      title: 'another Avro schema',
      before: orderPlaced('orderId: uuid, box: { avro: [string, int] }'),
      after: orderPlaced('orderId: uuid, box: { avro: [string, long] }'),
      verdicts: { avro: 'backward? forward?' },
    },
  ],
  describe: (change) => `The raw schema of ${placeOf(change)} is another.`,
  judge: (change, context) =>
    bothWays(context, ({ words }) => {
      const other = risks(`${words.reader} goes by another raw schema for ${placeOf(change)} than ${words.written}.`);
      const [json, avro] = [isOther('schema'), isOther('avro')];
      return { ...(json && { json: other, 'json-schema': other }), ...(avro && { avro: other }) };

      function isOther(key: 'schema' | 'avro'): boolean {
        return JSON.stringify(change.from[key]) !== JSON.stringify(change.to[key]);
      }
    }),
  instead: () =>
    'Put both schemas into files and ask `sagac compat` about them, or describe the value with `fields` and `types`, whose changes are judged one by one.',
};
