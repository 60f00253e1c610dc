import type { CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { caseRulings } from './reading/union-cases.js';
import { bothWays } from './reading/way.js';
import { placeOf } from './reading/words.js';

const CASES = [
  'Card: { fields: { last4: string } }',
  'Cash: { fields: { till: string } }',
  'Cheque: { fields: { number: string } }',
];

/** Judges that a union has lost a case. */
export const unionCaseRemoved: CompatCheck<'union-case-removed'> = {
  id: 'union-case-removed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A union has lost a case.',
  why: 'Messages from before may have the case, and the new side does not know it any more. Code that handles it no longer compiles.',
  examples: [
    {
      title: 'of a record of its own',
      before: orderPlaced(
        'orderId: uuid, paidBy: Method',
        ...CASES,
        'Method: { oneOf: { card: Card, cash: Cash, cheque: Cheque }, discriminator: kind }',
      ),
      after: orderPlaced(
        'orderId: uuid, paidBy: Method',
        ...CASES,
        'Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }',
      ),
      verdicts: {
        json: 'backward',
        'json-schema': 'backward',
        avro: 'backward',
        protobuf: 'backward?',
        typescript: 'backward forward',
      },
    },
  ],
  describe: (change) => `${placeOf(change)} no longer has the case \`${change.tag}\` (\`${change.type}\`).`,
  judge: (change, context) => bothWays(context, (way) => caseRulings(way, change)),
  instead: ({ tag }) =>
    `Let producers stop writing \`${tag}\`, and remove the case when no message with it is left; or remove it in a new major version beside the old one.`,
};
