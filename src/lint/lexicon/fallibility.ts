import { builtIn, type Dictionary } from './dictionary.js';
import { factVerbs } from './fact-verbs.js';
import { meansWords } from './failure-words.js';
import { factPhrases, falliblePhrases, fallibleVerbs } from './fallible-verbs.js';
import { findFailure } from './find-failure.js';
import { singularOf } from './inflect.js';
import { type EventName, isPreposition, parseEventName } from './message-name.js';
import { nounClasses, personNouns } from './noun-classes.js';
import type { VerbObjects } from './object-table.js';
import { plainVerbs } from './plain-verbs.js';
import { decisionVerbs, lightVerbs, notWork, workNouns } from './verb-classes.js';
import { fallibleExcept, fallibleOnly } from './verb-objects.js';
import { isVerb, verbsOfNoun, withoutPrefix } from './verbs.js';
import { wordSet } from './word-set.js';

/**
 * What an event's name says about its unhappy path: `failure` is bad news itself, `fallible` could have gone otherwise,
 * `fact` could not, `open` is a verb that does not tell.
 */
export type Fallibility = 'failure' | 'fallible' | 'fact' | 'open';

/** Judges an event by its name alone. */
export function fallibilityOf(name: string, known: Dictionary = builtIn): Fallibility {
  if (findFailure(name, known)) return 'failure';
  const event = parseEventName(name, known);
  const own = judgeOwn(event, known);
  if (own) return own;
  if (isOwnAct(event, known)) return 'fact';
  if (isForMachine(event)) return 'fallible';
  const done = isActive(event, known) ? event.tail : withoutOf(event.subject);
  const verdicts = event.verbs.map((verb) => judge(verb, done, known));
  if (verdicts.includes('fallible')) return 'fallible';
  return verdicts.length > 0 && verdicts.every((verdict) => verdict === 'fact') ? 'fact' : 'open';
}

/** `PhotosOfDamageUploaded` is about photos. */
function withoutOf(subject: readonly string[]): readonly string[] {
  const of = subject.indexOf('of');
  return of > 0 ? subject.slice(0, of) : subject;
}

/** What the catalog itself says of the verb: more than any guess by the name. */
function judgeOwn({ verbs }: EventName, { fallible, certain }: Dictionary): Fallibility | undefined {
  if (verbs.some((verb) => fallible.has(verb))) return 'fallible';
  return verbs.length > 0 && verbs.every((verb) => certain.has(verb)) ? 'fact' : undefined;
}

/** `GuestSwitchedRooms`, `ProfileCheckedByUser`: what somebody did for himself, unless it was to decide; workers do work. */
function isOwnAct(event: EventName, known: Dictionary): boolean {
  const { subject, verbs, tail } = event;
  if (verbs.length === 0 || verbs.some((verb) => decisionVerbs.has(verb))) return false;
  const actor = tail[0] === 'by' ? tail.at(-1) : subject.at(-1);
  return (isActive(event, known) || (tail[0] === 'by' && isPerson(actor))) && !isOf('worker', actor);
}

/**
 * `TaskAssignedToRobot`, `TradeReportedToRegulator`, `TreesPlantedByDrone`, `DoorUnlockedRemotely`: a machine or another's
 * system has its say.
 */
function isForMachine({ subject, verbs, tail }: EventName): boolean {
  const [first = ''] = tail;
  const last = tail.at(-1);
  if (subject.length === 0) return false;
  if (first === 'by') return isOf('robot', last) && verbs.some((verb) => !factVerbs.has(verb));
  if (first === 'remotely') return verbs.some((verb) => TOLD.has(verb));
  return (
    TOWARDS.has(first) && GIVEN.some(({ kinds, to }) => verbs.some((verb) => kinds.has(verb)) && isAnyOf(to, last))
  );
}

function isAnyOf(kinds: readonly string[], noun: string | undefined): boolean {
  return kinds.some((kind) => isOf(kind, noun));
}

const TOWARDS = wordSet('to into onto in on with');

/** Verbs, open or facts by themselves, that take something to a machine or to the system of an authority or a partner. */
const GIVEN = [
  { kinds: wordSet('assign push write copy store'), to: ['target', 'device', 'station'] },
  { kinds: wordSet('place put stack drop deposit'), to: ['target'] },
  { kinds: wordSet('submit resubmit lodge file report'), to: ['institution'] },
];

/** What is told to a device from afar. */
const TOLD = wordSet('lock unlock open close reset restart disable enable arm disarm dim wipe');

/** `SkierPassedGate`: the subject acts, and the object follows. */
function isActive({ subject, tail }: EventName, known: Dictionary): boolean {
  return tail.length > 0 && !isPreposition(tail[0] ?? '') && isActor(subject.at(-1), known);
}

function judge(verb: string, subject: readonly string[], dictionary: Dictionary): Fallibility {
  const object = subject.at(-1);
  const known = isVerb(verb, dictionary) ? verb : withoutPrefix(verb);
  if (isOneOf(fallibleOnly, known, subject)) return 'fallible';
  if (isOneOf(fallibleExcept, known, subject)) return 'fact';
  if (verb.includes(' ')) return judgePhrase(verb, object);
  if (lightVerbs.has(known)) return isWorkOf(subject, dictionary) ? 'fallible' : 'open';
  if (fallibleVerbs.has(known)) return 'fallible';
  if (factVerbs.has(known)) return 'fact';
  return plainVerbs.has(known) ? 'open' : judgeUnknown(object);
}

/** `NumberPortedIn`: a particle leaves most verbs as fallible as they are alone. */
function judgePhrase(verb: string, object: string | undefined): Fallibility {
  if (falliblePhrases.has(verb)) return 'fallible';
  const isWork = fallibleVerbs.has(verb.split(' ')[0] ?? '') && !factPhrases.has(verb);
  return isWork && !isPerson(object) ? 'fallible' : 'open';
}

/** An unknown verb with a thing as its object is work more often than not; what is alive or the weather may act itself. */
function judgeUnknown(object: string | undefined): Fallibility {
  return object === undefined || isAlive(object) ? 'open' : 'fallible';
}

/** `PrintRun`, `ImportJob`: the noun before says which work. */
function isWorkOf(subject: readonly string[], known: Dictionary): boolean {
  const head = subject.at(-1);
  if (head === undefined) return false;
  if (head === 'run' && subject.length > 1) return !LEISURE.has(subject.at(-2) ?? '');
  return isWork(head, known) || (meansWords.has(head) && isWork(subject.at(-2) ?? '', known));
}

/** Runs that people do for fun or health; all others are of machines and models. */
const LEISURE = wordSet(
  'morning evening night daily training fun marathon charity park trail ski home first long solo',
);

/** Whether a noun is work that may come to nothing: `payment`, `backup`, `verification`. */
export function isWork(noun: string, known: Dictionary = builtIn): boolean {
  const one = singularOf(noun);
  if (workNouns.has(one)) return true;
  if (notWork.has(one)) return false;
  const verbs = verbsOfNoun(one, known);
  if (verbs.some((verb) => fallibleVerbs.has(verb) || falliblePhrases.has(verb))) return true;
  return WORK_ENDING.test(one) && !verbs.some((verb) => factVerbs.has(verb));
}

const WORK_ENDING = /.{3}(ing|ation|lysis|graphy|scopy|tomy|therapy|plasty)$/;

/** A person, or who does something by his name (`surfer`), or an animal or the weather, but no machine. */
function isActor(noun = '', known: Dictionary): boolean {
  const agent = /^(.{3,})(?:er|or)$/.exec(noun)?.[1];
  if (isAlive(noun) || agent === undefined) return isAlive(noun);
  return (isVerb(agent, known) || isVerb(`${agent}e`, known)) && !isOf('device', noun);
}

function isOf(kind: string, noun = ''): boolean {
  return nounClasses[kind]?.has(noun) ?? false;
}

/** Who or what acts without being told to. */
function isAlive(noun: string): boolean {
  return isPerson(noun) || ['animal', 'nature'].some((kind) => isOf(kind, noun) || isOf(kind, singularOf(noun)));
}

function isPerson(noun: string | undefined): boolean {
  if (noun === undefined) return false;
  const one = singularOf(noun);
  return personNouns.has(noun) || personNouns.has(one) || (CALLING.test(one) && !NO_CALLING.has(one));
}

/** Endings of what people are by calling or descent: `astrologist`, `goldsmith`, `beekeeper`, `fireman`. */
const CALLING =
  /.{2}(olog(ist|er)|nom(ist|er)|graph(er|ist)|ician|smith|keeper|monger|wright|maker|(?<!hu|ger|ro)man|men|women|woman|ster|eer|ant|crat|(?:[^l]|(?<=[aec])l)ist)$/;

/** Things that end as people do. */
const NO_CALLING = wordSet(`
mist twist fist wrist waist pricelist filelist namelist roster poster register cluster booster canister toaster blister oyster lobster hamster dumpster semester
trimester bolster plaster disaster master raster luster holster career veneer beer deer sheer steer plant transplant implant grant slant restaurant warrant variant
quadrant hydrant constant coolant lubricant sealant deodorant refrigerant disinfectant propellant stimulant irritant colorant surfactant covenant elephant pennant
determinant pollutant contaminant remnant invariant coffeemaker pacemaker icemaker specimen regimen abdomen stamen talisman semen
`);

/** A compound counts as one word as well: `ChargePointReset`. */
function isOneOf(table: VerbObjects, verb: string, subject: readonly string[]): boolean {
  const objects = table.of(verb);
  const object = subject.at(-1);
  if (object === undefined || objects === undefined) return false;
  const one = singularOf(object);
  return objects.has(object) || objects.has(one) || objects.has(`${subject.at(-2) ?? ''}${one}`);
}
