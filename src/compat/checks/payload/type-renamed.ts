import type { ChangeOf } from '../../change.js';
import { breaks, type CompatCheck, type Ruling } from '../../check.js';
import { orderPlaced } from './example.js';
import { hasInlineTypeBehind } from './reading/inline-types.js';
import { combinedRuling } from './reading/schema-types.js';
import { goneName } from './reading/typescript-types.js';
import { bothWays, sidesOf, type Way } from './reading/way.js';
import { placeOf } from './reading/words.js';

type Renamed = ChangeOf<'type-renamed'>;

const CASES = ['Card: { fields: { last4: string } }', 'Cash: { fields: { till: string } }'];
const MONEY = '{ fields: { amount: decimal(12.2), currency: string } }';

/** Judges that a type of the same form has another name. */
export const typeRenamed: CompatCheck<'type-renamed'> = {
  id: 'type-renamed',
  group: 'payload',
  since: '0.1.0',
  summary: 'A type of the same form has another name.',
  why: 'JSON and Protobuf carry values and no names of types. Avro compares records and enumerations by name; one that is written out in a field is called after the field there. TypeScript code imports types by name.',
  bump: 'patch',
  examples: [
    {
      title: 'of a record',
      before: orderPlaced('orderId: uuid, total: Money', `Money: ${MONEY}`),
      after: orderPlaced('orderId: uuid, total: Amount', `Amount: ${MONEY}`),
      verdicts: { avro: 'backward forward', typescript: 'backward forward' },
    },
    {
      title: 'of a scalar',
      before: orderPlaced('orderId: uuid, sku: Sku', 'Sku: { type: string }'),
      after: orderPlaced('orderId: uuid, sku: ArticleNo', 'ArticleNo: { type: string }'),
      verdicts: { typescript: 'backward forward' },
    },
    {
      title: 'of a scalar that had none',
      before: orderPlaced('orderId: uuid, sku: string'),
      after: orderPlaced('orderId: uuid, sku: Sku', 'Sku: { type: string }'),
      verdicts: { typescript: 'forward' },
    },
    {
      title: 'of an enumeration that had none',
      before: orderPlaced('orderId: uuid, origin: enum(web|shop)'),
      after: orderPlaced('orderId: uuid, origin: Origin', 'Origin: { enum: [web, shop] }'),
      verdicts: { avro: 'backward forward', typescript: 'forward' },
    },
    {
      title: 'of an enumeration or null, by the rules of Confluent',
      before: orderPlaced('orderId: uuid, origin: enum(web|shop)|null'),
      after: orderPlaced('orderId: uuid, origin: Origin|null', 'Origin: { enum: [web, shop] }'),
      verdicts: { 'json-schema': 'backward forward', avro: 'backward forward', typescript: 'forward' },
    },
    {
      title: 'where both names are there',
      before: orderPlaced('orderId: uuid, total: Money', `Money: ${MONEY}`, `Price: ${MONEY}`),
      after: orderPlaced('orderId: uuid, total: Price', `Money: ${MONEY}`, `Price: ${MONEY}`),
      verdicts: { avro: 'backward forward' },
    },
    {
      title: 'of a union',
      before: orderPlaced(
        'orderId: uuid, paidBy: Method',
        ...CASES,
        'Method: { oneOf: { card: Card, cash: Cash }, discriminator: kind }',
      ),
      after: orderPlaced(
        'orderId: uuid, paidBy: PaymentMethod',
        ...CASES,
        'PaymentMethod: { oneOf: { card: Card, cash: Cash }, discriminator: kind }',
      ),
      verdicts: { typescript: 'backward forward' },
    },
  ],
  describe: (change) =>
    `${placeOf(change)} is \`${change.to}\` now instead of \`${change.from}\`, which is of the same form.`,
  judge: (change, context) =>
    bothWays(context, (way) => ({
      'json-schema': schemaRuling(way, change),
      avro: avroRuling(way, change),
      typescript: goneName(way, sidesOf(way, change.from, change.to).writer),
    })),
  instead: ({ from, to }, context) =>
    context.old.types.has(from)
      ? `Keep the name \`${from}\`; what \`${to}\` should tell readers can stand in its \`summary\`.`
      : `Leave \`${from}\` written out here, and use \`${to}\` for fields that are new.`,
};

/** One that is named is a reference beside `null`, one that is written out has `null` among its values. */
function schemaRuling(way: Way, { from, to, shape, nullable }: Renamed): Ruling | undefined {
  const isSpelled = [from, to].map((name) => name.startsWith('enum('));
  return shape === 'enum' && nullable && isSpelled.includes(true) ? combinedRuling(way, to) : undefined;
}

function avroRuling(way: Way, { from, to, shape }: Renamed): Ruling | undefined {
  const { reader, writer } = sidesOf(way, from, to);
  const { words } = way;
  const named = shape === 'record' || shape === 'enum';
  const inside =
    shape === 'scalar' && (hasInlineTypeBehind(way.reader, reader) || hasInlineTypeBehind(way.writer, writer));
  if (!named && !inside) return undefined;
  const what = named ? 'its type' : 'the type that is written out in it';
  return breaks(
    `${words.reader} looks for \`${reader}\`, and ${words.written} have \`${writer}\`: Avro compares ${what} by name.`,
  );
}
