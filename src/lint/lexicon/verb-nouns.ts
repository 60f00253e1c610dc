/**
 * What doing a verb is called, the best word for a name first: `reserve` -> `reservation`. Verbs that are not listed
 * take their ending's noun (-ate, -ize, -ify) or the gerund. Phrasal verbs are keyed with a space.
 */
const TABLE = `
accept acceptance|accredit accreditation|accrue accrual|acknowledge acknowledgement acknowledgment|acquire acquisition|activate activation
add addition|adjust adjustment|administer administration|admit admission admittance|adopt adoption|advertise advertisement|align alignment
allocate allocation|amend amendment|analyze analysis|announce announcement|apply application|appoint appointment|appraise appraisal|approve approval
arrange arrangement|arrest arrest|arrive arrival|ask request|assemble assembly|assess assessment|assign assignment|assure assurance|attach attachment
attend attendance|attest attestation|attribute attribution|audit audit|authenticate authentication|authorize authorization|award award
back backup|backup backup|balance balancing|ban ban|bid bid|bill billing|bind binding|block block|board boarding|book booking|borrow borrowing
bridge bridging|build build|burn burn burning|buy purchase|calculate calculation|call call|cancel cancellation cancelation|capture capture|certify certification
change change|charge charge|check check|choose choice|claim claim|clear clearance clearing|close closure|collect collection|commission commissioning
commit commit|compensate compensation|complete completion|compose composition|compute computation|conclude conclusion|conduct conduct|confirm confirmation
connect connection|consume consumption|convert conversion|copy copy|correct correction|create creation|credit credit|debit debit|decide decision
declare declaration|decode decoding|decommission decommissioning|decrypt decryption|deduct deduction|defer deferral|delete deletion|deliver delivery
deny denial|depart departure|deploy deployment rollout|deposit deposit|describe description|design design|detach detachment|detect detection
diagnose diagnosis|disburse disbursement|discharge discharge|disclose disclosure|disconnect disconnection|dismiss dismissal|dispatch dispatch|dispense dispensing dispensation
dispose disposal|dispute dispute|distribute distribution|divide division|donate donation|download download|employ employment|enable enabling enablement
encode encoding|encrypt encryption|endorse endorsement|enforce enforcement|engage engagement|enlist enlistment|enrich enrichment|enroll enrollment enrolment
enter entry|escort escort|establish establishment|evacuate evacuation|examine examination|exchange exchange|execute execution|exempt exemption|expand expansion
expel expulsion|explain explanation|export export|expose exposure|extend extension|extract extraction|fail failure|fetch fetch|file filing|fill fill filling|finalize finalization
find finding search|finish finish|fix fix|freeze freeze|fulfill fulfillment fulfilment|fund funding|generate generation|get retrieval|give giving gift|grant grant granting
harvest harvest|heal healing|hedge hedging hedge|hire hiring hire|hold hold holding|identify identification|implant implantation|implement implementation|import import|impose imposition
improve improvement|include inclusion|increase increase|index indexing|inform information|inherit inheritance|inject injection|inspect inspection|install installation
insert insertion|insure insurance|intend intention|introduce introduction|invest investment|invite invitation|invoke invocation|irrigate irrigation|issue issuance|judge judgment|launch launch
learn learning|lease lease|lend loan|license licensing licensure|link linking link|list listing|load loading load|lock lock locking|log log logging|lose loss
maintain maintenance|make making|manage management|manufacture manufacture|map mapping|mark marking|match matching matchmaking match|measure measurement|merge merge|migrate migration
mint minting mint|modify modification|monitor monitoring|move move|notarize notarization|notify notification|obey obedience|obtain obtaining obtainment|offer offer|onboard onboarding
open opening|operate operation surgery|optimize optimization|order order|outsource outsourcing|own ownership|pack packing packaging|pair pairing|park parking|pass pass passing
patch patch patching|pay payment|perform performance|permit permission|persist persistence|pick picking pick|place placement|plan planning plan|plant planting|pledge pledge
port porting|post posting post|pour pour pouring|prepare preparation|prescribe prescription|present presentation|prevent prevention|print printing print|process processing
procure procurement|produce production|program programming|promote promotion|propagate propagation|propose proposal|protect protection|prove proof
provide provision|provision provisioning|publish publication publishing|pull pull|purchase purchase|push push|put placement|query query|queue queueing queuing
quote quote quotation|raise raising|randomize randomization|rate rating|read read reading|rebuild rebuild|receive receipt reception|recharge recharge|recognize recognition
recommend recommendation|reconcile reconciliation|record recording|recover recovery|recruit recruitment|redeem redemption|reduce reduction|refer referral|refill refill
refinance refinancing|refund refund|refuse refusal|register registration|reimburse reimbursement|reject rejection|release release|relocate relocation
remit remittance|remove removal|render rendering|renew renewal|rent rental|repair repair|repay repayment|replace replacement|replay replay|reply reply
report report|request request|require requirement|rescue rescue|reserve reservation|reset reset|resolve resolution|respond response|restart restart|restock restocking
restore restoration restore|retain retention|retire retirement|retrieve retrieval|retry retry|return return|reverse reversal|review review|revise revision|revoke revocation
reward reward|rotate rotation|route routing|run run|sample sampling|save save|scale scaling|scan scan scanning|schedule scheduling|score scoring|screen screening
search search|seat seating|select selection|sell sale|send sending delivery|serve service|set setting|settle settlement|setup setup|ship shipment shipping|sign signing signature
sort sorting|spray spraying|stake staking|start start startup|state statement|stock stocking|stop stop|store storage|submit submission|subscribe subscription|succeed success
supply supply|support support|suspend suspension|swap swap|switch switch switching|sync sync|synchronize synchronization sync|take taking|terminate termination
test test testing|trace trace|track tracking|trade trade|train training|transcode transcoding|transcribe transcription|transfer transfer|transfuse transfusion|transform transformation
translate translation|transmit transmission|transplant transplant transplantation|transport transport|treat treatment|trigger trigger|try trial|underwrite underwriting
undo undo|uninstall uninstallation|unlock unlock unlocking|update update|upgrade upgrade|upload upload|use use|vaccinate vaccination|validate validation
value valuation|verify verification|vet vetting|visit visit|void voiding|vote vote|waive waiver|warn warning|weigh weighing|win win|withdraw withdrawal
withhold withholding|write write writing|rollout rollout|payout payout|checkout checkout|rollback rollback|archive archiving archival|enlarge enlargement|encash encashment
ticket ticketing|topup topup|triage triage|ingest ingestion|compile compilation|bake baking|quarantine quarantine|escalate escalation|appeal appeal
assist assistance|accommodate accommodation|reinstate reinstatement|redeploy redeployment|remediate remediation|reimport reimport|resubmit resubmission|clean cleaning
fine fine|tax taxation|sponsor sponsorship|esign esignature|bury burial|guarantee guarantee|mortgage mortgage|endow endowment|milk milking|mill milling|weld welding|paint painting|cook cooking|brew brewing|ferment fermentation
pick_up pickup|drop_off dropoff|pay_out payout|roll_out rollout|roll_back rollback|check_in checkin|check_out checkout|sign_up signup|sign_off signoff|sign_in signin
log_in login|log_out logout|set_up setup|back_up backup|top_up topup|hand_over handover|hand_off handoff|take_off takeoff|take_over takeover|cash_out cashout
fail_over failover|start_up startup|shut_down shutdown|break_down breakdown|write_off writeoff|lay_off layoff|buy_back buyback|buy_out buyout|carry_out execution
spin_up spinup|warm_up warmup|clean_up cleanup|follow_up followup|look_up lookup|shut_off shutoff|call_back callback|phase_out phaseout|turn_on activation|turn_off deactivation|switch_on activation
agree agreement|airdrop airdrop|airlift airlift|allot allotment|assay assay|auction auction|biopsy biopsy|broadcast broadcast broadcasting|charter charter|condense condensation|confer conferral|conscript conscription|curtail curtailment|cutover cutover
debride debridement|demolish demolition|determine determination|develop development|digest digestion|disassemble disassembly|distill distillation|divest divestment|downgrade downgrade|downlink downlink|emplace emplacement|encase encasement
erase erasure|enhance enhancement|refit refit|prep prep|cover coverage|extradite extradition|failover failover|foreclose foreclosure|garnish garnishment|hydrate hydration|impound impoundment|infuse infusion|overhaul overhaul|perfuse perfusion|preassemble preassembly|preclear preclearance
prepay prepayment|purge purge|reassemble reassembly|reboot reboot|reconstitute reconstitution|recoup recoupment|refresh refresh|refurbish refurbishment|reinforce reinforcement|repossess repossession|requisition requisition|retrofit retrofit|revamp revamp
salvage salvage|seize seizure|snapshot snapshot|subassemble subassembly|subpoena subpoena|synthesize synthesis|tender tender|uplink uplink|wipe wipe
replenish replenishment|accomplish accomplishment|nourish nourishment|embellish embellishment|deport deportation|detain detention|dissolve dissolution|interpret interpretation|alter alteration|adapt adaptation|affirm affirmation
combine combination|define definition|fragment fragmentation|segment segmentation|orient orientation|explore exploration|liquefy liquefaction|transship transshipment|apprehend apprehension
restrain restraint|seal sealing|embank embankment|abandon abandonment|entomb entombment|confine confinement|summon summons|surrender surrender|survey survey|augment augmentation
`;

/** Nouns of verbs, in American spelling, the best one first. */
export const verbNouns: ReadonlyMap<string, readonly string[]> = new Map(
  TABLE.trim()
    .split(/[|\n]/)
    .map((line): [string, readonly string[]] => {
      const [verb = '', ...nouns] = line.split(' ');
      return [verb.replace('_', ' '), nouns];
    }),
);
