import { type CompatCheck, risks } from '../../check.js';
import { orderPlaced } from './example.js';
import { bothWays, type OneWay, sidesOf } from './reading/way.js';
import { placeOf, valueText } from './reading/words.js';

/** Judges that a field has another default. */
export const defaultChanged: CompatCheck<'default-changed'> = {
  id: 'default-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A field has another default.',
  why: 'In JSON a reader fills in its own default for what is absent. Where a field may be absent, two sides with two defaults read one message as two things. A field that is always written is not concerned, nor are encodings that write every field.',
  bump: 'patch',
  examples: [
    {
      title: 'of an optional field',
      before: orderPlaced('orderId: uuid, currency: { type: string, optional: true, default: EUR }'),
      after: orderPlaced('orderId: uuid, currency: { type: string, optional: true, default: USD }'),
      verdicts: { json: 'backward? forward?' },
    },
    {
      title: 'of a required field',
      before: orderPlaced('orderId: uuid, currency: { type: string, default: EUR }'),
      after: orderPlaced('orderId: uuid, currency: { type: string, default: USD }'),
      verdicts: {},
    },
  ],
  describe: (change) =>
    `The default of ${placeOf(change)} is ${valueText(change.to)} now instead of ${valueText(change.from)}.`,
  judge: (change, context) =>
    bothWays(context, (way): OneWay => {
      if (!change.field.optional) return {};
      const { reader, writer } = sidesOf(way, valueText(change.from), valueText(change.to));
      const where = `Where ${placeOf(change)} is absent in ${way.words.written}`;
      return { json: risks(`${where}, the default was ${writer}, and the reader takes it for ${reader}.`) };
    }),
  instead: ({ field: { name } }) => `Let producers write \`${name}\` always, so that no reader has to assume anything.`,
};
