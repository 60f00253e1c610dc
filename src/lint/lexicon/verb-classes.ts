function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/**
 * Verbs whose completion depends on the outside world, on stock, money, machines or on somebody's decision, in American
 * spelling: an event in their past tense could have gone otherwise, whatever its object.
 */
export const fallibleVerbs: ReadonlySet<string> = words(`
reserve rebook book hold allocate assign reassign schedule reschedule dispatch ship deliver redeliver capture charge debit credit authorize preauthorize
settle pay prepay repay payout disburse remit refund reimburse transfer deposit collect reconcile convert exchange redeem fund execute fill match route
confirm approve preapprove admit enroll certify accredit license verify validate authenticate screen underwrite prescribe dispense administer vaccinate immunize
transfuse transplant implant calibrate commission manufacture produce assemble machine weld fabricate mold install deploy redeploy rollout provision activate
reactivate port migrate import reimport export sync synchronize replicate restore index reindex transcode encode encrypt decrypt render sign countersign
notarize generate print mint burn stake bridge swap broadcast process reprocess handle fulfill succeed pass finalize reroute
hire recruit renew redeploy ingest pack pick repair prepare cook bake brew train retrain scale rotate pair propagate attach mount randomize
bind clear vet onboard refinance rebuild translate transcribe notify send resend check precheck inspect build compile unlock insure reinsure
procure obtain acquire source secure balance hedge energize optimize rebalance reclaim dispose recycle treat irrigate spray sterilize disinfect
qualify prequalify accept grant issue reissue publish republish retry upgrade reinstate reconnect tokenize settle match disburse purchase buy repurchase
encash liquidate enforce patch flash reflash load value appraise rectify remediate replenish restock refill
deprovision attribute apportion compensate indemnify recover retrieve evacuate extradite garnish levy anchor seal embed digitize geocode enrich
deduplicate normalize transform switch refuel anonymize proof originate ratify berth deice fumigate inoculate stow palletize allot novate dub localize geolocate attest
synthesize purify distill refine extrude forge anneal sinter coat stitch mirror crawl scrape fetch reprint
email mail text fax transmit distribute arrange rearrange appoint confer mix blend test retest hand award pour lift hoist tow drill excavate sequence culture  operate
`);

/** Verbs with a particle that are fallible. */
export const falliblePhrases: ReadonlySet<string> = new Set(
  'pick up|pay out|roll out|set up|hand over|hand off|drop off|sign off|top up|back up|spin up|switch over|fail over|cash out|take over|carry out|buy back|buy out|send out|call back|start up|warm up|ramp up'.split(
    '|',
  ),
);

/** Fallible, except with these objects: there the actor's own act or a mere record is meant. */
export const fallibleExcept: Readonly<Record<string, ReadonlySet<string>>> = {
  accept: words('terms condition conditions cookie cookies tos eula disclaimer policy consent'),
  sign: words('petition guestbook register'),
  'pick up': words('passenger rider guest'),
  test: words('hypothesis'),
  grant: words('consent permission permissions'),
  issue: words('warning alert recall fine call statement notice reminder complaint press'),
  send: words('request'),
  award: words('point points badge badges xp star stars'),
  load: words('page screen app view'),
  install: words('app application'),
  publish: words('review comment'),
  clear: words('cart basket cache alarm alert filter filters notification notifications history'),
  fill: words('form bin tank cart survey'),
  hold: words('meeting'),
  pass: words('deadline time date level'),
  upgrade: words('plan tier membership'),
  apply: words('filter candidate applicant'),
  attribute: words('product'),
  pick: words('winner'),
  prepare: words('draft'),
  source: words('event'),
  check: words('box'),
  value: words('property'),
  unlock: words('achievement level door badge reward content character feature'),
  capture: words('proof photo image signature data lead reading video snapshot screenshot'),
  convert: words('trial lead visitor prospect'),
  assign: words('role permission tag label badge category'),
  enroll: words('mfa'),
  switch: words('tab view mode account theme language'),
};

/** Fallible only with these objects. */
export const fallibleOnly: Readonly<Record<string, ReadonlySet<string>>> = {
  open: words('account valve circuit line escrow'),
  close: words('valve circuit breaker'),
  receive: words('payment'),
  create: words(
    'instance vm machine cluster container pod environment database bucket volume image snapshot backup index certificate label stack node namespace tenant',
  ),
  start: words('instance vm cluster container pod server'),
  acknowledge: words('command message delivery'),
  withdraw: words('cash fund funds money asset coin token deposit amount'),
  take: words('deposit payment'),
  calculate: words('route tax'),
  launch: words('drone rocket satellite instance'),
  empty: words('bin'),
  place: words('implant stent'),
  promote: words('release build artifact'),
  scan: words('image file container dependency'),
  mine: words('transaction'),
  analyze: words('sample specimen'),
  drain: words('node'),
  update: words('firmware software driver dns certificate kernel'),
  upload: words('artifact image package binary backup'),
  push: words('image artifact package firmware configuration'),
  merge: words('request branch pr code account record'),
  release: words('fund funds escrow payment payout deposit batch'),
  apply: words('patch migration configuration config payment manifest schema policy credit'),
  lock: words('stake vehicle fund funds price rate collateral'),
  register: words('domain trademark copyright vehicle deed title mortgage lien company'),
  link: words('account bank card wallet'),
  connect: words('meter supply line service panel grid water gas electricity fibre fiber broadband'),
  serve: words('summons subpoena notice papers writ'),
  find: words('driver match courier room slot table donor carrier substitute replacement'),
  locate: words('driver courier parcel vehicle patient'),
  increase: words('limit quota'),
  extend: words('loan lease policy contract license visa permit credit limit'),
  replace: words('part meter card device battery sensor'),
  post: words('payment journal ledger entry transaction'),
  run: words('payroll'),
  cash: words('check'),
  record: words('deed'),
  file: words('patent'),
  sell: words('share shares security securities position'),
};

/** Verbs that say only that some work came to its end: whether it could fail is a question to the object (`PaymentCompleted`). */
export const lightVerbs: ReadonlySet<string> = words('complete finish make perform conduct run do conclude');

/** Objects that are work of their own, beside the nouns of the fallible verbs. */
export const workNouns: ReadonlySet<string> = words(`
backup job batch rollback rollout imaging appointment workflow pipeline kyc aml payroll surgery procedure migration transaction onboarding scan reboot failover maintenance transplant
`);

/** Nouns of fallible verbs that usually name a thing or a person's own doing (`BatteryCheck` is work, a `sign` is not). */
export const notWork: ReadonlySet<string> = words(
  'sign notice order call match charging training matching fill pass value title offer request award grant buy handle issue',
);

/**
 * Verbs of the actor's own doing, of requests, of clocks and of sensors: what they tell cannot go otherwise, it has
 * happened. A reaction that emits such an event needs no failure event either.
 */
export const factVerbs: ReadonlySet<string> = words(`
request initiate start begin trigger queue enqueue reach detect observe measure sense view click open watch like share comment follow mention
log record note tag flag mark raise escalate propose submit lodge file ask invite join leave enter exit arrive depart land search browse select
choose abandon expire elapse lapse happen occur become cross receive see tick pause stop end count track rate review archive
`);

/** Verbs that take something back: what fails a deed does not fail its reversal. */
export const reversalVerbs: ReadonlySet<string> = words(
  'cancel refund release reverse revoke void withdraw rollback compensate undo return restock reimburse unassign remove delete deactivate',
);

/** Verbs that move or make things: a refusal or a cancellation of their object is no failure of theirs. */
export const physicalVerbs: ReadonlySet<string> = words(
  'ship deliver dispatch pick pack load collect produce assemble manufacture install pour print send prepare cook refund settle transfer',
);
