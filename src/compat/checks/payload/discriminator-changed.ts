import { breaks, type CompatCheck } from '../../check.js';
import { orderPlaced } from './example.js';
import { bothWays, sidesOf } from './reading/way.js';
import { placeOf } from './reading/words.js';

const TYPES = ['Card: { fields: { last4: string } }', 'Transfer: { fields: { iban: string } }'];
const CASES = 'oneOf: { card: Card, transfer: Transfer }';

/** Judges that another field tells the cases of a union apart. */
export const discriminatorChanged: CompatCheck<'discriminator-changed'> = {
  id: 'discriminator-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'Another field tells the cases of a union apart.',
  why: 'In JSON the field says which case a value is; a reader that looks for another one cannot tell. Avro and Protobuf mark the case themselves and have no such field.',
  examples: [
    {
      title: 'of a union of records',
      before: orderPlaced('orderId: uuid, paidBy: Method', ...TYPES, `Method: { ${CASES}, discriminator: kind }`),
      after: orderPlaced('orderId: uuid, paidBy: Method', ...TYPES, `Method: { ${CASES}, discriminator: method }`),
      verdicts: {
        json: 'backward forward',
        'json-schema': 'backward forward',
        typescript: 'backward forward',
      },
    },
  ],
  describe: (change) =>
    `The cases of ${placeOf(change)} are told apart by \`${change.to}\` now instead of \`${change.from}\`.`,
  judge: (change, context) =>
    bothWays(context, (way) => {
      const { reader, writer } = sidesOf(way, change.from, change.to);
      const { words } = way;
      return {
        json: breaks(
          `${words.reader} looks for \`${reader}\` to tell the cases apart, and ${words.written} have \`${writer}\`.`,
        ),
        'json-schema': breaks(`${words.schema} requires \`${reader}\`, and ${words.written} have \`${writer}\`.`),
        typescript: breaks(`${words.code} looks at \`${writer}\`, which ${words.types} do not have.`),
      };
    }),
  instead: ({ from }) =>
    `Keep \`${from}\`; it is a mark and needs no better name. A new major version beside the old one may have another.`,
};
