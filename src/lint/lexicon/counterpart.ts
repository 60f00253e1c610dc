import { byText } from './by-text.js';
import { builtIn, type Dictionary } from './dictionary.js';
import { type Fit, fitOfKinds } from './failure-fit.js';
import { type FailureIndex, type FailureWord, type IndexedFailure, indexFailures } from './failure-index.js';
import type { FailureKind } from './failure-words.js';
import { type FailureName, findFailure } from './find-failure.js';
import { gerundOf, singularOf } from './inflect.js';
import { type EventName, parseEventName } from './message-name.js';
import { oneSpelling } from './spelling.js';
import { conceptOf, resourcesOf, sameDeed } from './synonyms.js';
import { decisionVerbs, lightVerbs } from './verb-classes.js';
import { nounsOf, verbsOfNoun } from './verbs.js';

/** How names are read; a catalog that has read them already can lend what it found. */
export interface Reading {
  readonly findFailure: (name: string) => FailureName | undefined;
  readonly parseEventName: (name: string) => EventName;
}

/**
 * Whether one of many events is the unhappy end of what a success tells, by their names alone: by the deed (`Reserved`,
 * `ReservationFailed`) or by the object and a word of failure that fits the deed (`PaymentCaptured`, `PaymentDeclined`).
 * For asking often: their names are taken apart once. Beside
 * `rivals`, the other successes, a failure belongs only to those that it fits best: next to `LoanAgreed`, a `LoanRefused`
 * says nothing about `LoanInsured`.
 */
export function counterpartFinder(
  names: readonly string[],
  rivals: readonly string[] = [],
  known: Dictionary = builtIn,
  reading: Reading = {
    findFailure: (name) => findFailure(name, known),
    parseEventName: (name) => parseEventName(name, known),
  },
): (success: string) => boolean {
  const index = indexFailures(names, reading.findFailure, known);
  if (index.byRarest.size === 0) return () => false;
  const visitFits = fitVisitor(index, reading, known);
  const best = new Map<IndexedFailure, { fit: Fit; of: string[] }>();
  for (const rival of rivals) {
    visitFits(rival, (failure, fit) => {
      const found = best.get(failure);
      if (found === undefined || fit > found.fit) best.set(failure, { fit, of: [rival] });
      else if (fit === found.fit) found.of.push(rival);
    });
  }
  const served = new Set<string>();
  for (const { of } of best.values()) for (const rival of of) served.add(rival);
  const judged = new Set(rivals);
  return (success) => {
    if (judged.has(success)) return served.has(success);
    let hasOne = false;
    visitFits(success, (failure, fit) => {
      hasOne ||= fit >= (best.get(failure)?.fit ?? 1);
    });
    return hasOne;
  };
}

/** What one success is about. */
interface Success {
  /** Its objects, one concept for each thing. */
  readonly about: ReadonlySet<string>;
  /** The thing that something was done to. */
  readonly head: string;
  /** All of its words, in the singular. */
  readonly words: ReadonlySet<string>;
  /** `OrderCancelled`: only a failure of that very deed is its counterpart. */
  readonly isBad: boolean;
}

interface Deed {
  readonly verb: string;
  /** All that doing it is called, and the verb itself, in one spelling. */
  readonly words: ReadonlySet<string>;
  /** All that shows in a failure's name that it may be about this deed. */
  readonly keys: readonly string[];
  /** What it needs and may not get. */
  readonly resources: ReadonlySet<string>;
  /** How well words of failure fit it when only its object is named. */
  readonly fitOf: (kinds: readonly FailureKind[]) => Fit;
}

/** Shows the failures that fit a success at all, one that fits several of its deeds as often. */
function fitVisitor(
  index: FailureIndex,
  reading: Reading,
  known: Dictionary,
): (name: string, visit: (failure: IndexedFailure, fit: Fit) => void) => void {
  const deedOf = byText(readDeed);
  const verbsOf = byText((object) => verbsOfNoun(object, known));
  const singular = byText(singularOf);
  return (name, visit) => {
    const { subject, verbs, tail, words } = reading.parseEventName(name);
    const success: Success = {
      about: conceptsOf(subject, tail),
      head: conceptOf(subject.at(-1) ?? tail.at(-1) ?? ''),
      words: new Set(words.map(singular)),
      // `BookReturned` is bad news of a parcel only: what is overdue fails it.
      isBad: verbs.at(-1) !== 'return' && reading.findFailure(name) !== undefined,
    };
    for (const each of verbs) {
      for (const verb of deedsOf(each, subject.at(-1) ?? '', verbsOf)) {
        const deed = deedOf(verb);
        visitCandidates(deed, success, index, (failure) => {
          const fit = mayFit(deed, success, failure) ? fitOf(deed, success, failure) : 0;
          if (fit > 0) visit(failure, fit);
        });
      }
    }
  };
}

function conceptsOf(subject: readonly string[], tail: readonly string[]): ReadonlySet<string> {
  const concepts = new Set<string>();
  for (const word of subject) concepts.add(conceptOf(word));
  for (const word of tail) concepts.add(conceptOf(word));
  return concepts;
}

function readDeed(verb: string): Deed {
  const words = deedWords(verb);
  const fits = new Map<readonly FailureKind[], Fit>();
  const fitOf = (kinds: readonly FailureKind[]): Fit => {
    const fit = fits.get(kinds) ?? fitOfKinds(verb, kinds);
    fits.set(kinds, fit);
    return fit;
  };
  const resources = new Set(resourcesOf(verb));
  return { verb, words, resources, keys: [...new Set([...words, ...resources])], fitOf };
}

/** Shows all failures that may fit, some more than once: no other is looked at. */
function visitCandidates(
  deed: Deed,
  { about, words, head }: Success,
  { byRarest, byThing }: FailureIndex,
  visit: (failure: IndexedFailure) => void,
): void {
  byThing.get(head)?.forEach(visit);
  for (const key of about) byRarest.get(key)?.forEach(visit);
  for (const key of words) if (!about.has(key)) byRarest.get(key)?.forEach(visit);
  for (const key of deed.keys) if (!about.has(key) && !words.has(key)) byRarest.get(key)?.forEach(visit);
}

/** Whether a closer look is worth it: most failures name another thing, or do not fit the deed. */
function mayFit(deed: Deed, success: Success, failure: IndexedFailure): boolean {
  const { words, kinds, mayBeOfPart } = failure;
  const most = mayBeOfPart ? 1 : 0;
  let strange = 0;
  for (const word of words) {
    if (isStrange(word, deed, success, kinds)) strange += DEALINGS.has(word.singular) ? 2 : 1;
    if (strange > most) return false;
  }
  const fitsObject = !success.isBad && deed.fitOf(kinds) > 0;
  if (strange === 0) return fitsObject || words.some((word) => isDeed(word, deed));
  return fitsObject && isOpposite(deed, kinds) && words.some((word) => word.concepts[0] === success.head);
}

/** Dealings about a thing are no part of it: `CopyInvoiceRejected` does not refuse to certify the copy. */
const DEALINGS = new Set([
  'invoice',
  'bill',
  'refund',
  'loan',
  'claim',
  'warranty',
  'subsidy',
  'complaint',
  'appeal',
  'photo',
]);

/** Whether a success knows nothing of a word that may not be left out. */
function isStrange(word: FailureWord, deed: Deed, success: Success, kinds: readonly FailureKind[]): boolean {
  if (word.filler !== undefined || word.isMeans || isThing(word, success.about)) return false;
  return !success.words.has(word.singular) && !isDeed(word, deed) && !isAbout(word, success.about, deed, kinds);
}

/** Whether words of refusal or of lack are the very opposite of a deed. */
function isOpposite(deed: Deed, kinds: readonly FailureKind[]): boolean {
  if (deed.fitOf(kinds) !== 2) return false;
  return kinds.includes('absent') || (kinds.includes('refused') && decisionVerbs.has(deed.verb));
}

/** `TransferExecuted` is a transfer as well: verbs that say little take their deed from the object. */
function deedsOf(verb: string, object: string, verbsOf: (noun: string) => readonly string[]): readonly string[] {
  return lightVerbs.has(verb) || EMPTY.has(verb) ? [verb, ...verbsOf(object)] : [verb];
}

const EMPTY = new Set(['execute', 'process', 'handle', 'succeed', 'pass', 'finalize', 'fulfill']);

function deedWords(verb: string): ReadonlySet<string> {
  const [base = verb] = verb.split(' ');
  const agent = gerundOf(base).replace(/ing$/, 'er');
  return new Set(
    [agent, ...[verb, base, ...sameDeed(verb)].flatMap((each) => [each, ...nounsOf(each)])].map(oneSpelling),
  );
}

function fitOf(deed: Deed, success: Success, failure: IndexedFailure): Fit {
  const { about } = success;
  const meant = failure.words.filter((word) => !isFiller(word, deed) || isThing(word, about));
  const named = meant.filter((word) => isDeed(word, deed));
  const objects = meant.filter((word) => !isDeed(word, deed) || isThing(word, about));
  if (named.length > 0 && !isOnlyObject(named, about, deed)) {
    const belongs = (word: FailureWord) =>
      word.isMeans || success.words.has(word.singular) || isAbout(word, about, deed, failure.kinds);
    return objects.every(belongs) ? 2 : 0;
  }
  if (success.isBad || objects.length === 0) return 0;
  return fitOfObjects(objects, deed, success, failure.kinds);
}

/** By what failed alone: it must be the very thing, or what the deed draws on; a refusal or a lack may be of a part of it. */
function fitOfObjects(
  objects: readonly FailureWord[],
  deed: Deed,
  { about, head }: Success,
  kinds: readonly FailureKind[],
): Fit {
  const fit = deed.fitOf(kinds);
  const known = objects.filter((word) => isAbout(word, about, deed, kinds));
  const unknown = objects.length - known.length;
  const isHead = known.some((word) => word.concepts[0] === head);
  if (unknown === 0 && isHead) return fit;
  const mayBePart = isOpposite(deed, kinds);
  const isDrawnOn = known.some((word) => !isThing(word, about));
  const suffices = unknown === 0 ? isDrawnOn || mayBePart : unknown === 1 && isHead && mayBePart;
  return suffices && fit > 0 ? 1 : 0;
}

function isThing(word: FailureWord, about: ReadonlySet<string>): boolean {
  return about.has(word.concepts[0] ?? '');
}

/** Asked a million times in a big catalog, so without a function for each. */
function isDeed(word: FailureWord, deed: Deed): boolean {
  for (const each of word.deeds) if (deed.words.has(each)) return true;
  return false;
}

/** `PaymentFailed` names the payment, and the deed of `PaymentPaid` at once: then the object decides. */
function isOnlyObject(named: readonly FailureWord[], about: ReadonlySet<string>, deed: Deed): boolean {
  return named.every((word) => isThing(word, about) && !deed.words.has(word.deeds[0] ?? ''));
}

function isAbout(
  word: FailureWord,
  about: ReadonlySet<string>,
  { resources }: Deed,
  kinds: readonly FailureKind[],
): boolean {
  for (const concept of word.concepts) if (about.has(concept)) return true;
  return resources.has(word.singular) && kinds.some((kind) => kind !== 'cancelled');
}

function isFiller(word: FailureWord, deed: Deed): boolean {
  return word.filler === 'always' || (word.filler === 'unless-deed' && !isDeed(word, deed));
}
