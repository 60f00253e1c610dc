/**
 * How a failure word pairs with successes of the same object when the verb is not named:
 * `failed` with any, `refused` with decisions, `absent` with what draws on a stock, `lapsed` with what waits for somebody,
 * `lost` with what is under way, `cancelled` with what had been agreed.
 */
export type FailureKind = 'failed' | 'refused' | 'absent' | 'lapsed' | 'lost' | 'cancelled';

const TABLE: Readonly<Record<FailureKind, string>> = {
  failed: `
failed failure failures fail error errors errored fault faulted unsuccessful aborted interrupted halted crashed exceeded breached invalid incorrect implausible
incomplete malformed corrupt corrupted timeout timedout unprocessable impossible inconclusive stalled stuck unresolved violated violation conflict conflicted overflow
overflowed outage jammed reverted dropped botched broken overloaded throttled misconfigured mismatch mismatched misrouted misdelivered poisoned
incompatible inconsistent untested crash diverged nacked negative deadlettered nok nak nack unable illegible infeasible inaccessible inoperable irreparable
flunked burnt overheated overfilled overcooked ineffective inadequate unhealthy unstable unsafe unsuitable unsound ruined wrecked smashed clogged wrong faulty defective erroneous forged counterfeit fake contaminated tainted unfit
garbled truncated scrapped condemned unresponsive spoiled spoilt soured curdled rotten rotted rancid perished wilted bricked deadlocked deadlock impasse stalemate stale outdated obsolete misaligned premature imprecise inaccurate inexact improper
inoperative infertile inviable unviable nonviable blurred blurry fogged underexposed overexposed undercooked underfilled underweight overweight undersized oversized overvoltage undervoltage overcurrent
overpressure overspeed substandard noncompliance nonconforming nonconformity nonconformance inauthentic insecure insolvent incoherent incapable uncertain discrepancy discrepancies imbalance hemolyzed haemolyzed haemolysed
clotted wrongly incorrectly improperly glitched severed
immovable imperfect noncompliant misfired derailed capsized foundered collapsed miscarried flopped bungled foiled thwarted unsuccessfully
`,
  refused: `
declined rejected denied refused disapproved disallowed vetoed blocked barred banned forbidden unauthorized prohibited disqualified eliminated ineligible inadmissible dishonored
disputed contested dismissed rebuffed repudiated unacceptable unwanted suspended restricted sanctioned blacklisted blocklisted decline rejection refusal denial
debarred embargoed repelled spurned snubbed ousted unwelcome withheld challenged quarantined suspicious overruled nonpayment outbid unqualified underage inapplicable
`,
  absent: `
unavailable missing insufficient shortage shortfall exhausted depleted oversold overbooked soldout outofstock full unfulfillable understocked scarce empty
occupied oos oom busy unserviceable underfunded overdrawn unknown absent notfound nonexistent shortages scarcity deficit deficient lack lacking oversubscribed undersubscribed underbooked overfull overcrowded congested saturated backorder backlogged discontinued understaffed unstaffed undersupplied waitlisted backordered inactive disabled
`,
  lapsed: `
delayed outstanding arrears tardy dormant delinquency expired lapsed missed overdue late defaulted delinquent unpaid unanswered unclaimed ignored noshow past_due bounced forfeited abandoned unattended
`,
  lost: `
overdue late confiscated hijacked shipwrecked sunk sank marooned aground grounded snowbound vanished disappeared pilfered looted waylaid bounced missing returned lost damaged undeliverable undelivered unreachable delayed misplaced stolen destroyed unroutable offline intercepted seized astray detained diverted rto stranded adrift mislaid
`,
  cancelled:
    'canceled voided revoked annulled nullified rescinded terminated reversed undone cancelled retracted scrubbed postponed deferred adjourned axed shelved quashed overturned invalidated grounded',
};

const PHRASES: readonly (readonly [string, FailureKind])[] = [
  ['timed out', 'failed'],
  ['time out', 'failed'],
  ['rolled back', 'failed'],
  ['broke down', 'failed'],
  ['broken down', 'failed'],
  ['fell through', 'failed'],
  ['too late', 'lapsed'],
  ['no show', 'lapsed'],
  ['past due', 'lapsed'],
  ['charged back', 'refused'],
  ['turned down', 'refused'],
  ['turned away', 'refused'],
  ['thrown out', 'refused'],
  ['returned unpaid', 'failed'],
  ['sold out', 'absent'],
  ['ran out', 'absent'],
  ['out of', 'absent'],
  ['written off', 'lapsed'],
  ['called off', 'cancelled'],
  ['backed out', 'cancelled'],
  ['pulled out', 'cancelled'],
  ['stood down', 'cancelled'],
  ['dropped out', 'cancelled'],
  ['cut short', 'cancelled'],
  ['struck off', 'refused'],
  ['taken down', 'refused'],
  ['knocked back', 'refused'],
  ['sent back', 'refused'],
  ['fully booked', 'absent'],
  ['double booked', 'absent'],
  ['beyond repair', 'failed'],
  ['beyond saving', 'failed'],
  ['beyond recovery', 'failed'],
  ['turned back', 'lost'],
  ['held at', 'lost'],
  ['held up', 'lost'],
  ['left behind', 'lost'],
  ['off spec', 'failed'],
  ['went missing', 'lost'],
  ['went astray', 'lost'],
  ['gone wrong', 'failed'],
  ['went wrong', 'failed'],
  ['broken off', 'failed'],
  ['broke off', 'failed'],
  ['locked out', 'refused'],
  ['ran dry', 'absent'],
  ['ran short', 'absent'],
  ['bounced back', 'lost'],
  ['rained off', 'cancelled'],
  ['cut off', 'lost'],
  ['over limit', 'failed'],
  ['rained out', 'cancelled'],
  ['snowed off', 'cancelled'],
  ['washed out', 'cancelled'],
  ['walked away', 'cancelled'],
  ['gave up', 'cancelled'],
  ['given up', 'cancelled'],
  ['voted down', 'refused'],
  ['shot down', 'refused'],
  ['passed over', 'refused'],
  ['struck down', 'cancelled'],
  ['fully subscribed', 'absent'],
  ['maxed out', 'absent'],
  ['used up', 'absent'],
  ['at capacity', 'absent'],
  ['ran aground', 'lost'],
  ['ran late', 'lapsed'],
  ['running late', 'lapsed'],
  ['snowed in', 'lost'],
  ['fogged in', 'lost'],
  ['mixed up', 'lost'],
  ['fell short', 'failed'],
  ['fell apart', 'failed'],
  ['came loose', 'failed'],
  ['burned out', 'failed'],
  ['burnt out', 'failed'],
  ['blew up', 'failed'],
  ['blown up', 'failed'],
  ['knocked out', 'failed'],
];

/** The ways of a single word; some words have two (`EmailBounced`, `ChequeBounced`). */
export const failureWords: ReadonlyMap<string, readonly FailureKind[]> = collect();

/** Failure phrases of two words. */
export const failurePhrases: ReadonlyMap<string, FailureKind> = new Map(PHRASES);

/**
 * What is bad news only of such a thing, or of another kind there (a seat is taken, a sample as well; a payment is
 * returned), and what is none of such (cash is withdrawn).
 */
export const failureWordsOf: ReadonlyMap<
  string,
  { readonly kind: FailureKind; readonly only?: string; readonly except?: string }
> = new Map([
  ['taken', { kind: 'absent', only: 'space' }],
  ['hung', { kind: 'failed', except: 'wall' }],
  ['returned', { kind: 'refused', only: 'remittance' }],
  ['withdrawn', { kind: 'cancelled', except: 'money' }],
  ['seized', { kind: 'lost', except: 'seizable' }],
  ['destroyed', { kind: 'lost', except: 'controlled' }],
  ['withdrew', { kind: 'cancelled', except: 'money' }],
]);

/** Trouble by name: finding none of it is a success (`FraudNotDetected`), finding it is not. */
export const troubleWords: ReadonlySet<string> = new Set(
  'fraud conflict defect error errors virus malware anomaly anomalies issue issues violation contamination damage leak intrusion fault'.split(
    ' ',
  ),
);

/** Words of a failure's name that say nothing about its object. */
export const fillerWords: ReadonlySet<string> = new Set(
  `a an the of by for to from in on at with was were is has been be due other reason reasons attempt attempts request requests application limit time
  event finally longer more any hard soft completed possible successful granted able made done permanently temporarily yet still could can already because again now system level available availability found and new proposal stock inventory reached free left out off up over back taken exist exists used negotiation negotiations talks process procedure`.split(
    /\s+/,
  ),
);

/** Means and parts of any work: once the work is named, they name no other object (`BottlingLineJammed`). */
export const meansWords: ReadonlySet<string> = new Set(
  `run job task worker line cycle process batch machine team crew truck vehicle service server engine unit step stage phase pass operation procedure pipeline session round shift station window
permit license licence approval authorization detected found reported occurred encountered raised head tool system provider partner agent call details code link`.split(
    /\s+/,
  ),
);

function collect(): ReadonlyMap<string, readonly FailureKind[]> {
  const all = new Map<string, FailureKind[]>();
  for (const [kind, text] of Object.entries(TABLE) as [FailureKind, string][]) {
    for (const word of text.trim().split(/\s+/)) all.set(word, [...new Set([...(all.get(word) ?? []), kind])]);
  }
  return all;
}
