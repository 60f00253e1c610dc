import { builtIn, type Dictionary } from './dictionary.js';
import { type Fit, fitOfKinds } from './failure-fit.js';
import { type FailureIndex, type FailureWord, type IndexedFailure, indexFailures } from './failure-index.js';
import type { FailureKind } from './failure-words.js';
import { findFailure } from './find-failure.js';
import { singularOf } from './inflect.js';
import { parseEventName } from './message-name.js';
import { oneSpelling } from './spelling.js';
import { conceptOf, drawsOn, resourcesOf, sameDeed } from './synonyms.js';
import { decisionVerbs, lightVerbs } from './verb-classes.js';
import { nounsOf, verbsOfNoun } from './verbs.js';

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
): (success: string) => boolean {
  const index = indexFailures(names, known);
  if (index.size === 0) return () => false;
  const fitsOfRivals = new Map(rivals.map((rival) => [rival, fitsOf(rival, index, known)]));
  const best = new Map<IndexedFailure, Fit>();
  for (const fits of fitsOfRivals.values()) for (const [failure, fit] of fits) raise(best, failure, fit);
  return (success) => {
    const fits = fitsOfRivals.get(success) ?? fitsOf(success, index, known);
    return [...fits].some(([failure, fit]) => fit >= (best.get(failure) ?? 1));
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
}

/** The failures that fit a success at all. */
function fitsOf(name: string, index: FailureIndex, known: Dictionary): ReadonlyMap<IndexedFailure, Fit> {
  const { subject, verbs, tail, words } = parseEventName(name, known);
  const success: Success = {
    about: new Set([...subject, ...tail].map(conceptOf)),
    head: conceptOf(subject.at(-1) ?? tail.at(-1) ?? ''),
    words: new Set(words.map(singularOf)),
    isBad: findFailure(name, known) !== undefined,
  };
  const fits = new Map<IndexedFailure, Fit>();
  for (const verb of verbs.flatMap((each) => deedsOf(each, subject.at(-1) ?? '', known))) {
    const deed = { verb, words: deedWords(verb) };
    const keys = [...success.about, ...deed.words, ...resourcesOf(verb)];
    const candidates = new Set(keys.flatMap((key) => index.get(key) ?? []));
    for (const failure of candidates) raise(fits, failure, fitOf(deed, success, failure));
  }
  return fits;
}

function raise(fits: Map<IndexedFailure, Fit>, failure: IndexedFailure, fit: Fit): void {
  if (fit > (fits.get(failure) ?? 0)) fits.set(failure, fit);
}

/** `TransferExecuted` is a transfer as well: verbs that say little take their deed from the object. */
function deedsOf(verb: string, object: string, known: Dictionary): readonly string[] {
  return lightVerbs.has(verb) || EMPTY.has(verb) ? [verb, ...verbsOfNoun(object, known)] : [verb];
}

const EMPTY = new Set(['execute', 'process', 'handle', 'succeed', 'pass', 'finalize', 'fulfill']);

function deedWords(verb: string): ReadonlySet<string> {
  const [base = verb] = verb.split(' ');
  return new Set([verb, base, ...sameDeed(verb)].flatMap((each) => [each, ...nounsOf(each)]).map(oneSpelling));
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
  const fit = fitOfKinds(deed.verb, kinds);
  const known = objects.filter((word) => isAbout(word, about, deed, kinds));
  const unknown = objects.length - known.length;
  const isHead = known.some((word) => word.concepts[0] === head);
  if (unknown === 0 && isHead) return fit;
  const isOpposite =
    fit === 2 && (kinds.includes('absent') || (kinds.includes('refused') && decisionVerbs.has(deed.verb)));
  const isDrawnOn = known.some((word) => !isThing(word, about));
  const suffices = unknown === 0 ? isDrawnOn || isOpposite : unknown === 1 && isHead && isOpposite;
  return suffices && fit > 0 ? 1 : 0;
}

function isThing(word: FailureWord, about: ReadonlySet<string>): boolean {
  return about.has(word.concepts[0] ?? '');
}

function isDeed(word: FailureWord, deed: Deed): boolean {
  return word.deeds.some((each) => deed.words.has(each));
}

/** `PaymentFailed` names the payment, and the deed of `PaymentPaid` at once: then the object decides. */
function isOnlyObject(named: readonly FailureWord[], about: ReadonlySet<string>, deed: Deed): boolean {
  return named.every((word) => isThing(word, about) && !deed.words.has(word.deeds[0] ?? ''));
}

function isAbout(
  word: FailureWord,
  about: ReadonlySet<string>,
  { verb }: Deed,
  kinds: readonly FailureKind[],
): boolean {
  if (word.concepts.some((concept) => about.has(concept))) return true;
  return kinds.some((kind) => kind !== 'cancelled') && drawsOn(verb, word.singular);
}

function isFiller(word: FailureWord, deed: Deed): boolean {
  return word.filler === 'always' || (word.filler === 'unless-deed' && !isDeed(word, deed));
}
