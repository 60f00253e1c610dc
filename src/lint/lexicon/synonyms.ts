import { byText } from './by-text.js';
import { singularOf } from './inflect.js';
import { oneSpelling } from './spelling.js';

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
screen check
pass succeed
administer vaccinate
authenticate log_in sign_in
switch swap
sell auction
`);

/** What a deed needs and may not get: whose trouble is the deed's trouble, though its object is another. */
const RESOURCES: readonly (readonly [verbs: ReadonlySet<string>, nouns: ReadonlySet<string>])[] = [
  [
    words('pay charge capture authorize debit withdraw collect transfer settle renew'),
    words('payment card fund funds money balance credit'),
  ],
  [words('deliver ship dispatch redeliver'), words('shipment delivery consignment van truck courier')],
  [words('send deliver notify'), words('recipient addressee device mailbox address phone number')],
  [words('deliver redeliver install visit'), words('customer recipient addressee home access gate door')],
  [words('schedule book reserve hold admit'), words('slot capacity time')],
  [words('rebook admit seat accommodate enroll'), words('seat room bed table place space spot')],
  [
    words('assign match find dispatch schedule book'),
    words(
      'driver courier agent technician carrier nurse doctor staff worker instructor teacher trainer crew slot capacity',
    ),
  ],
  [words('provision deploy scale create allocate'), words('quota capacity resource')],
  [words('authenticate log_in'), words('credential password otp token')],
  [words('upload download store save import ingest replicate'), words('storage disk space quota')],
  [words('prepare cook bake produce assemble manufacture'), words('ingredient part material component')],
  [words('verify confirm activate validate authenticate redeem'), words('link code token otp pin')],
  [words('fill dispense'), words('medicine drug medication stock')],
  [words('enroll admit'), words('course class place seat capacity')],
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

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
