import type { ChangeOf } from '../../change.js';
import { breaks, type CompatCheck, type Ruling } from '../../check.js';
import { orderPlaced } from './example.js';
import { bothWays, sidesOf, type Way } from './reading/way.js';
import { placeOf } from './reading/words.js';

/** Judges that another value of an enumeration stands for what a reader does not know, or none. */
export const enumFallbackChanged: CompatCheck<'enum-fallback-changed'> = {
  id: 'enum-fallback-changed',
  group: 'payload',
  since: '0.1.0',
  summary: 'Another value stands for what a reader of an enumeration does not know, or none.',
  why: 'Both sides know the same values here, so nothing is unknown to either yet. What is decided is how the next new value will be met. The helper that turns any text into a known value comes and goes with the `unknown` value in TypeScript.',
  bump: 'patch',
  examples: [
    {
      title: 'there is one now',
      before: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, other] }'),
      after: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, other], unknown: other }'),
      verdicts: { typescript: 'forward' },
    },
    {
      title: 'there is none any more',
      before: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, other], unknown: other }'),
      after: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, other] }'),
      verdicts: { typescript: 'backward' },
    },
    {
      title: 'another one',
      before: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, shop, other], unknown: shop }'),
      after: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, shop, other], unknown: other }'),
      verdicts: {},
    },
  ],
  describe: (change) => {
    const [from, to] = [change.from, change.to].map((value) => (value === undefined ? 'no value' : `\`${value}\``));
    const subject = placeOf(change);
    return `In ${subject}, ${to} stands for what a reader does not know, where it was ${from}.`;
  },
  judge: (change, context) => bothWays(context, (way) => ({ typescript: helperRuling(way, change) })),
  instead: ({ from, to }) =>
    to === undefined
      ? `Keep \`unknown: ${from}\`: it is what lets values be added later.`
      : 'Nothing has to be done: code needs the new types only where it calls the new helper.',
};

function helperRuling(way: Way, { from, to, owner }: ChangeOf<'enum-fallback-changed'>): Ruling | undefined {
  const { reader: types, writer: code } = sidesOf(way, from, to);
  if (code === undefined || types !== undefined) return undefined;
  const { words } = way;
  return breaks(
    `${words.code} may call the helper of \`${owner.id}\` for unknown values, which ${words.types} do not export.`,
  );
}
