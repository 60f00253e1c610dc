import { objectTable } from './object-table.js';
import { OPERATIONS } from './operation-objects.js';

/** Fallible, except with these objects (`@` stands for a class of nouns): there the actor's own act or a mere record is meant. */
export const fallibleExcept = objectTable(`
accept: risk quest challenge dare @consent
activate: alarm mode
admit: guilt mistake error fault wrongdoing liability defeat lie
agree: @consent
apply: job loan visa position filter discount @person
assign: role permission task chore @trifle
attach: @document
attribute: product
award: penalty corner freekick foul @trifle
bend: @nature tree
boil: sea
bolt: @person @animal crowd
book: foul caution holiday vacation leave
capture: consent proof photo image signature data lead reading video snapshot screenshot moment
carve: roast turkey pumpkin
cast: vote ballot spell net shadow doubt
charge: @animal
check: box @measure
chill: @nature relation
churn: @person account subscription sea
clear: betslip slip board whiteboard selection wishlist field input clipboard canvas playlist lobby inbox trash search conversation chat badge @screen cache alarm alert filters notification notifications history table plate fog mist storm weather rain cloud clouds smoke sky
collate: feedback result comment
collect: key keys opinion feedback @trifle
compound: interest
condense: @nature vapor vapour moisture steam
connect: @person
contract: muscle economy market
convert: trial lead visitor prospect
cool: @nature market economy
customize: @screen
deliver: speech baby verdict talk lecture keynote
demolish: meal argument
develop: fever rash symptom complication infection allergy habit taste
digest: food meal
dilute: share shares stake
dismantle: tariff regime
distribute: flyer leaflet
download: photo note document receipt cv form letter picture screenshot attachment file video statement report app song track brochure invoice receipt form paper ebook book episode podcast
dry: @nature paint well soil pond mud ink glue creek spring reservoir plaster
endorse: skill @person
enroll: mfa
exchange: view views greeting greetings vow vows pleasantries opinion word words idea
extinguish: candle cigarette light lamp hope
fit: @person
fulfill: wish dream
formulate: hypothesis question strategy goal theory
grant: consent permission permissions wish
hand: homework
identify: @trouble
insert: coin card key token banknote disc
install: app application
issue: advisory bulletin guidance opinion verdict ruling judgment decree reprimand threat ultimatum denial retraction communique warning alert recall fine call statement notice reminder complaint press apology
level: @person @nature
lift: @nature ban curfew embargo restriction sanction siege lockdown suspension mood
load: @screen
locate: branch store office
look up: word term definition recipe meaning
mend: heart relationship
migrate: @animal
mount: horse bike bicycle campaign protest
mold: bread fruit wall cheese jam
nest: @animal
pass: signal @limit @nature
pick up: @person wind speed storm rain
prepare: draft
provide: feedback consent evidence proof answer comment information detail details reason rating review preference statement opinion input testimony
publish: review comment @score
register: @person handset phone complaint intent visit death birth attendance account profile email warranty protest grievance incident wish gift objection concern
retreat: @person @nature army troop enemy
replace: @person @document @worker theme layout avatar widget page password text word term phrase ingredient value name title goalkeeper policy plan address version rule config configuration setting code string method content data date price entry record template email number
scale: mountain summit wall cliff
roll: dice die eye vehicle car truck tractor van thunder ship boat @nature
rotate: @person key shift photo picture
screen: @media
send: question answer reply wave wink kiss rose greeting condolence request proposal inquiry enquiry
settle: @nature dust sediment ground foundation soil
sign: termsheet loi mou batchrecord @book waiver form treaty armistice accord truce ceasefire petition autograph pledge oath charter declaration disclaimer attendance memorandum
smoke: engine motor exhaust chimney
source: event
spin: wheel
switch: @screen duty shift side team channel
test: hypothesis
trace: outline line letter shape pattern silhouette route path ray history cause
train: @person horse dog
unlock: phone door content character reward feature @trifle
upgrade / downgrade: plan tier membership rating grade outlook
upload: photo note document receipt cv form letter comment avatar selfie homework resume picture screenshot attachment file video
value: property
warm: @nature
warm up: @nature fridge refrigerator freezer chiller coolbox cellar
`);

/** Not fallible, except with these objects; first what several verbs do to the same things, then each verb's own. */
export const fallibleOnly = objectTable(`
clean / wash / scrub / rinse / scour / vacuum: @duct @machine @holder machine equipment carriage coach train hold trailer
drain / vent / purge / bleed: @duct @holder
open / close: valve circuit damper breaker sluice floodgate vent dome roof escrow mold mould
raise / lower / extend / retract: curtain payload basket hook jib platform conveyor drawbridge gear landinggear undercarriage sail spud winch stretcher fork trawl tailgate jackstand bollard floodgate boom mast ladder antenna gangway ramp lifeboat anchor barrier derrick pantograph probe load outrigger
lock / release / engage: restraint spreader points coupling
fix / maintain / swap: @device @machine @part
start / restart: @machine
configure / reconfigure / program / initialize: @device @machine
cut / stretch / strip: @material
wrap / consolidate / put away / relocate: @goods
record / stream: concert performance gig recital opera symphony demo ceremony
acknowledge: command message delivery
adjust: brake clutch bearing spindle prosthesis brace splint derailleur carburetor
advance: @money
alert: @person service brigade carrier hospital coastguard police ambulance oncall dispatch tower airport authority bank school utility clinic lab pharmacy ward unit headquarters supplier
alter: dress suit gown trouser trousers garment skirt jacket
amend: booking reservation policy
annotate: dataset corpus image
appoint: @worker surveyor interpreter translator solicitor arbitrator appraiser mediator
archive: frame footage dataset data recording tape log observation imagery
arm: missile warhead
bleed: brake radiator valve
burn: firmware eprom token coin nft supply disc cd dvd subtitle
calculate: route tax
cash: check cheque order
change: tire tyre wheel oil bulb lamp battery bearing belt brake dressing catheter cannula gasket nozzle hose rope cable seal fuse blade die mold mould locks
clean: stencil lens optic garment carpet suit dress coat wound sensor window facade upholstery painting oven solar
close: deal financing round sale incision fistula hatch bulkhead preventer trade
commit: transaction offset batch changeset
configure: @software
conserve: painting artwork manuscript object artifact fresco mural tapestry
consolidate: load
correct: color colour vision
cover: shift absence vacancy
crack: nut egg oil naphtha crude petroleum hash
create: @software machine label tenant
crew: flight vessel trip lifeboat ship
crystallize: sugar product protein salt compound
cut: frame key gem trailer curd
decouple: train wagon locomotive
deduct: premium fee payment installment contribution
dig: well trench foundation grave tunnel borehole shaft canal pond
disarm: mine bomb explosive warhead missile
discharge: @goods battery mortgage lien
dock: jetbridge airbridge bike scooter ebike shuttle spacecraft capsule drone robot
drain: node dock abscess cyst system oil coolant sump queue connection pod
draw: wire cable
dress: wound ulcer burn stone
drive: pile
duplicate: key
edit: gene genome embryo dna
empty: bin tank silo hopper skip cesspit dumpster bunker basin reactor tanker lock @duct cashbox mailbox postbox lavatory
engage: @professional autopilot
enhance: image audio photo signal recording footage
eradicate: pest weed infestation rat
erase: data disk drive device record tape
establish: connection link contact session tunnel circuit channel communication identity cause
evaporate: milk brine solvent must salt
expose: wafer plate film negative reticle
extend: loan lease policy contract license visa permit credit limit booking reservation stay gear
fasten: load cargo panel cladding harness
fertilize: oocyte egg ovum field crop
file: @report
fill: order prescription vacancy position bottle cask keg vial @holder
filter: spam beer wine water oil air blood milk juice sample solution
find: driver match courier room slot table donor carrier substitute replacement sitter tutor @worker interpreter translator sponsor buyer tenant home venue partner host mentor shelter bed parking berth kidney organ locum foster
fire: pyro pyrotechnic cannon thruster rocket engine missile kiln pot pottery ceramic brick tile clay ware glaze vase
fix: leak roof engine boiler pipe puncture bike tissue specimen door window fence gate lift elevator tap sink pump road pothole
fly: drone mission sortie
fold: sheet brochure carton leaflet
form: company corporation partnership trust cooperative sheet blank panel
format: disk drive volume partition card
frame: picture photo painting print canvas artwork
free: passenger hostage victim casualty animal memory space
freeze: @perishable
give: injection medication medicine dose vaccine infusion
grade: film footage color colour
groom: slope piste trail run
hang: door gate cabinet mirror painting picture artwork wallpaper
harvest: organ cell egg oocyte kidney liver heart tissue marrow
hitch / hook: trailer caravan
hold: @space @money block group booking fare price ticket car
ignite: @device burner furnace flare kiln oven charge motor pilot fuse torch firework fireworks
increase: limit quota
inflate: balloon tire tyre airbag raft
isolate: host endpoint circuit feeder section fault strain dna rna protein gene compound bacteria bacterium virus pathogen cell pump pipe zone
join: pipe beam cable panel
land: drone rocket probe booster spacecraft capsule lander
lash: cargo container load vehicle
launch: drone rocket satellite instance balloon torpedo probe rescue lifeboat ship vessel boat rover shuttle spacecraft missile submarine glider kayak mission
lay: cable pipe pipeline track rail foundation brick tile floor carpet turf keel slab concrete flooring parquet
let: apartment flat house property shop unit premises
light: furnace kiln burner boiler stove flare
link: @account @device
list: nft token security bond
lock: stake vehicle @money price rate bike scooter ebike
lower: boat bell string casing pipe shade lift
melt: metal scrap steel iron glass ore wax gold silver bronze copper batch charge resin basalt
mine: transaction block
move: piano furniture wreck
open: account line parachute chute safe vault
pick: @goods lock
place: implant stent call bond candidate child student intern trainee foster orphan tube catheter line drain shunt device pacemaker
pledge: collateral asset share shares security securities
plow: snow road runway street highway
plug: well leak hole
pool: platelet platelets plasma blood
post: folio roomcharge bail bond payment journal ledger entry transaction collateral margin
prescribe: medication medicine drug antibiotic
preserve: @perishable
press: record vinyl shirt suit trouser olive grape apple juice tablet pill garment master hem seam
program: chip key fob transponder pacemaker
prolong: lease loan contract visa permit
promote: release build artifact replica canary node leader database
pull: lossrun motorreport drivingrecord image cable wire fiber core tooth rope
purge: data backup system
push: offer stopsell availability rate rates inventory catalog catalogue menu listing stock price prices feed restriction restrictions allotment reservation image artifact package firmware configuration update notification message build schedule
put out: fire blaze
put up: tent marquee scaffold scaffolding
raise: bridge orbit capital wreck fund funds round
reach: @person
reclose: breaker circuit
recognize: plate face speech text voice
reconfigure: @software
record: deed vocal audio footage song album
redirect: mail parcel delivery call traffic
reduce: fracture dislocation
refresh: calendar feed inventory catalog availability transactions transaction balances dataset view materializedview embedding lease secret apikey token certificate credential index
release: milestone retention holdback @money @goods parachute satellite payload lien turnstile
relocate: nest scooter bike hive beehive animal
remove: @unwanted tooth supports
reseat: passenger guest
resell: ticket seat room slot
reset: trap @machine gateway modem controller meter breaker relay
resolve: address hostname dns domain dependency dependencies
restart: @device @software lift service line process ride attraction
restructure: loan debt
retain: @professional
retire: credit credits allowance offset certificate
save: checkpoint snapshot
scan: image file container dependency impression page negative slide manuscript film lesion head brain cover document contract map drawing passport book plan chart foot mouth teeth tooth jaw iris retina fingerprint baggage luggage
sell: power energy electricity share shares security securities position nft lot property house home apartment flat plot painting yacht vessel horse cattle bull farm
sequester: carbon co2
serve: impression ad summons subpoena notice papers writ warrant
set: route stone gem diamond bone fracture signal
shed: load
shoot: scene footage commercial
shut off: water gas main valve supply steam
sponsor: visa permit
spread: slurry manure fertilizer salt grit
stack: container pallet crate rocket booster
staff: shift ward desk lane station
stain: slide tissue section smear sample specimen
start: iv infusion drip dialysis chemotherapy anesthesia instance vm cluster container pod stream broadcast cannon
stop: leak bleeding bleed hemorrhage
store: @perishable backup snapshot
stream: show
strengthen: beam bridge slab foundation dam
stretch: leather shoe
strip: paint coating varnish container
stuff: container casing sausage
swap: token coin currency asset @money sim esim battery instance slot traffic house home organ cell container
sweep: street chimney flue runway
switch on: transmitter beacon siren floodlight floodlights generator heating streetlight
take: biopsy swab fingerprint mugshot deposit payment backup snapshot impression xray radiograph mammogram
thaw: embryo oocyte egg sperm semen straw plasma cell tissue blood organ sample specimen dough unit goods pipe
turn off: water gas main supply
turn on: water gas main supply
type: tissue blood organ bone sample
unblock: @duct
undock: spacecraft shuttle capsule bike
unpack: container archive
unwind: position trade hedge swap
unzip: file archive package
update: bid channelprice channelrate whoisrecord gluerecord landregistry registry registryentry landregister companyregister commercialregister titleregister cadastre creditfile registrarrecord bootloader bios plugin ecu plc os firmware software driver dns certificate kernel
vent: roof greenhouse gas steam
wash: ore coal sample cell wafer bottle keg crate laundry linen garment sperm
wipe: disk drive device data laptop
withdraw: cash @money
wrap: bale cheese
${OPERATIONS}`);
