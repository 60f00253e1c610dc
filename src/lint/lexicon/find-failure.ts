import { builtIn, type Dictionary } from './dictionary.js';
import { type FailureKind, troubleWords } from './failure-words.js';
import { isPastAt, isPreposition, meaningWords } from './message-name.js';
import { isVerb, verbOfAble, verbOfPast } from './verbs.js';

/** Bad news in an event's name. */
export interface FailureName {
  readonly kinds: readonly FailureKind[];
  /** The other words: what failed. `ParcelUndelivered` keeps `delivered`. */
  readonly subject: readonly string[];
}

interface Found {
  readonly kinds: readonly FailureKind[];
  readonly from: number;
  readonly length: number;
}

/** Negations that say there was none to be had. */
const ABSENT = new Set(['no', 'already']);

const NEGATIONS = new Set(['not', 'no', 'never', 'non', 'cannot', 'without', 'couldnt', 'wont', 'already']);

/** The bad news that `name` tells, if it does: `CardDeclined`, `OutOfStock`, `StudentNotAdmitted`, `InvalidAmount`. */
export function findFailure(name: string, known: Dictionary = builtIn): FailureName | undefined {
  const words = meaningWords(name).flatMap((word) => splitNegation(word, known));
  const negation = words.findIndex((word) => NEGATIONS.has(word));
  if (negation >= 0) return negated(words, negation, known);
  const found = findWord(words, known);
  if (found === undefined || isMereAttribute(words, found, known)) return undefined;
  const before = words.slice(0, found.from);
  const after = words.slice(found.from + found.length);
  // `ParcelReturnedToSender`, `ItemOutOfStock`: where, when and by whom says nothing about what failed.
  const isMet = MET.has(after[0] ?? '') && !troubleWords.has(words[found.from] ?? '');
  const circumstance = isMet || (before.length > 0 && isPreposition(words[found.from + 1] ?? ''));
  return { kinds: found.kinds, subject: [...before, ...(circumstance ? [] : after)] };
}

function negated(words: readonly string[], at: number, { failureWords }: Dictionary): FailureName | undefined {
  const others = words.filter((_, index) => index !== at);
  const noTrouble =
    others.some((word) => troubleWords.has(word)) &&
    others.every((word) => troubleWords.has(word) || !failureWords.has(word));
  if (noTrouble) return undefined;
  const subject = others.filter((word) => word !== 'available' && word !== 'show' && word !== 'up');
  return { kinds: ABSENT.has(words[at] ?? '') ? ['absent', 'failed'] : ['failed'], subject };
}

function findWord(words: readonly string[], { failurePhrases, failureWords }: Dictionary): Found | undefined {
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const phrase = failurePhrases.get(`${words[at - 1] ?? ''} ${words[at] ?? ''}`);
    if (phrase !== undefined) return { kinds: [phrase], from: at - 1, length: 2 };
    const kinds = failureWords.get(words[at] ?? '') ?? troubleFound(words, at);
    if (kinds !== undefined) return { kinds, from: at, length: 1 };
  }
  return undefined;
}

/** `FraudDetected`, `DefectFound`: trouble is a failure once somebody has met it. */
function troubleFound(words: readonly string[], at: number): readonly FailureKind[] | undefined {
  return MET.has(words.at(-1) ?? '') && troubleWords.has(words[at] ?? '') ? ['failed'] : undefined;
}

/** `LostCardReplaced`, `FaultRepaired`: the bad news is about the object, and what happened to it is something else. */
function isMereAttribute(words: readonly string[], found: Found, known: Dictionary): boolean {
  const after = words.slice(found.from + found.length);
  const next = after.findIndex((_, index) => isPastAt(['', ...after], index + 1, known));
  if (next < 0 || MET.has(after[next] ?? '')) return false;
  return !after.slice(0, next).some((word) => BY.has(word));
}

/** With these the bad news is only met: `FailureReported`, `TimeoutOccurred`. */
const MET = new Set(
  'detected found suspected reported occurred encountered raised happened discovered observed'.split(' '),
);

const BY = new Set(['by', 'at', 'after', 'with', 'from', 'because', 'for', 'in', 'on']);

/** `unpaid` -> not, paid. Verbs of their own (`unlocked`, `unsubscribed`) and words like `united` stay. */
function splitNegation(word: string, known: Dictionary): readonly string[] {
  if (!/^(un|non)[a-z]{3}/.test(word) || known.failureWords.has(word)) return [word];
  const rest = word.replace(/^(un|non)/, '');
  if (verbOfAble(rest, known) !== undefined) return ['not', rest];
  const verb = verbOfPast(rest, known);
  const own = verbOfPast(word, known);
  const negates =
    verb !== undefined && isVerb(verb, known) && !(own !== undefined && isVerb(own, known)) && !UNDOING.has(verb);
  return negates ? ['not', rest] : [word];
}

/** Verbs whose un- takes back instead of saying no. */
const UNDOING = new Set(
  'lock subscribe install load link publish blind pack freeze assign stake mute follow wind wrap do veil block archive pin ban register mount plug dock cover leash enroll reserve deploy'.split(
    ' ',
  ),
);
