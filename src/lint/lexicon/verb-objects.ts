import { nounClasses } from './noun-classes.js';
import { wordSet } from './word-set.js';

/** Fallible, except with these objects (`@` stands for a class of nouns): there the actor's own act or a mere record is meant. */
export const fallibleExcept = objects(`
accept: @consent
activate: alarm mode
agree: @consent
apply: job loan visa position filter discount @person
assign: role permission task chore @trifle
attach: @document
attribute: product
award: @trifle
bend: @nature tree
boil: sea
bolt: @person @animal crowd
book: foul caution
capture: consent proof photo image signature data lead reading video snapshot screenshot moment
cast: vote ballot spell net shadow doubt
charge: @animal
check: box @measure
chill: @nature relation
clear: @screen cache alarm alert filters notification notifications history table plate @nature sky
collect: key keys opinion feedback @trifle
compound: interest
condense: @nature vapor vapour moisture steam
connect: @person
contract: muscle economy market
convert: trial lead visitor prospect
cool: @nature market economy
customize: @screen
deliver: speech baby verdict talk lecture keynote
digest: food meal
dilute: share shares stake
distribute: flyer leaflet
download: photo note document receipt cv form letter picture screenshot attachment file video statement report app song track brochure invoice receipt form paper ebook book episode podcast
dry: @nature paint well soil pond mud ink glue creek spring reservoir plaster
endorse: skill @person
enroll: mfa
fit: @person
fulfill: wish dream
grant: consent permission permissions wish
hand: homework
identify: @trouble
insert: coin card key token banknote disc
install: app application
issue: warning alert recall fine call statement notice reminder complaint press apology
level: @person @nature
lift: @nature ban curfew embargo restriction sanction siege lockdown suspension mood
load: @screen
migrate: @animal
mold: bread fruit wall cheese jam
nest: @animal
pass: @limit @nature
pick up: @person wind speed storm rain
prepare: draft
publish: review comment @score
register: @person handset phone complaint intent visit death birth attendance account profile email warranty protest grievance incident wish gift objection concern
roll: dice die eye vehicle car truck tractor van thunder ship boat @nature
rotate: @person key shift photo picture
screen: @media
send: request proposal inquiry enquiry
settle: @nature dust sediment ground foundation soil
sign: @book waiver form treaty armistice accord truce ceasefire petition autograph pledge oath charter declaration disclaimer attendance memorandum
smoke: engine motor exhaust chimney
source: event
spin: wheel
switch: @screen duty shift side team channel
test: hypothesis
train: @person horse dog
unlock: phone door content character reward feature @trifle
upgrade: plan tier membership
upload: photo note document receipt cv form letter comment avatar selfie homework resume picture screenshot attachment file video
value: property
warm: @nature
`);

/** Not fallible, except with these objects. */
export const fallibleOnly = objects(`
acknowledge: command message delivery
advance: @money
alert: @person
alter: dress suit gown trouser trousers garment skirt jacket
amend: booking reservation policy
annotate: dataset corpus image
appoint: @worker surveyor interpreter translator solicitor arbitrator appraiser mediator
archive: frame footage dataset data recording tape log observation imagery
bleed: brake radiator valve
burn: token coin nft supply disc cd
calculate: route tax
cash: check
clean: garment carpet suit dress coat wound tank hull sensor vat duct
close: valve circuit breaker deal financing round sale damper escrow
configure: @device @software
correct: color colour vision
crack: nut egg oil naphtha crude petroleum hash
create: @software machine label tenant
crystallize: sugar product protein salt compound
cut: frame key glass gem
discharge: @goods battery
drain: node
draw: wire cable
duplicate: key
empty: bin tank
evaporate: milk brine solvent must salt
extend: loan lease policy contract license visa permit credit limit booking reservation stay
file: @report
fill: order prescription vacancy position bottle cask keg vial
filter: beer wine water oil air blood milk juice sample solution
find: driver match courier room slot table donor carrier substitute replacement sitter tutor
fire: thruster rocket engine missile kiln pot pottery ceramic brick tile clay ware glaze vase
fix: leak roof engine boiler pipe puncture bike @device tissue specimen
form: company corporation partnership trust cooperative
freeze: @perishable
hold: @space @money block group booking fare price ticket car
ignite: @device burner furnace flare
increase: limit quota
land: drone rocket
launch: drone rocket satellite instance balloon torpedo probe rescue lifeboat ship vessel boat rover
link: @account @device
locate: @person parcel vehicle
lock: stake vehicle @money price rate
melt: metal scrap steel iron glass ore wax gold silver bronze copper batch charge resin basalt
merge: request branch pr code account record contact contacts duplicate duplicates profile
mine: transaction block
open: account valve circuit line escrow damper breaker
pick: @goods
place: implant stent call bond candidate child student intern trainee foster orphan
pledge: collateral asset share shares security securities
post: bail bond payment journal ledger entry transaction
press: record vinyl shirt suit trouser olive grape apple juice tablet pill garment
promote: release build artifact replica canary node leader database
purge: data backup
push: image artifact package firmware configuration update notification message build schedule
raise: barrier bridge orbit mast capital anchor wreck
reach: @person
recognize: plate face speech text voice
record: deed
release: @money @goods
relocate: @goods
replace: @part @device gripper actuator burner
restart: @device @software lift service line process
restructure: loan debt
retire: credit credits allowance offset certificate
save: checkpoint snapshot
scan: image file container dependency impression page negative slide manuscript film lesion head brain
sell: power energy electricity share shares security securities position nft
serve: summons subpoena notice papers writ
set: stone gem diamond bone fracture
sponsor: visa permit
stain: slide tissue section smear sample specimen
start: instance vm cluster container pod server turbine stream broadcast conveyor reactor generator pump boiler furnace
swap: @part @device token coin currency asset @money sim esim battery instance slot traffic house home organ cell
take: deposit payment backup snapshot
thaw: @perishable
type: tissue blood organ bone sample
update: firmware software driver dns certificate kernel
withdraw: cash @money
`);

/** `verb: object object @class` on each line. */
function objects(table: string): Readonly<Record<string, ReadonlySet<string>>> {
  return Object.fromEntries(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const [verb = '', nouns = ''] = line.split(': ');
        return [verb, new Set([...wordSet(nouns)].flatMap(membersOf))];
      }),
  );
}

function membersOf(word: string): readonly string[] {
  return word.startsWith('@') ? [...(nounClasses[word.slice(1)] ?? [])] : [word];
}
