import fc from 'fast-check';

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** Types of the language, which no type of a catalog may be called. */
const BUILT_IN = ['string', 'int', 'long', 'bytes', 'double', 'json', 'list', 'map', 'enum', 'decimal', 'uuid'];

/** Words that some target language or file system keeps for itself; no two are one name in every case. */
const RESERVED = [
  ...BUILT_IN,
  ...words(`
  class delete constructor toString valueOf hasOwnProperty prototype arguments eval await default null
  undefined true NaN Record Promise Object Array String Date Symbol Error Map Readonly Partial Awaited message
  option package import syntax oneof repeated optional reserved rpc service extend group record fixed error
  union int32 bool Timestamp google con NUL aux com1 LPT9 index types commands events envelope scalars README
  messages handlers main node_modules select table user in as function return if then fi done yes no on y seen
  now name type length id data version EventMap CommandMap AnyEvent JsonValue Uuid isMessage unexpected
  createMessage uuid_ process require module exports globalThis console fetch validate validators schema ajv
  publisher outcomes specs broker inbox outbox saga participants standIns timeout deadline else Context Tx
  HandlerContext samples input seen M1 happened created check errors`),
];

/** Names that come together after folding the case, after joining words, or with what targets make of another name. */
const COLLIDING = words(`
  OrderPlaced orderPlaced order_placed Order_Placed ORDERPLACED orderplaced OrderPlaced_ order__placed
  OrderPlacedData OrderPlacedV1 OrderPlacedV2 isOrderPlaced IsOrderPlaced OrderPlacedOutcome OrderPlacedSuccess
  OrderPlacedFailure matchOrderPlaced upcastOrderPlaced OrderPlacedMissing OrderPlacedCases OrderPlacedValues
  toOrderPlaced validateOrderPlaced OrderPlacedHandler OrderPlacedParticipant HTTPSent HttpSent httpSent A1 a1
  A_1 x2 X2`);

const WORDS = [...COLLIDING, ...RESERVED];
const LONG = ['Ab'.repeat(100), `${'aB'.repeat(99)}ab`, `L${'o'.repeat(199)}`];

/** What one name becomes with a dash or dot in it, as services, channels and steps may have. */
const DASHED = words(`
  order-placed Order-Placed order--placed order-placed- con- order_-placed a-1 A-1 is-order-placed`);
const DOTTED = words(`
  order.placed Order.Placed order..placed order.placed. con.txt a.1 1 0.1 2nd order.placed.dlq a.. nul.`);
const ODD_FIELDS = words(`
  smtp-id $type @id a:b c/d e+f g-h $schema $defs i$j _ AB orderPlaced_`);
/** Fields that are one name where only letters, digits and `_` are taken. */
const NEAR_FIELDS = words(`
  a/b a+b a-b a_b $id _id $ @ @type aB ab`);

/** Hostile names for each kind of thing, each once and in random order, so that a catalog takes from the front. */
export interface HostileNames {
  readonly types: readonly string[];
  readonly messages: readonly string[];
  readonly processes: readonly string[];
  readonly services: readonly string[];
  readonly channels: readonly string[];
  readonly steps: readonly string[];
  readonly fields: readonly string[];
}

/** Half of the names are of those that come together, so that a few dozen do meet. */
function some(pool: readonly string[], count: number): fc.Arbitrary<readonly string[]> {
  const near = pool.filter((name) => !RESERVED.includes(name));
  return fc
    .tuple(
      fc.shuffledSubarray([...near], { minLength: Math.min(count, near.length) }),
      fc.shuffledSubarray([...pool], { minLength: count * 2 }),
      fc.infiniteStream(fc.boolean()),
    )
    .map(([first, second, coins]) => {
      const names = new Set<string>();
      for (const [index, name] of second.entries()) {
        const other = coins.next().value ? first[index] : undefined;
        names.add(other ?? name);
        names.add(name);
      }
      return [...names].slice(0, count);
    });
}

export const hostileNames: fc.Arbitrary<HostileNames> = fc.record({
  types: some(
    [...WORDS, ...LONG].filter((name) => !BUILT_IN.includes(name)),
    22,
  ),
  messages: some([...WORDS, ...LONG], 20),
  processes: some([...WORDS, ...LONG], 4),
  services: some([...WORDS, ...DASHED, ...LONG], 5),
  channels: some([...WORDS, ...DASHED, ...DOTTED, ...LONG], 7),
  steps: some([...WORDS, ...DASHED, ...LONG], 8),
  fields: fc.oneof(
    { weight: 3, arbitrary: some([...WORDS, ...ODD_FIELDS, ...LONG], 24) },
    { weight: 1, arbitrary: some([...WORDS, ...ODD_FIELDS, ...NEAR_FIELDS, ...LONG], 24) },
  ),
});
