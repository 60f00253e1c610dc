import type { ChangeOf } from '../../change.js';
import { breaks, type CompatCheck, risks } from '../../check.js';
import { orderPlaced } from './example.js';
import { bothWays, type OneWay, type Way } from './reading/way.js';
import { homeOf } from './reading/words.js';

/** Judges that a record lets unknown fields pass, or no longer. */
export const closedChanged: CompatCheck<'closed-changed'> = {
  id: 'closed-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A record is closed now, or open.',
  why: 'A closed record takes no fields but those that it names. Who reads it as closed refuses what was written with more, and an open definition lets senders write more. Confluent in its lenient mode does not look at that; Avro, Protobuf and TypeScript know no such thing.',
  examples: [
    {
      title: 'closed now',
      before: orderPlaced('orderId: uuid, home: Home', 'Home: { fields: { street: string } }'),
      after: orderPlaced('orderId: uuid, home: Home', 'Home: { closed: true, fields: { street: string } }'),
      verdicts: { json: 'backward?' },
    },
    {
      title: 'open now',
      before: orderPlaced('orderId: uuid, home: Home', 'Home: { closed: true, fields: { street: string } }'),
      after: orderPlaced('orderId: uuid, home: Home', 'Home: { fields: { street: string } }'),
      verdicts: { json: 'forward?' },
    },
    {
      title: 'closed now, by the strict rules of Confluent',
      before: orderPlaced('orderId: uuid, home: Home', 'Home: { fields: { street: string } }'),
      after: orderPlaced('orderId: uuid, home: Home', 'Home: { closed: true, fields: { street: string } }'),
      settings: 'catalog: shop\ncompat: { jsonSchema: confluent }\n',
      verdicts: { json: 'backward?', 'json-schema': 'backward' },
    },
    {
      title: 'in closed schemas anyway',
      before: orderPlaced('orderId: uuid, home: Home', 'Home: { fields: { street: string } }'),
      after: orderPlaced('orderId: uuid, home: Home', 'Home: { closed: true, fields: { street: string } }'),
      settings: 'catalog: shop\ngenerate: [{ target: json-schema, out: schemas, additionalProperties: false }]\n',
      verdicts: { json: 'backward?' },
    },
  ],
  describe: (change) =>
    change.to
      ? `${homeOf(change)} lets no other fields pass any more.`
      : `${homeOf(change)} lets fields pass now that it does not name.`,
  judge: (change, context) => bothWays(context, (way) => closedRulings(way, change)),
  instead: ({ to }) =>
    to
      ? 'Close it when nobody writes other fields any more, or in a new major version beside the old one.'
      : 'Let all readers take the open definition before a producer writes a field that it does not name.',
};

function closedRulings(way: Way, { to }: ChangeOf<'closed-changed'>): OneWay {
  if (to !== (way.direction === 'backward')) return {};
  const { words } = way;
  const refuses = `${words.reader} refuses fields that the record does not name, and ${words.written}`;
  const schema = breaks(`${words.schema} lets no unknown field pass, and ${words.written} may have some.`);
  return {
    json: risks(`${refuses} may have some.`),
    ...(way.openObjects && way.profile !== 'confluent-lenient' && { 'json-schema': schema }),
  };
}
