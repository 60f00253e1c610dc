import { nounClasses } from './noun-classes.js';
import { wordSet } from './word-set.js';

/** Verbs in American spelling that say that something is different now, and not what happened. */
export const CHANGE_VERBS: ReadonlySet<string> = wordSet(
  'update change modify alter edit save upsert mutate overwrite',
);

/** Those that people do to texts and lists of their own (`CommentEdited`, `RecipeSaved`): vague of a few things only. */
export const OWN_CHANGE_VERBS: ReadonlySet<string> = wordSet('edit save');

/** Words behind an entity that leave it one: `CustomerDetailsChanged`, `OrderDataUpdated`. */
export const VAGUE_PARTS: ReadonlySet<string> = wordSet(
  'detail data info information record entity object aggregate model',
);

/** What a business has many of, each with a life of its own: that one of them changed says nothing. */
export const ENTITIES: ReadonlySet<string> = wordSet(`
customer client user guest consumer member subscriber patient student employee tenant passenger supplier vendor merchant partner applicant candidate
order product item article invoice bill booking reservation cart basket shipment parcel delivery payment account contract policy claim loan lease
project task ticket case subscription listing property vehicle device asset warehouse store shop course lesson appointment treatment prescription
offer bid auction campaign event venue hotel flight trip journey ride voucher coupon transfer transaction return refund
organization organisation company tenancy team department profile opportunity lead deal
`);

/** Of these it is business news when somebody edits or saves one. */
export const RECORDS: ReadonlySet<string> = wordSet(
  'customer client user order product invoice booking reservation account contract policy claim loan payment shipment employee patient supplier',
);

/** What an entity has one of: that it changed says what happened. */
export const ATTRIBUTES: ReadonlySet<string> = new Set([
  ...wordSet(`
address price email phone name surname status state quantity amount balance limit rate rating level date time schedule deadline priority color colour size weight height
location position role permission right plan tier title description category owner assignee currency language preference setting consent score grade
tax fee total discount capacity availability stock inventory temperature pressure route destination origin method mode type phase condition term
threshold interval quota budget forecast estimate version format theme avatar picture photo image tag label number code seat room gate platform
configuration config firmware software driver certificate kernel dns menu timetable itinerary calendar agenda roster shift password pin key secret
beneficiary coverage premium tariff fare margin spread odds standing ranking weather tire tyre oil filter lane course heading diagnosis prognosis dose
diet medication username nickname signature bank card iban vat quote
`),
  ...(nounClasses['measure'] ?? []),
  ...(nounClasses['score'] ?? []),
]);
