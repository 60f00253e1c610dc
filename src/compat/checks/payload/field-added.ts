import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { onlyAtReader, onlyAtWriter } from './reading/presence.js';
import { bothWays } from './reading/way.js';
import { homeOf } from './reading/words.js';

/** Judges that a field is new. */
export const fieldAdded: CompatCheck<'field-added'> = {
  id: 'field-added',
  group: 'payload',
  since: '0.1.0',
  summary: 'A field is added.',
  why: 'Readers that do not know the field pass it over. A reader that knows it also meets messages from before it was there: that goes well only where the field is optional or has a default. A JSON Schema with closed objects refuses what it does not know, and Confluent in its strict mode lets nobody add a property to an open object.',
  examples: [
    {
      title: 'optional',
      before: orderPlaced('orderId: uuid'),
      after: orderPlaced('orderId: uuid, note: string?'),
      verdicts: { typescript: 'forward' },
    },
    {
      title: 'required, with a default',
      before: orderPlaced('orderId: uuid'),
      after: orderPlaced('orderId: uuid, currency: { type: string, default: EUR }'),
      verdicts: { protobuf: 'backward?', typescript: 'forward' },
    },
    {
      title: 'required, without a default',
      before: orderPlaced('orderId: uuid'),
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
      title: 'optional, by the strict rules of Confluent',
      before: orderPlaced('orderId: uuid'),
      after: orderPlaced('orderId: uuid, note: string?'),
      settings: 'catalog: shop\ncompat: { jsonSchema: confluent }\n',
      verdicts: { 'json-schema': 'backward', typescript: 'forward' },
    },
    {
      title: 'optional, in closed objects',
      before: orderPlaced('orderId: uuid'),
      after: orderPlaced('orderId: uuid, note: string?'),
      settings:
        'catalog: shop\ncompat: { jsonSchema: confluent }\ngenerate: [{ target: json-schema, out: schemas, additionalProperties: false }]\n',
      verdicts: { 'json-schema': 'forward', typescript: 'forward' },
    },
    {
      title: 'optional, in a closed record',
      before: orderPlaced('orderId: uuid, home: Home', 'Home: { closed: true, fields: { street: string } }'),
      after: orderPlaced(
        'orderId: uuid, home: Home',
        'Home: { closed: true, fields: { street: string, floor: int? } }',
      ),
      verdicts: { json: 'forward', typescript: 'forward' },
    },
    {
      title: 'required, with a default, by the letter of JSON Schema',
      before: orderPlaced('orderId: uuid'),
      after: orderPlaced('orderId: uuid, currency: { type: string, default: EUR }'),
      settings: 'catalog: shop\ncompat: { jsonSchema: sound }\n',
      verdicts: { 'json-schema': 'backward', protobuf: 'backward?', typescript: 'forward' },
    },
  ],
  describe: (change) => `${homeOf(change)} has a new field \`${change.field.name}\`.`,
  judge: (change, context) =>
    bothWays(context, (way) =>
      way.direction === 'backward'
        ? onlyAtReader(way, change.field, change.closed)
        : onlyAtWriter(way, change.field, change.closed),
    ),
  instead: ({ field }) => {
    const { name, optional } = field;
    if (optional || field.default !== undefined)
      return `Consumers first: let them take the new definition before a producer writes \`${name}\`.`;
    return `Make it optional first (\`${name}: ...?\`) or give it a \`default\`; require it when nothing without it is left to be read.`;
  },
};
