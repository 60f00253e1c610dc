import { wordSet } from './word-set.js';

/**
 * Words of command names that mean an effect which nobody can take back. `lint.lexicon.irreversible` adds verbs and
 * phrases of a business.
 */

/** Verbs that are irreversible whatever their object is, by what stays behind. */
export const IRREVERSIBLE_VERBS: Readonly<Record<'message' | 'money' | 'goods' | 'matter', ReadonlySet<string>>> = {
  message: wordSet('email mail sms broadcast announce'),
  money: wordSet('disburse payout remit wire'),
  goods: wordSet('ship deliver dispense'),
  matter: wordSet(
    'demolish destroy shred scrap incinerate purge erase wipe euthanize slaughter amputate transfuse inject administer detonate',
  ),
};

/** Verbs that hand something over: irreversible with the objects below. */
export const SENDING_VERBS: ReadonlySet<string> = wordSet('send resend push dispatch deliver');

/** What is read once it has been sent. */
export const MESSAGE_OBJECTS: ReadonlySet<string> = wordSet(
  'mail mails email emails sms message messages letter letters notification notifications reminder newsletter confirmation receipt alert greeting welcome notice postcard fax invoice statement',
);

/** What is gone once it has been sent. */
export const GOODS_OBJECTS: ReadonlySet<string> = wordSet('parcel parcels package packages goods shipment consignment');

/** What is spent once it has been sent or released. */
export const MONEY_OBJECTS: ReadonlySet<string> = wordSet(
  'money funds payout payouts salary salaries wages remittance escrow cash',
);

/** Verbs that let money go. */
export const RELEASING_VERBS: ReadonlySet<string> = wordSet('release send issue');

/** Verbs that tell a person something. */
export const TELLING_VERBS: ReadonlySet<string> = wordSet('notify inform tell alert warn congratulate thank text');

/** People of the house, who can be told otherwise. */
export const INSIDERS: ReadonlySet<string> = wordSet(
  'team staff crew employee employees worker manager agent admin administrator operator supervisor lead reviewer approver dispatcher planner analyst engineer technician developer clerk teller warden guard porter picker packer',
);

/** Verbs whose effect has a usual way back, or that only look: a call to the outside by one of these is no final act. */
export const REVERSIBLE_VERBS: ReadonlySet<string> = wordSet(`
reserve rebook book hold block authorize authorise preauthorize capture charge collect debit credit deposit withdraw transfer move
create open add register subscribe enroll enrol enlist schedule assign allocate activate enable grant attach bind connect
link lock start order place request apply submit rent lease borrow lend provision deploy install upload update set change
append insert put mount join invite admit hire buy purchase sell issue freeze list publish upgrade extend renew
begin prepare save store sync synchronize push
check get find validate verify look quote price calculate estimate score screen query search fetch read load lookup
translate convert ask poll match assess evaluate rate inspect test detect identify cancel release refund return remove
revoke void reverse undo delete close restore unlock
`);
