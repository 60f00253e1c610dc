import { singularOf } from './inflect.js';
import { OPERATION_NOUNS } from './operation-objects.js';
import { wordSet } from './word-set.js';

/** Who acts on his own: with these as the subject, an unknown verb is their own act. */
export const personNouns: ReadonlySet<string> = wordSet(`
customer client consumer user guest rider driver passenger traveler traveller visitor member subscriber player student pupil learner patient tenant landlord buyer seller shopper employee worker
agent manager admin administrator operator owner farmer citizen resident voter applicant candidate donor volunteer backer pledger fan viewer listener reader author editor artist musician
singer actor director captain pilot crew staff doctor nurse physician surgeon usher vet veterinarian midwife dentist therapist teacher trainer coach instructor tutor professor referee umpire judge
juror lawyer attorney solicitor officer inspector engineer technician mechanic electrician plumber gardener cleaner chef cook waiter waitress bartender host hostess moderator reviewer
approver supervisor lead boss child kid parent guardian mother father baby caller contact recipient addressee sender payer payee borrower lender investor trader broker merchant vendor partner
contractor subcontractor freelancer translator interpreter dispatcher warden curator cardholder policyholder accountholder claimant insured beneficiary spouse team someone person people man woman
athlete runner swimmer cyclist walker climber skier camper hiker pedestrian courier picker packer mover loader porter guard lifeguard conductor bailiff commander caregiver carer babysitter sitter nanny alumni alumnus attendee participant speaker presenter
exhibitor sponsor organizer planner streamer creator influencer follower friend neighbor neighbour witness suspect prisoner inmate refugee asylum migrant survivor victim hero bidder
renter lessee lessor homeowner householder occupant squatter developer tester maintainer committer analyst scientist researcher scholar librarian archivist keeper ranger sailor skipper
seafarer soldier recruit veteran pensioner retiree heir executor trustee shareholder stakeholder stockholder chairman secretary treasurer president mayor minister clerk
cashier teller auditor accountant bookkeeper adjuster surveyor appraiser valuer notary agronomist grower rancher shepherd miner welder machinist foreman matchmaker
newcomer leaver joiner starter mourner celebrant bride groom couple family household party
relative sibling brother sister cousin uncle aunt nephew niece son daughter husband wife widow widower grandparent grandmother grandfather grandchild toddler teenager adult
defendant plaintiff complainant appellant petitioner respondent prosecutor barrister arbitrator mediator magistrate sheriff police detective thief burglar hacker intruder robber fugitive
tourist pilgrim commuter biker diver angler hunter gambler punter jockey boxer wrestler goalkeeper striker champion crowd audience spectator choir orchestra
chemist pharmacist paramedic ambulanceman hygienist optician radiographer astronaut cosmonaut colonel sergeant admiral emperor king queen prince princess bishop priest monk nun rabbi imam
politician senator ambassador diplomat delegate union lobbyist activist journalist photographer astronomer philosopher cardiologist apprentice servant maid butler steward stewardess
butcher baker jeweller jeweler tailor cobbler blacksmith carpenter mason plasterer glazier roofer tiler decorator drover cowboy farmhand beekeeper gamekeeper landowner lodger dealer croupier
`);

const ANIMALS = `
animal horse mare foal stallion pony donkey mule cow bull calf ox cattle herd sheep ewe lamb goat kid flock pig sow boar piglet dog puppy hound cat kitten hen chicken rooster chick duck goose geese turkey bird parrot
pigeon falcon hawk owl eagle crow gull swan bee bees swarm wasp ant termite fish salmon trout shark whale dolphin lobster crab oyster bear wolf wolves fox deer elk moose lion tiger leopard elephant rhino monkey ape
rabbit hare mice rat snake lizard crocodile spider insect locust mosquito fly moth beetle predator pest vermin rodent livestock wildlife camel llama reindeer otter beaver badger squirrel hedgehog weasel`;

const NATURE = `
storm hurricane cyclone tornado typhoon thunderstorm gale wind gust breeze rain rainfall shower snow snowfall hail sleet frost ice fog mist cloud clouds lightning thunder sun moon tide wave sea ocean river
lake flood avalanche landslide mudslide earthquake quake aftershock tsunami volcano lava magma ash dust glacier iceberg permafrost drought heatwave wildfire bushfire fire blaze smoke weather climate sky star comet
meteor asteroid eclipse aurora forest rainforest desert swamp coast cliff island`;

const PERISHABLES = `
meat fish food dough poultry vegetable fruit vaccine sample specimen blood plasma organ tissue embryo sperm semen oocyte egg straw cell milk turkey shrimp`;

const WORKERS = `
courier carrier driver technician engineer mechanic plumber electrician nurse doctor surgeon physician dentist midwife vet pilot crew team staff picker packer mover porter loader
cook chef baker installer operator dispatcher agent supplier vendor contractor subcontractor shipper broker dealer`;

const MONEY = `
fund funds savings money payment payout cash deposit escrow balance credit debit fee fare wage salary bonus royalty donation dividend premium rent refund collateral margin coin token asset
reserve budget loan grant pension benefit prize reward winnings remittance commission installment instalment share security stake`;

const GOODS = `
groceries article sku line parcel package shipment consignment container cargo freight pallet goods item order stock load batch lot product medicine drug vaccine sample specimen part component material luggage
baggage bag crate box vehicle car truck vessel ship aircraft animal body blood organ artwork artifact equipment machine tool food grain fuel milk meat wood steel`;

const DEVICES = `
device sensor meter gateway router modem camera tracker wearable watch phone handset tablet terminal printer scanner lock controller charger inverter drone robot machine pump valve
engine motor generator turbine compressor heater boiler thermostat light beacon tag sim esim card reader vehicle scooter bike server instance vm node appliance`;

const MACHINES = `
unit plant centrifuge furnace kiln oven boiler burner heater reactor conveyor press mill crusher mixer extruder lathe loom spindle dryer chiller freezer fryer compressor pump blower fan fountain generator turbine
transformer electrolyzer evaporator digester separator crane hoist winch escalator elevator lift carousel cannon sprinkler transmitter router server motor robot drone incubator autoclave ventilator dialyzer
gin shredder baler grinder dredger excavator`;

const MATERIALS = `
steel iron copper aluminum metal billet ingot slab sheet plate panel pane glass mirror blank bar rod tube pipe wire coil rail timber log lumber board plank beam veneer wood fabric cloth textile leather hide fur
foam rubber gasket film foil paper cardboard cork stone marble granite slate tile brick concrete insulation carpet vinyl lacquer disc wafer crystal gem diamond thread gear workpiece part component stencil template
key canvas pattern cheese dough`;

const HOLDERS = `
cylinder tank silo vat drum can tin sack barrel cask keg bottle flask vial ampoule syringe capsule tube jar cartridge hopper mold cavity tooth crack pothole borehole crater reservoir ballast pool basin dam mould lock
bladder balloon cistern kettle boiler lagoon sandbag extinguisher`;

const DUCTS = `
tank vessel reactor boiler silo vat keg cask pipe pipeline line drain sewer gutter duct chimney flue vent conduit culvert filter nozzle hull exchanger condenser cooler tube kiln furnace turbine blade panel lens mirror
mold mould extruder cistern pool well screen grid strainer toilet sink artery catheter port chute channel`;

const PROFESSIONALS = `
soloist musician singer vocalist orchestra choir band quartet ensemble conductor accompanist pianist organist actor actress artist performer comedian magician dancer speaker presenter host guide interpreter translator
lawyer solicitor barrister attorney counsel consultant contractor subcontractor architect surveyor engineer freelancer photographer caterer trainer tutor coach instructor nanny sitter midwife nurse locum referee umpire
surgeon understudy stuntman expert specialist agency firm auditor investigator detective editor illustrator designer composer bodyguard chef builder plumber electrician tailor carpenter`;

const UNWANTED = `
stain graffiti dent wreck wreckage obstruction blockage asbestos debris rubble malware virus nest rust mold mould wart mole lesion polyp tumor tumour cataract cyst clot splinter tattoo limescale sludge sediment silt scale
plaque appendix gallbladder stitch stitches suture sutures staple stent implant catheter cast tube clamp contaminant impurity residue snow ice`;

const SOFTWARE = `
firmware software driver kernel os app application package library image container artifact build release binary patch update hotfix script template stack cluster pod vm instance node
database schema index cache queue topic table volume disk bucket snapshot backup certificate cert dns zone record route endpoint policy rule configuration config manifest secret namespace
environment repository workspace`;

const LEGAL = `
domain trademark copyright patent design vehicle deed title mortgage lien company business marriage will property land vessel aircraft charge interest tag brand firm corporation
association trust entity`;

const REPORTS = 'plan return report declaration filing patent disclosure accounts statement manifest';

const ACCOUNTS = 'account bank card wallet payment iban profile calendar';

const UTILITIES =
  'meter supply line service panel grid water gas electricity power fibre fiber broadband network call session circuit cable pipe pipeline internet site premises property';

const MEASURES = `
level pressure temperature weight height depth width length mileage speed humidity count quantity volume angle tension voltage current frequency rate dimension size`;

const PARTS = `
part meter card device battery sensor filter component pad brake bulb lamp tire tyre wheel motor pump belt blade hose cable pipe panel engine gearbox fuse joint unit module cartridge
disk drive valve nozzle rotor bearing seal gasket tube tank boiler transformer switch lock lens tooth hip knee anode string cork membrane bushing spring chain plug wire liner insulator fan antenna
mirror windscreen windshield magnet coil relay`;

const MEDIA = 'film movie cut episode trailer documentary show video clip play series short premiere';

const PROSE =
  'article obituary story post blog book ebook essay novel poem newspaper magazine newsletter podcast column editorial';

const DOCUMENTS = 'photo file note document receipt image picture video attachment cv screenshot form letter comment';

const SCORES =
  'grade mark result score price rate ranking timetable schedule agenda forecast tariff fare standings odds quote';

const BOOKS = 'book guestbook petition register log logbook timesheet diary entry';

const GATHERINGS = `
meeting audition hearing session class auction ceremony election interview trial vote exam event conference workshop seminar course concert tournament race match party funeral wedding
summit rehearsal lesson lecture referendum ballot tasting fair conversation discussion talk`;

const LIMITS =
  'station gate waypoint border marker buoy junction deadline time date level day period threshold limit milestone hour month year midnight checkpoint age expiry birthday anniversary';

const SPACES =
  'stock seat reservation room slot bed hold lock capacity inventory table spot place space line resource locker desk track album song movie film game book version note feature mooring berth pitch stall booth court lane bay username handle nickname';

const SCREENS = `
page screen app view cart basket filter form tab mode account theme language menu dialog window layout dashboard feed profile experience recommendation setting settings widget avatar
search list status`;

const TRIFLES =
  'tag label badge point points star xp achievement level category color note emoji sticker reaction nickname';

const CONSENTS =
  'terms term condition conditions cookie cookies tos eula disclaimer policy consent permission permissions notice privacy';

const TROUBLES =
  'defect fault risk hazard need opportunity gap threat issue problem error anomaly leak bug vulnerability weakness fraud pest trend cause';

/** Nouns of one kind, for what a verb can be done to. */
export const nounClasses: Readonly<Record<string, ReadonlySet<string>>> = {
  person: personNouns,
  animal: wordSet(ANIMALS),
  perishable: wordSet(PERISHABLES),
  nature: wordSet(NATURE),
  worker: wordSet(WORKERS),
  money: wordSet(MONEY),
  remittance: wordSet('payment debit transfer check cheque remittance mandate wire payout salary'),
  wall: wordSet(
    'door gate cabinet shelf mirror painting picture art artwork portrait poster banner wallpaper curtain curtains blind tapestry exhibition chandelier flag laundry carcass tv',
  ),
  goods: wordSet(GOODS),
  device: wordSet(DEVICES),
  machine: wordSet(MACHINES),
  material: wordSet(MATERIALS),
  holder: wordSet(HOLDERS),
  duct: wordSet(DUCTS),
  unwanted: wordSet(UNWANTED),
  professional: wordSet(PROFESSIONALS),
  software: wordSet(SOFTWARE),
  legal: wordSet(LEGAL),
  report: wordSet(REPORTS),
  account: wordSet(ACCOUNTS),
  utility: wordSet(UTILITIES),
  measure: wordSet(MEASURES),
  part: wordSet(PARTS),
  document: wordSet(DOCUMENTS),
  score: wordSet(SCORES),
  book: wordSet(BOOKS),
  media: wordSet(MEDIA),
  prose: wordSet(PROSE),
  gathering: wordSet(GATHERINGS),
  limit: wordSet(LIMITS),
  space: wordSet(SPACES),
  screen: wordSet(SCREENS),
  trifle: wordSet(TRIFLES),
  consent: wordSet(CONSENTS),
  trouble: wordSet(TROUBLES),
  ...Object.fromEntries(Object.entries(OPERATION_NOUNS).map(([kind, nouns]) => [kind, wordSet(nouns)])),
};

/** Whether a noun, one or many of it, is of a kind. */
export function isOfKind(kind: string, noun = ''): boolean {
  return nounClasses[kind]?.has(singularOf(noun)) ?? false;
}
