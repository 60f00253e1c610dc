import { wordSet } from './word-set.js';

/** Verbs in American spelling, by walk of life. */
const WORK: Readonly<Record<string, string>> = {
  money: `
acquire apportion attribute authorize balance buy capture cede charge charter cofinance coinsure collateralize collect compensate convert credit
crowdfund crystallize debit deleverage deposit detokenize disburse divest employ encash escrow exchange factor finance foreclose fund garnish hedge
honor indemnify insure invest lease levy liquidate monetize net novate obtain offset outsource pay payout preauthorize prepay presell procure provide
purchase rebalance recharge reclaim reconcile recoup recover redeem refinance refund reimburse reinsure reinvest remit remunerate rent repay repayout
repossess represent repurchase retrocede securitize settle source subpoena subrogate subsidize supply syndicate tender tokenize trade transfer
underwrite wire
`,
  bookings: `
accommodate allocate allot appoint arrange assign berth book contract dispatch earmark hire house match mobilize onboard pair prebook reallocate
rearrange reassign rebook recruit redispatch rehire rehome rehouse rematch requisition reroute reschedule reserve resettle ringfence roster route
schedule secure subcontract ticket
`,
  decisions: `
accept accredit adjudicate admit agree appraise approve arbitrate attest authenticate award certify check clear confer confirm cosign countersign
determine endorse enforce extradite grant greenlight homologate identify incorporate inspect license mediate naturalize notarize originate pass permit
preapprove precheck preclear prequalify qualify ratify readmit reappraise reauthenticate reauthorize recertify recheck reconfirm reinspect reinstate
relicense repatriate rescreen revalidate revalue reverify screen sign uphold validate value verify vet
`,
  messages: `
beam broadcast circulate deliver distribute email evacuate fax forward hand mail multicast notify publish rebroadcast redeliver redistribute relay
renotify republish resend retransmit send simulcast telecast telegraph text transmit webcast
`,
  transport: `
airdrop airfreight airlift backhaul consign containerize convey couple courier deconsolidate deice depalletize dredge escort export ferry fulfill haul
hoist import impound lift load offload pack palletize preload pump reexport refill refuel reimport reload repack repick replenish rescue reship
restock restow resupply salvage sealift ship shunt sluice stow tow tranship transload transport transship trunk unload uplift
`,
  production: `
aerate align anneal anodize assemble autoclave bake bale bend blanch bleach blend boil bolt bond bore bottle braze brew broach buff build butcher
calender calibrate can carbonate carburize cast cement centrifuge chill chlorinate churn clamp clarify coat coextrude coil commission compost compound
condense construct cook cool crack crimp crush culture cure customize debark debone deburr decarburize dechlorinate degas degrease demold
dephosphorize desalinate descale desulfurize desulphurize develop dewater dispose distill dry dye electroplate emboss emulsify enamel encapsulate
engrave erect etch evaporate extrude fabricate ferment fillet flatten fluoridate forge formulate freezedry galvanize gasify glue granulate grind
harden heat hem homogenize hone incinerate incubate knead knit lacquer laminate lap latch liquefy lyophilize machine malt manufacture marinate mash
melt micronize milk mill mint mix mold nest neutralize nitride odorize overhaul package paint pasteurize pelletize personalize pickle plane plate
polish pour preassemble precipitate prefabricate preheat prepare print produce proof proofread pulp pultrude punch purify quench ream reassemble
reblend rebuild recalibrate recoat recommission recondition rectify recycle redistill refine refrigerate refurbish regasify regrind reheat
remanufacture remediate remelt remix remodel repackage repaint repair reprint reseal resew resolder restore retreat retrofit reweld rewind rework
rivet roast roll sandblast saw scarf seal separate service setup sew sharpen shear shotblast shred shrinkwrap sieve sinter slice slit smelt smoke
solder spin stabilize stamp steam stencil sterilize stitch straighten strap subassemble synthesize tailor temper thermoform thread thresh tighten tint
toast topup torque treat trim typeset uncoil upcycle varnish vulcanize warm weave weld wind
`,
  building: `
asphalt backfill blast curtail decommission decontaminate deenergize depressurize disinfest dose drill electrify energize excavate exterminate flush
fumigate glaze inseminate install insulate irrigate optimize pave plaster plumb pollinate preinstall pressurize pretest prime redrill reenergize
reinforce reinstall repave resurface retest rewire scaffold splice spray test trench underpin uninstall waterproof
`,
  health: `
ablate administer aliquot amplify amputate anesthetize assay biopsy breed cannulate castrate catheterize cauterize crossmatch cryopreserve
defibrillate detoxify dialyze disinfect dispense enroll extubate genotype graft immunize implant infuse inject inoculate intubate irradiate medicate
microchip neuter operate perfuse phenotype randomize reenroll rehabilitate reimplant reoperate resequence resuscitate revaccinate sanitize sedate
sequence spay splint suture thaw transfuse transplant vaccinate ventilate
`,
  software: `
activate anchor anonymize attach autoheal autoscale bind bridge burn compile composite compress compute crawl decode decompress decrypt dedupe
deduplicate defragment deploy deprovision detach detonate digitize downgrade downlink dub embed encode encrypt enrich execute extract failover
federate fetch finetune flash generate geocode geolocate handle image immobilize index ingest interconnect localize materialize migrate mirror mount
multiplex normalize parse partition patch peer port postprocess preprocess pretranslate prewarm process propagate provision pseudonymize quantize
quiesce rasterize reactivate reattach rebind reboot recompile reconnect recrawl redact redeploy reencode reencrypt reexecute refetch reflash
regenerate rehost rehydrate reimage reindex reingest rekey remaster remount render repartition repatch replay replicate reprocess reprovision rerender
rescale reshard resync resynchronize retrain retranslate retrieve retry rollout rotate scale scrape selfheal shard simulate stake subtitle swap switch
sync synchronize tier timestamp train transcode transcribe transform translate tune undeploy unlock unmount unstake upgrade uplink vectorize
virtualize watermark
`,
  endings: `
cutover finalize implement issue reissue renew succeed
`,
};

/** Verbs of work and of decisions: an event in their past tense could have gone otherwise, whatever its object. */
export const fallibleVerbs: ReadonlySet<string> = wordSet(Object.values(WORK).join(' '));

/** Verbs with a particle that are fallible, whatever their verb is alone. */
export const falliblePhrases: ReadonlySet<string> = new Set(
  `pay out|pay off|pay back|pay down|pay in|roll out|set up|hand over|hand off|drop off|pick up|top up|back up|spin up|switch over|fail over|cut over|bring up|bring down|bring back
cash out|cash in|take over|carry out|carry over|carry through|buy back|buy out|buy in|send out|send off|send on|send back|call back|start up|boot up|warm up|ramp up|scale up|scale down
scale out|scale in|claw back|pay over|ship out|load up|hook up|wire up|put through|connect through|swap out|swap in|build out|fit out|kit out|draw down|draw up
lift off|airlift out|bail out|rent out|lease out|lend out|loan out|contract out|hire out|farm out|trade in|exchange out|print out|read out|pump out|drain off|lock in|bring in
bring over|fly in|fly out|ship back|deliver back|patch up|patch through|fix up|build up|mix in|blend in|screw on|bolt on|mount on|weld on|tie in|seal off|seal up|cool down|heat up
fetch back|win back|sort out|work out|sign off|sell off|carry off|dig out|dig up|melt down|spray on|switch back|fall back|restore back`.split(
    /[|\n]/,
  ),
);

/** Verbs with a particle that are no work, though their verb is. */
export const factPhrases: ReadonlySet<string> = new Set(
  `switch on|switch off|hand out|hand in|sign in|sign up|sign out|sign on|check in|check out|pass on|pass away|pass out|pass by|pass over|pass through|pack up|clear out|clear up|book in|book out|tune in|tune out
wind up|wind down|cool off|pair off|settle in|settle down|burn out|burn down|burn up|roll in|roll over|roll by|dry up|dry out|bottle up|send in|send for|push back|push off|punch in|punch out
turn in|back off|back down|back out|scale back|match up|move in|move out`.split(/[|\n]/),
);
