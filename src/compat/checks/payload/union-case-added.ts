import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { caseRulings } from './reading/union-cases.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

const CASES = [
  'Card: { fields: { last4: string } }',
  'Cash: { fields: { till: string } }',
  'Transfer: { fields: { iban: string } }',
];

/** Judges that a union has a new case. */
export const unionCaseAdded: CompatCheck<'union-case-added'> = {
  id: 'union-case-added',
  group: 'payload',
  since: '0.1.0',
  summary: 'A union has a new case.',
  why: 'Who is still on the old definition meets a case that it does not know, and a union has nothing like the `unknown` value of an enumeration. Code that handles every case no longer does.',
  examples: [
    {
      title: 'of a record of its own',
      before: orderPlaced(
        'orderId: uuid, paidBy: Method',
        ...CASES,
        'Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }',
      ),
      after: orderPlaced(
        'orderId: uuid, paidBy: Method',
        ...CASES,
        'Method: { oneOf: { card: Card, cash: Cash, transfer: Transfer }, discriminator: kind }',
      ),
      verdicts: {
        json: 'forward',
        'json-schema': 'forward',
        avro: 'forward',
        protobuf: 'forward?',
        typescript: 'backward forward',
      },
    },
  ],
  describe: (change) => `${placeOf(change)} has a new case \`${change.tag}\` (\`${change.type}\`).`,
  judge: (change, context) => bothWays(context, (way) => caseRulings(way, change)),
  instead: ({ tag }) =>
    `Add \`${tag}\` as an optional field or an event of its own, which old readers pass over; or add the case in a new major version beside the old one.`,
};
