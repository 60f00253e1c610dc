import { wordSet } from './word-set.js';

/** Verbs in American spelling, by walk of life. */
const WORK: Readonly<Record<string, string>> = {
  money: `
acquire apportion attribute auction authorize balance bankroll bill buy capture cede charge charter cofinance coinsure collateralize collect compensate
convert credit crowdfund debit deleverage deposit detokenize disburse divest employ encash escrow exchange factor finance foreclose fund garnish
guarantee hedge honor hypothecate indemnify insure invest invoice lease levy liquidate monetize mortgage net novate obtain offset outsource patent pay
payout preauthorize prepay presell procure provide purchase rebalance recapitalize recharge reclaim reconcile recoup recover redeem refinance refund
rehypothecate reimburse reinsure reinvest remarket remit remunerate rent repay repayout repossess represent repurchase retrocede securitize settle source
subpoena subrogate subsidize supply syndicate tender tokenize trade transfer underwrite wire
`,
  bookings: `
accommodate allocate allot arrange assign berth book conscript contract dispatch earmark hire house match mobilize onboard pair prebook reallocate
rearrange reassign rebook recruit redispatch rehire rehome rehouse rematch requisition reroute reschedule reserve resettle ringfence roster route
schedule secure subcontract ticket
`,
  decisions: `
accept accredit adjudicate admit agree appraise approve arbitrate attest authenticate award certify check clear confer confirm cosign countersign
crosscheck decertify determine doublecheck endorse enforce extradite factcheck grant greenlight homologate identify incorporate inspect license
mediate naturalize notarize originate pass permit preapprove precheck preclear prequalify qualify ratify readmit reappraise reauthenticate
reauthorize recertify recheck reconfirm reestablish reinspect reinstate relicense repatriate rescreen revalidate revalue reverify sanitycheck screen
sign substantiate uphold validate value verify vet
`,
  messages: `
beam broadcast circulate deliver distribute email evacuate fax forward hand mail multicast notify publish rebroadcast redeliver redistribute relay
renotify republish resend retransmit send simulcast telecast telegraph text transmit webcast
`,
  transport: `
airdrop airfreight airlift backhaul consign containerize convey couple courier deconsolidate deice depalletize dredge escort export extricate ferry
fuel fulfill haul hoist import impound lift load locate offload pack palletize preload pump reexport refill refloat refuel reimport reload repack
repick replenish rescue reship restock restow resupply salvage sealift ship shunt sluice stow tow trace tranship transload transport transship
triangulate trunk unload uplift
`,
  production: `
aerate aerosolize align anneal anodize assemble atomize autoclave automate bake bale bend beneficiate bevel blanch bleach blend boil bolt bond bore
bottle braze brew broach broil buff build butcher calender calibrate can caramelize carbonate carburize carve cast cement centrifuge chamfer chill
chisel chlorinate churn clamp clarify coat coextrude coil collate commission compost compound condense construct cook cool countersink crimp
crosscut crush culture cure customize debark debone deburr decant decarburize dechlorinate defrost degas degauss degrease dehumidify demold
dephosphorize desalinate descale desulfurize desulphurize develop dewater diecut digest dilute dispose distill dry dye electroform electroplate
electropolish elute emboss embroider emulsify enamel encapsulate encase engrave erect etch excise extrude fabricate ferment fillet fit flatten
fluoridate forge formulate fortify fractionate freezedry fry fuse galvanize gasify gild glue granulate grill grind handcraft harden heat hem
homogenize hone hotdip hotstamp humidify hydrate hydrogenate hydrolyze illuminate incinerate incubate inlay inscribe insert iodinate iodize knead
knit lacquer laminate lap lasercut latch level liquefy lubricate lyophilize machine magnetize malt manufacture marinate mash mend metalize metallize
micronize milk mill mint mix mold nest neutralize nitrate nitride odorize overhaul oxygenate package paint parboil passivate pasteurize pelletize
perforate personalize pickle plane plate polish polymerize pour powdercoat preassemble precipitate prefabricate preheat prep prepare print produce
proof proofread pulp pultrude pulverize punch puree purify quench ream reassemble reblend rebuild recalibrate recoat recommission recondition
reconstitute rectify recut recycle redistill refine refit refrigerate refurbish regasify regrind reheat remanufacture remediate remelt remix remodel
repackage repaint repair replace reprint reseal resew resize resolder restore retreat retrofit reweld rewind rework rivet roast roll sand sandblast
saponify saute saw scarf screenprint seal separate serrate service setup sew sharpen shear shotblast shred shrinkwrap sieve sift silkscreen simmer
sinter slice slit smelt smoke solder solvate spin spotweld stabilize stamp steam stencil sterilize stew stitch straighten strap subassemble
synthesize tailor temper tenderize thermoform thread thresh tighten tint toast topup torque transmute treat trim typeset uncoil unsolder upcycle
upholster varnish veneer vitrify vulcanize warm weatherstrip weave weld whiten whitewash wind winnow winterize yaw
`,
  building: `
asphalt backfill blast channelize curtail decommission decontaminate deenergize demolish depressurize disassemble disinfest dismantle dose drill
electrify embank emplace energize excavate exterminate extinguish fireproof flush fumigate glaze grout inseminate install insulate irrigate
modernize optimize pave plaster plumb pollinate preinstall pressurize pretest prime realign reconstruct redrill reenergize regrade reinforce
reinstall repave reroof resite resurface retest revamp rewire scaffold screed soundproof splice spray test thatch trench underpin uninstall
waterproof weatherproof
`,
  health: `
ablate administer aliquot amplify amputate anesthetize anticoagulate aspirate assay biobank biopsy breed cannulate castrate catheterize cauterize
crossmatch cryopreserve debride defibrillate detoxify dialyze disinfect dispense embolize enroll enucleate extubate genotype graft immunize implant
infuse inject inoculate intubate irradiate ligate medicate microchip nebulize neuter operate perfuse phenotype randomize reenroll rehabilitate
reimplant reoperate resequence resuscitate revaccinate revascularize sanitize sedate sequence spay splint stent suture titrate tranquilize
tranquillize transfuse transplant trephine vaccinate ventilate
`,
  software: `
activate actuate analyze anchor anonymize assimilate attach autocomplete autofill autoheal autoscale bind bridge compile composite compress compute
computerize connect crawl crosscompile crossconnect decipher decode decompress decrypt dedupe deduplicate defragment deploy deprovision deserialize
detach detonate digitalize digitize disseminate downgrade downlink download dub efile embed encipher encode encrypt enrich esign execute extract
failover federate fetch finetune flash generate geocode geolocate geotag handle image immobilize inactivate index ingest instantiate integrate
interconnect interpolate localize materialize migrate mirror mount multiplex normalize orchestrate parallelize parse partition patch peer port
postprocess preconfigure prefetch preprocess pretranslate prewarm process propagate provision pseudonymize quantify quantize quiesce rasterize
reactivate reattach rebind reboot recompile reconnect recrawl redact redeploy redownload reencode reencrypt reexecute refetch reflash regenerate
register rehost rehydrate reimage reindex reingest rekey remaster remount render repartition repatch replay replicate reprocess reprovision
reregister rerender rescale reshard resync resynchronize retrain retranslate retrieve retry reupload rollout rotate scale scrape selfheal serialize
shard sideload simulate stake subtitle summarize switch sync synchronize teleport televise tessellate tier timestamp train transcode transcribe
transduce transform translate transliterate tune undeploy unlock unmount unscramble unstake upgrade uplink upload vectorize vend videoconference
virtualize watermark zeroize
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
fetch back|win back|jack up|winch up|shore up|cordon off|block off|fence off|close off|strip down|look up|track down|trace back|hunt down|bring online|power up|sort out|work out|sign off|sell off|carry off|dig out|dig up|melt down|spray on|switch back|fall back|restore back`.split(
    /[|\n]/,
  ),
);

/** Verbs with a particle that are no work, though their verb is. */
export const factPhrases: ReadonlySet<string> = new Set(
  `switch on|switch off|hand out|hand in|sign in|sign up|sign out|sign on|check in|check out|pass on|pass away|pass out|pass by|pass over|pass through|pack up|clear out|clear up|book in|book out|tune in|tune out
wind up|wind down|cool off|pair off|settle in|settle down|burn out|burn down|burn up|roll in|roll over|roll by|dry up|dry out|bottle up|send in|send for|push back|push off|punch in|punch out
turn in|back off|back down|back out|boil over|spill over|roll away|level up|level off|level out|burn through|scale back|match up|move in|move out`.split(
    /[|\n]/,
  ),
);
