/**
 * Operations of services and machines that read like records or a person's acts, in the rows of `verb-objects.ts`: to score
 * a goal is a fact, to score a borrower is a computation that may come to nothing.
 */
export const OPERATIONS = `
calculate / recalculate: @pay route routing path trajectory tax vat
score / rescore: @applicant customer client lead prospect payer merchant policyholder transaction application @standing
assess / reassess: @standing
classify / reclassify / categorize / segment: @content
detect / redetect / recognize: @trait
plan / replan: @course
scan / rescan: @logistic barcode label waybill datamatrix
read: chip card tag meter barcode rfid transponder qr datamatrix mrz magstripe
sort: @luggage mail waste recycling
pick: @logistic basket
grasp / grip: @logistic @goods
reunite: @luggage pet dog cat child
store: @logistic @luggage @blob goods cargo freight parcel package
archive: envelope mailbox
destroy: @controlled
lock / open / release / engage / disengage: @fastening
reset / restart: @station @device
start: charger wallbox
set: setpoint thermostat
shut: valve damper sluice floodgate hatch bulkhead
push: @setting
update: @routes
release: number ipaddress frequency
apply: setpoint ratelimit pollen herbicide pesticide insecticide fungicide fertilizer tourniquet @setting @voucher patch update hotfix firmware migration
submit / lodge / file: @filing
submit / resubmit: batch transaction paymentfile
pull: creditreport creditfile bureaureport dataset
sell / resell: @instrument
contact: @sought
reference: @applicant
blow: glass fiber
write: setpoint eeprom tag
clone: @software gene plasmid voice drive
copy: tape disk drive database volume reel dataset
initialize: @software
invoke: function lambda api
merge: request branch pr code account record contact contacts duplicate duplicates profile
ping: @device host endpoint
snapshot: volume database disk instance
stock: fish
recall: elevator lift
exercise: valve breaker generator
accession: specimen sample
catch: backorder dropcatch
contain: fire wildfire blaze spill leak outbreak breach
delegate: nameserver nameservers domain subdomain zone prefix stake namespace
drop: payload cargo ballast buoy sonobuoy liferaft
express: protein antigen antibody gene
interrogate: meter transponder tag beacon
map: roomtype rateplan listing sku genome seabed seafloor merchantcategory
moderate: prompt
moor: vessel ship boat barge ferry yacht tanker lifeboat
page: oncall responder
pitch: yeast
point: antenna telescope dish beam
protect: deposit
rate / rerate: @standing @applicant creditrating debtorcredit issuer obligor counterparty bond usage cdr callrecord policy risk
seat: implant crown bearing valve
standardize: address
strike: formwork falsework shuttering
tamp: track ballast
throw: points switch turnout
tie: rebar reinforcement
unfold: solararray antenna mast boom
seize: @seizable
clean: bed ward theater cubicle endoscope instrument
`;

/** The kinds of nouns that these operations are about; a compound is written as one word (`charge point`). */
export const OPERATION_NOUNS = {
  // Sums that are owed by rules over many inputs; a mere total or an average is none.
  pay: 'pay wage wages salary salaries payroll pension premium benefit commission royalty royalties settlement payout reserve indemnity emission footprint shippingrate shippingcost',
  standing: 'credit creditworthiness solvency affordability eligibility',
  applicant: 'applicant borrower tenant guarantor lessee debtor',
  content: 'document image text photo picture scan video recording audio page email transcript utterance transaction',
  // What everything of its kind has: not to find it is a failure, while a leak or smoke is there or not.
  trait: 'language dialect encoding charset format codec currency timezone locale sentiment intent topic orientation',
  course: 'path route trajectory toolpath waypoints',
  luggage: 'bag baggage luggage suitcase',
  logistic: 'tote pallet crate carton bin pod container rack skid',
  blob: 'file blob recording artifact',
  // Destroyed on purpose, and with proof.
  controlled: 'medicine medication drug narcotic narcotics ammunition counterfeit banknote',
  fastening: 'connector immobilizer interlock compartment locker bollard barrier turnstile gripper',
  station: 'station locker kiosk wallbox dispenser hub chargepoint chargingpoint accesspoint',
  setting: 'tariff configuration settings setpoint whitelist blocklist allowlist',
  routes: 'routingtable forwardingtable routing firewall dnsrecord',
  voucher: 'coupon voucher promocode promotioncode couponcode vouchercode discountcode giftcard',
  filing:
    'filing dossier manifest customsentry importentry entrysummary customsdeclaration exportdeclaration importdeclaration summarydeclaration taxreturn vatreturn excisereturn taxfiling',
  instrument: 'loan loanpart note receivable receivables debt claim portfolio tranche mortgage asset',
  sought: 'debtor guarantor heir witness claimant keeper beneficiary nextofkin',
  seizable: 'account asset wage wages evidence contraband narcotic narcotics',
  institution:
    'authority regulator customs court registry registrar exchange insurer payer clearinghouse scheme network switch acquirer',
  robot: 'robot cobot drone agv amr shuttle manipulator gripper',
  target:
    'robot cobot drone agv amr shuttle gripper tote pallet conveyor station charger wallbox chargepoint meter oven furnace kiln fixture mold centrifuge autoclave',
};
