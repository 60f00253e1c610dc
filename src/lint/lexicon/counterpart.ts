import { type FailureKind, fillerWords } from './failure-words.js';
import { type FailureName, findFailure } from './find-failure.js';
import { singularOf } from './inflect.js';
import { type EventName, parseEventName } from './message-name.js';
import { oneSpelling } from './spelling.js';
import { conceptOf, drawsOn, resourcesOf, sameDeed } from './synonyms.js';
import { lightVerbs, physicalVerbs, reversalVerbs } from './verb-classes.js';
import { nounsOf, verbOfGerund, verbOfPast, verbsOfNoun } from './verbs.js';

/**
 * Whether the event `failure` is the unhappy end of what `success` tells, by their names alone: by the deed
 * (`Reserved`, `ReservationFailed`) or by the object and a word of failure that fits the deed (`PaymentCaptured`, `PaymentDeclined`).
 */
export function isCounterpart(success: string, failure: string): boolean {
  return counterpartFinder([failure])(success);
}

/** Whether one of many events is the counterpart of a success, for asking often: their names are taken apart once. */
export function counterpartFinder(names: readonly string[]): (success: string) => boolean {
  const failures = indexFailures(names.flatMap((name) => findFailure(name) ?? []));
  return (success) => {
    if (failures.size === 0) return false;
    const good = parseEventName(success);
    const about = new Set([...good.subject, ...good.tail].map(conceptOf));
    const isBad = findFailure(success) !== undefined;
    return good.verbs
      .flatMap((verb) => deedsOf(verb, good))
      .some((verb) => {
        const deed = { verb, words: deedWords(verb) };
        const candidates = new Set(
          [...about, ...deed.words, ...resourcesOf(verb)].flatMap((key) => failures.get(key) ?? []),
        );
        return [...candidates].some((bad) => matches(deed, { about, good, isBad }, bad));
      });
  };
}

/** Failures by each thing and each deed that their words may mean: only those that share one need a closer look. */
function indexFailures(failures: readonly FailureName[]): ReadonlyMap<string, readonly FailureName[]> {
  const index = new Map<string, FailureName[]>();
  for (const failure of failures) {
    for (const key of new Set(failure.subject.flatMap(keysOf))) {
      const list = index.get(key);
      if (list) list.push(failure);
      else index.set(key, [failure]);
    }
  }
  return index;
}

function keysOf(word: string): readonly string[] {
  const verb = verbOfPast(word) ?? verbOfGerund(word);
  const gerund = verb === undefined ? [] : [verb, conceptOf(verb)];
  return [
    conceptOf(word),
    oneSpelling(word),
    oneSpelling(singularOf(word)),
    singularOf(word),
    ...gerund,
    ...verbsOfNoun(word),
  ];
}

interface Deed {
  readonly verb: string;
  /** All that doing it is called. */
  readonly words: ReadonlySet<string>;
}

interface Success {
  readonly good: EventName;
  /** Its other words, one for each thing. */
  readonly about: ReadonlySet<string>;
  /** `OrderCancelled`: only a failure of that very deed is its counterpart. */
  readonly isBad: boolean;
}

/** `TransferExecuted` is a transfer as well: verbs that say little take their deed from the object. */
function deedsOf(verb: string, good: EventName): readonly string[] {
  if (!lightVerbs.has(verb) && !EMPTY.has(verb)) return [verb];
  return [verb, ...verbsOfNoun(good.subject.at(-1) ?? '')];
}

const EMPTY = new Set(['execute', 'process', 'handle', 'succeed', 'pass', 'finalize', 'fulfill']);

function matches({ verb, words: deeds }: Deed, { about, good, isBad }: Success, bad: FailureName): boolean {
  const meant = bad.subject.filter((word) => !fillerWords.has(word) || about.has(conceptOf(word)));
  const named = meant.filter((word) => isDeed(word, deeds));
  const objects = meant.filter((word) => !isDeed(word, deeds) || about.has(conceptOf(word)));
  if (named.length > 0 && !isOnlyObject(named, about, deeds)) {
    return objects.every((word) => isAbout(word, about, verb, bad.kinds) || isPartOf(word, good));
  }
  if (isBad || objects.length === 0 || !pairs(verb, bad.kinds)) return false;
  return objects.every((word) => isAbout(word, about, verb, bad.kinds));
}

/** `PaymentFailed` names the payment, and the deed of `PaymentPaid` at once: then the object decides. */
function isOnlyObject(named: readonly string[], about: ReadonlySet<string>, deeds: ReadonlySet<string>): boolean {
  return named.every((word) => about.has(conceptOf(word)) && !deeds.has(oneSpelling(word)));
}

function isAbout(word: string, about: ReadonlySet<string>, verb: string, kinds: readonly FailureKind[]): boolean {
  if (about.has(conceptOf(word))) return true;
  const gerund = verbOfGerund(word);
  if (gerund !== undefined && about.has(conceptOf(gerund))) return true;
  return kinds.some((kind) => kind !== 'cancelled') && drawsOn(verb, singularOf(word));
}

function isPartOf(word: string, good: EventName): boolean {
  const singular = singularOf(word);
  return good.words.some((each) => singularOf(each) === singular);
}

/** All that doing `verb` and the like is called, and the verb itself, in one spelling. */
function deedWords(verb: string): ReadonlySet<string> {
  return new Set([verb, ...sameDeed(verb)].flatMap((each) => [each, ...nounsOf(each)]).map(oneSpelling));
}

function isDeed(word: string, deeds: ReadonlySet<string>): boolean {
  const one = oneSpelling(word);
  if (deeds.has(one) || deeds.has(oneSpelling(singularOf(word)))) return true;
  const verb = verbOfPast(word) ?? verbOfGerund(word);
  return (
    (verb !== undefined && deeds.has(verb)) ||
    (/(ing|ion|ment|al|ure|ance|ence|age|ery)$/.test(one) && verbsOfNoun(one).some((each) => deeds.has(each)))
  );
}

/** Which deeds a word of failure can end when only their object is named. */
function pairs(verb: string, kinds: readonly FailureKind[]): boolean {
  return kinds.some((kind) => (kind === 'cancelled' ? AGREED.has(verb) : !reversalVerbs.has(verb) && FITS[kind](verb)));
}

const UNDER_WAY = new Set('ship deliver dispatch send notify load route broadcast redeliver'.split(' '));

const AGREED = new Set(
  'confirm complete fulfill finalize process book reserve schedule accept approve succeed execute'.split(' '),
);

const FITS: Readonly<Record<Exclude<FailureKind, 'cancelled'>, (verb: string) => boolean>> = {
  failed: () => true,
  refused: (verb) => !physicalVerbs.has(verb),
  absent: (verb) => !UNDER_WAY.has(verb),
  lapsed: (verb) => !UNDER_WAY.has(verb),
  lost: (verb) => UNDER_WAY.has(verb),
};
