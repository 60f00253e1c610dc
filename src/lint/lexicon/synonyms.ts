import { byText } from './by-text.js';
import { singularOf } from './inflect.js';
import { oneSpelling } from './spelling.js';
import { wordSet } from './word-set.js';

/** Nouns that mean the same thing in the names of one business. */
const SAME_THING = groups(`
stock inventory goods item
parcel package
email mail
customer client consumer
ticket tickets
order purchase
fund funds
auth authorization
`);

/** Verbs that one business uses for the same deed. */
const SAME_DEED = groups(`
send deliver notify
charge capture pay debit
ship dispatch
book reserve
validate verify check
deploy rollout
synchronize sync
enroll register
withdraw debit
match find
find locate trace look_up track_down
detect recognize identify
screen check
pass succeed
administer vaccinate
authenticate log_in sign_in
switch swap
sell auction
free rescue extricate
`);

/** What a deed needs and may not get: whose trouble is the deed's trouble, though its object is another. */
const RESOURCES: readonly (readonly [verbs: ReadonlySet<string>, nouns: ReadonlySet<string>])[] = [
  [
    wordSet('pay charge capture authorize debit withdraw collect transfer settle renew'),
    wordSet('payment card fund funds money balance credit'),
  ],
  [wordSet('deliver ship dispatch redeliver'), wordSet('shipment delivery consignment van truck courier')],
  [wordSet('send deliver notify serve'), wordSet('recipient addressee device mailbox address phone number')],
  [wordSet('deliver redeliver install visit'), wordSet('customer recipient addressee home access gate door')],
  [wordSet('schedule book reserve hold admit'), wordSet('slot capacity time')],
  [wordSet('rebook admit seat accommodate enroll'), wordSet('seat room bed table place space spot')],
  [
    wordSet('assign match find dispatch schedule book'),
    wordSet(
      'driver courier agent technician carrier nurse doctor staff worker instructor teacher trainer crew slot capacity',
    ),
  ],
  [wordSet('provision deploy scale create allocate'), wordSet('quota capacity resource')],
  [wordSet('authenticate log_in connect link pair'), wordSet('credential password otp token')],
  [wordSet('upload download store save import ingest replicate'), wordSet('storage disk space quota')],
  [wordSet('prepare cook bake produce assemble manufacture'), wordSet('ingredient part material component')],
  [wordSet('verify confirm activate validate authenticate redeem'), wordSet('link code token otp pin')],
  [wordSet('fill dispense'), wordSet('medicine drug medication stock')],
  [wordSet('enroll admit'), wordSet('course class place seat capacity')],
];

/** A name for all nouns that mean the same: `goods` and `stock` give one text. */
export const conceptOf: (noun: string) => string = byText((noun) => {
  const one = oneSpelling(singularOf(noun));
  return SAME_THING.get(one)?.[0] ?? SAME_THING.get(noun)?.[0] ?? one;
});

/** Other verbs for the deed of `verb`. */
export function sameDeed(verb: string): readonly string[] {
  return SAME_DEED.get(verb) ?? [];
}

/** All that `verb` needs and may not get. */
export function resourcesOf(verb: string): readonly string[] {
  return RESOURCES.flatMap(([verbs, nouns]) => (verbs.has(verb) ? [...nouns] : []));
}

function groups(text: string): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const line of text.trim().split('\n')) {
    const group = line.split(' ').map((word) => word.replace('_', ' '));
    for (const word of group) all.set(word, [...new Set([...(all.get(word) ?? []), ...group])]);
  }
  return all;
}
