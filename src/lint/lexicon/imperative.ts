import { builtIn, type Dictionary } from './dictionary.js';
import { isDeedNoun, opensAsNoun } from './event-tense.js';
import { findFailure } from './find-failure.js';
import { irregularVerbs } from './irregular-verbs.js';
import { isPastAt, isPreposition, parseEventName } from './message-name.js';
import { nounClasses } from './noun-classes.js';
import { oneSpelling } from './spelling.js';
import { joinWords, nameStyle, rawWords } from './split-words.js';
import { isVerb, nounsOf, verbOfGerund, verbOfPast, verbsOfNoun, withoutPrefix } from './verbs.js';
import { wordSet } from './word-set.js';

/** How a command's name speaks where it does not say what to do: of what `past`, of something `ongoing`, or as a `noun`. */
export interface CommandMood {
  readonly kind: 'past' | 'ongoing' | 'noun';
  /** The same as an order, where the words allow it. */
  readonly better?: string;
}

/** Words before the verb that say how it is done: `AutoAssignDriver`. */
const MANNER =
  wordSet(`auto bulk batch force pre re async sync mass try quick fast partially fully permanently temporarily
immediately manually automatically gracefully safely soft hard dry self`);

/** Verbs whose object may be a participle: `MarkPaid`, `ReportLost`, `CheckDelivered`. */
const TELLING =
  wordSet(`mark report flag note record label tag list show set check track query search test review keep make
declare get find update`);

/** Verbs that open a name as nouns too rarely to be taken for orders before a noun of what is done to them. */
const OBJECTS = wordSet(
  'order account invoice ticket contract price trade loan project store task user site shop stock',
);

/** What is done to such an object, rather than what is ordered, priced or traded. */
const LIFE =
  wordSet(`placement creation cancellation confirmation completion submission fulfillment fulfilment rejection
activation deactivation closure deletion registration termination suspension approval authorization`);

const things: ReadonlySet<string> = new Set(Object.values(nounClasses).flatMap((nouns) => [...nouns]));

/** What is wrong with a command's name; undefined where it is an order, or may be one in words that nobody knows. */
export function commandMood(name: string, known: Dictionary = builtIn): CommandMood | undefined {
  const raw = withoutFrame(rawWords(name));
  const words = raw.map((word) => word.toLowerCase());
  const [first = ''] = words;
  if (words.length === 1) return moodOfOne(first, known);
  const isOrder = isVerb(first, known) || isVerb(withoutPrefix(first), known);
  const kind = isOrder ? kindBehindVerb(words, known) : kindBehindNoun(words, known);
  return kind && { kind, ...better(name, raw, kind, known) };
}

/** `AutoAssignDriverCommand` as assign, driver. */
function withoutFrame(raw: readonly string[]): readonly string[] {
  const isLabel = (word = '') => /^(command|cmd)$/i.test(word);
  const to = raw.length > 1 && isLabel(raw.at(-1)) ? raw.length - 1 : raw.length;
  let from = 0;
  while (from < to - 1 && (isLabel(raw[from]) || MANNER.has(raw[from]?.toLowerCase() ?? ''))) from += 1;
  return raw.slice(from, to);
}

/** `login`, `checkout`: a verb and its particle. */
function isWrittenTogether(word: string, known: Dictionary): boolean {
  const verb = /^(.{2,})(?:in|out|up|off|on|over|down|back)$/.exec(word)?.[1];
  return verb !== undefined && isVerb(verb, known);
}

function moodOfOne(word: string, known: Dictionary): CommandMood | undefined {
  if (isVerb(word, known) || isWrittenTogether(word, known)) return undefined;
  const past = isPastAt([word], 0, known) ? verbOfPast(word, known) : undefined;
  if (past !== undefined && isVerb(past, known)) return { kind: 'past' };
  return isDeedNoun(word, known) ? { kind: 'noun' } : undefined;
}

/** `OrderPlaced` and `OrderPlacement` open with a verb that is a noun there; `MarkOrderPaid` and `RetryFailed` do not. */
function kindBehindVerb(words: readonly string[], known: Dictionary): CommandMood['kind'] | undefined {
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  if (TELLING.has(first)) return undefined;
  const isSelection = words.length === 2 && known.failureWords.has(last) && !OBJECTS.has(first);
  if (endsInPast(words, known) && mayBeNoun(first) && !isSelection) return 'past';
  return OBJECTS.has(first) && LIFE.has(last) ? 'noun' : undefined;
}

function mayBeNoun(verb: string): boolean {
  return opensAsNoun(verb) || things.has(verb) || nounsOf(verb).includes(verb);
}

/** A word that nobody knows may be a verb: only what is certainly a noun is none. */
function kindBehindNoun(words: readonly string[], known: Dictionary): CommandMood['kind'] | undefined {
  const [first = ''] = words;
  const last = words.at(-1) ?? '';
  if (endsInPast(words, known)) return 'past';
  if (isPastAt(words, words.length - 1, known)) return undefined;
  if (!things.has(first) && !isDeedNoun(first, known)) return undefined;
  // `UserCreate` is an order with its words turned round.
  if (isVerb(last, known) || isWrittenTogether(last, known) || isPreposition(last)) return undefined;
  return verbOfGerund(last, known) === undefined ? 'noun' : 'ongoing';
}

function endsInPast(words: readonly string[], known: Dictionary): boolean {
  const by = words.findIndex((word, index) => index > 0 && isPreposition(word));
  const at = (by > 0 ? by : words.length) - 1;
  const verb = isPastAt(words, at, known) ? verbOfPast(words[at] ?? '', known) : undefined;
  // `PlaceBet`, `StartRun`: a past form that is a base as well is a noun at this place.
  return at > 0 && verb !== undefined && isVerb(verb, known) && !irregularVerbs.has(words[at] ?? '');
}

function better(
  name: string,
  raw: readonly string[],
  kind: CommandMood['kind'],
  known: Dictionary,
): { readonly better?: string } {
  const last = raw.at(-1)?.toLowerCase() ?? '';
  const { subject, verbs, tail } = parseEventName(raw.join('_'), known);
  if (kind === 'past' && (tail.length > 0 || verbs.length !== 1)) return {};
  const verb = kind === 'past' ? verbs[0] : kind === 'ongoing' ? verbOfGerund(last, known) : deedOf(last, known);
  const object = kind === 'past' ? raw.slice(0, subject.length) : raw.slice(0, -1);
  if (verb === undefined || findFailure(name, known) || object.length === 0 || oneSpelling(last) !== last) return {};
  return { better: joinWords([...verb.split(' '), ...object], nameStyle(name)) };
}

function deedOf(noun: string, known: Dictionary): string | undefined {
  return isDeedNoun(noun, known) ? verbsOfNoun(noun, known)[0] : undefined;
}
