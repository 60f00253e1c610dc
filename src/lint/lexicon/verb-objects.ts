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
book: foul caution
capture: consent proof photo image signature data lead reading video snapshot screenshot moment
cast: vote ballot spell net shadow doubt
check: box @measure
clear: @screen cache alarm alert filters notification notifications history table plate
collect: key keys opinion feedback @trifle
convert: trial lead visitor prospect
customize: @screen
deliver: speech baby verdict talk lecture keynote
distribute: flyer leaflet
endorse: skill @person
enroll: mfa
fulfill: wish dream
grant: consent permission permissions wish
hand: homework
identify: @trouble
install: app application
issue: warning alert recall fine call statement notice reminder complaint press apology
load: @screen
melt: snow ice glacier
pass: @limit
pick up: @person wind speed storm rain
prepare: draft
publish: review comment @score
roll: dice die eye
rotate: @person key shift photo picture
compound: interest
screen: @media
send: request proposal inquiry enquiry
sign: @book waiver form
source: event
spin: wheel
swap: shift seat
switch: @screen duty shift side team channel
test: hypothesis
train: @person horse dog
unlock: phone door content character reward feature @trifle
upgrade: plan tier membership
value: property
`);

/** Not fallible, except with these objects. */
export const fallibleOnly = objects(`
alert: @person
acknowledge: command message delivery
amend: booking reservation policy
analyze: sample specimen blood
calculate: route tax
cash: check
close: valve circuit breaker deal financing round sale damper escrow
configure: @device @software
connect: @utility
create: @software machine label tenant
download: firmware update esim patch package log data tachograph dump dataset artifact image archive
discharge: @goods battery
drain: node
draw: wire cable
empty: bin tank
extend: loan lease policy contract license visa permit credit limit booking reservation stay
file: @report
filter: beer wine water oil air blood milk juice sample solution
fill: order prescription vacancy position bottle cask keg vial
find: driver match courier room slot table donor carrier substitute replacement sitter tutor
fire: thruster rocket engine missile kiln
freeze: @goods fish
hold: @space @money block group booking fare price ticket car
ignite: @device burner furnace flare
increase: limit quota
land: drone rocket
launch: drone rocket satellite instance balloon torpedo probe
link: @account @device
locate: @person parcel vehicle
lock: stake vehicle @money price rate
merge: request branch pr code account record contact contacts duplicate duplicates profile
mine: transaction block
open: account valve circuit line escrow damper breaker
pick: @goods
place: implant stent call bond candidate
post: bail bond payment journal ledger entry transaction
promote: release build artifact
purge: data backup
push: image artifact package firmware configuration update notification message build
raise: barrier bridge
reach: @person
recognize: plate face speech text voice
record: deed
register: @legal device
relocate: @goods
release: @money @goods
replace: @part
restart: @device @software lift service line process
restructure: loan debt
save: checkpoint snapshot
scan: image file container dependency
sell: power energy electricity share shares security securities position nft
serve: summons subpoena notice papers writ
start: instance vm cluster container pod server turbine
take: deposit payment backup snapshot
update: firmware software driver dns certificate kernel
upload: artifact image package binary backup chunk segment block batch dataset log diagnostics feed dump archive
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
