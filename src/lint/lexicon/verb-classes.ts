import { wordSet } from './word-set.js';

/** Verbs that say only that some work was done: whether it could fail is a question to the object (`PaymentCompleted`). */
export const lightVerbs: ReadonlySet<string> = wordSet(
  'complete finish make perform conduct run do conclude apply undertake accomplish',
);

/** Verbs of somebody's decision: they go otherwise even where a person is the one who decides. */
export const decisionVerbs: ReadonlySet<string> = wordSet(`
accept agree approve preapprove authorize preauthorize admit confirm grant ratify certify license permit sign countersign endorse pass clear greenlight appoint hire award honor
authenticate verify validate vet qualify uphold
`);

/** Objects that are work of their own, beside the nouns of the fallible verbs. */
export const workNouns: ReadonlySet<string> = wordSet(`
backup job batch rollback rollout imaging appointment workflow pipeline kyc aml payroll surgery procedure migration transaction onboarding scan reboot failover maintenance transplant
audit analysis drill etl elt sync import export crawl reindexing cutover ocr closing test probe simulation shutdown startup takeoff landing delivery operation
upload download inference extraction computation calculation deletion erasure cleaning cleanup pushback putaway changeover failback bakeout
`);

/** Nouns of fallible verbs that usually name a thing or a person's own doing (`BatteryCheck` is work, a `sign` is not). */
export const notWork: ReadonlySet<string> = wordSet(`
sign notice order call match charging training matching fill pass value title offer request award grant buy handle issue survey course session visit lesson tutorial
profile stay walk game race tour drawing painting building writing reading
allegation accusation declaration observation recommendation donation invitation nomination citation proclamation exhortation denunciation affirmation explanation consultation conversation vacation
celebration demonstration exploration meditation contemplation consideration hesitation station location nation information organization corporation foundation generation population occupation
association education motivation reputation situation
meeting hearing wedding greeting briefing blessing rating offering listing posting outing evening morning thing string ceiling clothing earring swimming hiking fishing shopping gaming singing
level register insert guarantee fuel patent upholstery fingerprint bill invoice
`);

/** Verbs that take something back: what fails a deed does not fail its reversal. */
export const reversalVerbs: ReadonlySet<string> = wordSet(
  'cancel refund release reverse revoke void withdraw rollback compensate undo return restock reimburse unassign remove delete deactivate',
);

/** Verbs that move or make things: a refusal or a cancellation of their object is no failure of theirs. */
export const physicalVerbs: ReadonlySet<string> = wordSet(
  'ship deliver dispatch pick pack load collect produce assemble manufacture install pour print send prepare cook refund transfer',
);
