import { builtIn, type Dictionary } from './dictionary.js';
import { type FailureKind, failureWordsOf, troubleWords } from './failure-words.js';
import { isPastAt, isPreposition, meaningWords } from './message-name.js';
import { isOfKind } from './noun-classes.js';
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
const ABSENT = new Set(['no', 'already', 'short']);

const NEGATIONS = new Set(['not', 'no', 'never', 'non', 'cannot', 'without', 'couldnt', 'wont', 'already']);

/** The bad news that `name` tells, if it does: `CardDeclined`, `OutOfStock`, `StudentNotAdmitted`, `InvalidAmount`. */
export function findFailure(name: string, known: Dictionary = builtIn): FailureName | undefined {
  const words = meaningWords(name).flatMap((word) => splitNegation(word, known));
  const negation = words.findIndex((word, at) => NEGATIONS.has(word) || isShort(words, at, known));
  if (negation >= 0) return negated(words, negation, known);
  const found = findWord(words, known);
  if (found === undefined || isMereAttribute(words, found, known)) return undefined;
  const before = words.slice(0, found.from);
  const after = words.slice(found.from + found.length);
  // `ParcelReturnedToSender`, `ItemOutOfStock`: where, when and by whom says nothing about what failed.
  const isMet = MET.has(after[0] ?? '') && !troubleWords.has(words[found.from] ?? '');
  const circumstance = isMet || (before.length > 0 && isPreposition(words[found.from + 1] ?? ''));
  // `HostUnreachable` is bad news for reaching it, too.
  const able = ABLE.exec(words[found.from] ?? '')?.[1];
  const deed = able !== undefined && verbOfAble(able, known) !== undefined ? [able] : [];
  return { kinds: found.kinds, subject: [...before, ...deed, ...(circumstance ? [] : after)] };
}

const ABLE = /^(?:un|non|in|im|ir)([a-z]{2,}[ai]ble)$/;

/** `OrderShortPicked`, `StockShort`: less than there should have been. */
function isShort(words: readonly string[], at: number, known: Dictionary): boolean {
  return words[at] === 'short' && at > 0 && (at === words.length - 1 || isPastAt(words, at + 1, known));
}

function negated(words: readonly string[], at: number, { failureWords }: Dictionary): FailureName | undefined {
  const others = words.filter((_, index) => index !== at);
  const noTrouble =
    others.some((word) => troubleWords.has(word)) &&
    others.every((word) => troubleWords.has(word) || !failureWords.has(word));
  if (noTrouble) return undefined;
  const subject = others.filter((word) => !EMPTY_IF_NOT.has(word) && !(words[at] === 'already' && GONE.has(word)));
  return { kinds: ABSENT.has(words[at] ?? '') ? ['absent', 'failed'] : ['failed'], subject };
}

/** Words that a negation leaves with nothing to say. */
const EMPTY_IF_NOT = new Set(['available', 'show', 'up']);

/** `BookAlreadySold`: somebody else has it, which is no deed of its own. */
const GONE = new Set(['sold', 'gone', 'let', 'rented', 'leased', 'claimed', 'occupied', 'bought']);

function findWord(words: readonly string[], known: Dictionary): Found | undefined {
  const { failurePhrases } = known;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const phrase = failurePhrases.get(`${words[at - 1] ?? ''} ${words[at] ?? ''}`);
    if (phrase !== undefined) return { kinds: [phrase], from: at - 1, length: 2 };
    // `FileTooLarge`.
    if (words[at - 1] === 'too') return { kinds: ['failed'], from: at - 1, length: 2 };
    const kinds = kindsOfWord(words, at, known) ?? troubleFound(words, at);
    if (kinds !== undefined) return { kinds, from: at, length: 1 };
  }
  return undefined;
}

/** A payment that is returned was refused, a parcel that is returned got lost on its way. */
function kindsOfWord(words: readonly string[], at: number, known: Dictionary): readonly FailureKind[] | undefined {
  if (isExcepted(words, at, known)) return undefined;
  const always = known.failureWords.get(words[at] ?? '');
  const ofThing = kindsOfThing(words, at, known);
  return always && ofThing ? [...new Set([...always, ...ofThing])] : (always ?? ofThing);
}

/** `SeatTaken`, `OfferWithdrawn`: bad news of one kind of thing only, unless the catalog says what the deed is. */
function kindsOfThing(words: readonly string[], at: number, known: Dictionary): readonly FailureKind[] | undefined {
  const found = failureWordsOf.get(words[at] ?? '');
  if (found === undefined || at === 0 || at < words.length - 1) return undefined;
  const verb = verbOfPast(words[at] ?? '', known) ?? '';
  const isThing = (kind: string) => isOfKind(kind, words[at - 1]);
  const isNone =
    known.fallible.has(verb) || known.certain.has(verb) || (found.except !== undefined && isThing(found.except));
  return isNone || (found.only !== undefined && !isThing(found.only)) ? undefined : [found.kind];
}

/** `CashWithdrawn`, `AccountSeized`: a deed, though with other things the word is bad news; the catalog may say otherwise. */
function isExcepted(words: readonly string[], at: number, { failureWords }: Dictionary): boolean {
  const word = words[at] ?? '';
  const except = failureWordsOf.get(word)?.except;
  const isOwn = failureWords.get(word) !== builtIn.failureWords.get(word);
  return except !== undefined && !isOwn && isOfKind(except, words[at - 1]);
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

/** `unpaid` -> not, paid; `mispicked`, `irrecoverable` alike. Verbs of their own (`unlocked`, `unsubscribed`) and words like `united` stay. */
function splitNegation(word: string, known: Dictionary): readonly string[] {
  if (!/^(un|non|mis|in|im|ir)[a-z]{3}/.test(word) || known.failureWords.has(word)) return [word];
  // `installable` and `unlockable` are of verbs of their own.
  const isOwn = MERE_PRAISE.has(word) || verbOfAble(word, known) !== undefined;
  const able = isOwn ? undefined : ABLE.exec(word)?.[1];
  if (able !== undefined && verbOfAble(able, known) !== undefined) return ['not', able];
  const rest = word.replace(/^(un|non|mis)/, '');
  if (rest === word) return [word];
  const verb = verbOfPast(rest, known);
  const own = verbOfPast(word, known);
  const negates =
    verb !== undefined && isVerb(verb, known) && !(own !== undefined && isVerb(own, known)) && !UNDOING.has(verb);
  return negates ? ['not', rest] : [word];
}

/** Words that are bad news by their shape alone. */
const MERE_PRAISE = new Set([
  'invaluable',
  'indispensable',
  'indisputable',
  'incomparable',
  'inseparable',
  'unmistakable',
]);

/** Verbs whose un- takes back instead of saying no. */
const UNDOING = new Set(
  'lock subscribe install load link publish blind pack freeze assign stake mute follow wind wrap do veil block archive pin ban register mount plug dock cover leash enroll reserve deploy couple hook cap clamp chain fasten screw zip mask lace moor hitch buckle button latch strap roll fold tether crate box rig furl seat'.split(
    ' ',
  ),
);
