import { builtIn, type Dictionary } from './dictionary.js';
import { irregularVerbs } from './irregular-verbs.js';
import { rawWords, splitWords } from './split-words.js';
import { verbOfPast } from './verbs.js';

/** An event's name taken apart: `ItemAddedToCart` = item, add, to cart; `ParcelPickedUp` = parcel, pick up. */
export interface EventName {
  /** Words before the verb. */
  readonly subject: readonly string[];
  /** Base forms in American spelling, more than one in `CancelledAndRefunded`; empty when no verb form was found. */
  readonly verbs: readonly string[];
  /** Words after the verb and its particle. */
  readonly tail: readonly string[];
  /** All words, without a trailing `Event`. */
  readonly words: readonly string[];
}

const PARTICLES = new Set('in out off up down back over on away through around apart aside'.split(' '));

/** Verbs with a particle that mean something of their own even when an object follows. */
const PHRASAL = new Set(
  `pick up|drop off|pay out|roll out|roll back|check in|check out|sign up|sign off|sign in|sign out|log in|log out|set up|back up|top up|hand over|hand off
take off|take over|cash out|fail over|start up|shut down|break down|write off|lay off|buy back|buy out|carry out|spin up|warm up|clean up|follow up|call back|phase out
turn on|turn off|switch on|switch off|switch over|opt in|opt out|clock in|clock out|move in|move out|kick off|time out|sell out|call off|send out|fill in|hand out|line up|ramp up|look up|let go|put down|cut off`.split(
    /[|\n]/,
  ),
);

/** Whether a verb and a particle mean something of their own: `pick up`. */
export function isPhrasal(verb: string, particle: string): boolean {
  return PHRASAL.has(`${verb} ${particle}`);
}

/** Words without the `Event` or `V2` that some teams put behind a name. */
export function meaningWords(name: string): readonly string[] {
  const words = splitWords(name);
  const event = words.length > 1 && words.at(-1) === 'event' ? words.slice(0, -1) : words;
  const hasVersion = event.length > 2 && event.at(-2) === 'v' && /^\d+$/.test(event.at(-1) ?? '');
  return hasVersion ? event.slice(0, -2) : event;
}

/** The words of `meaningWords` in their own letters. */
export function meaningRawWords(name: string): readonly string[] {
  return rawWords(name).slice(0, meaningWords(name).length);
}

/** Takes an event's name apart at its last verb form. */
export function parseEventName(name: string, known: Dictionary = builtIn): EventName {
  const words = meaningWords(name);
  const at = words.findLastIndex((_, index) => isPastAt(words, index, known));
  if (at < 0) return { subject: words, verbs: [], tail: [], words };
  const { verb, length } = verbAt(words, at, known);
  const first = firstOfChain(words, at, known);
  const verbs = words.slice(first, at).flatMap((word) => verbOfPast(word, known) ?? []);
  return { subject: words.slice(0, first), verbs: [...verbs, verb], tail: words.slice(at + length), words };
}

/** Whether the word is a past form there; a form that is also the base (`set`, `put`) counts after another word only. */
export function isPastAt(words: readonly string[], index: number, known: Dictionary = builtIn): boolean {
  const word = words[index];
  if (word === undefined || verbOfPast(word, known) === undefined) return false;
  return !irregularVerbs.has(word) || (index > 0 && !NOUNS_TOO.has(word) && index === lastIndexBeforeParticle(words));
}

/** Forms that are common as nouns within a name, so that only their last place makes them a verb. */
const NOUNS_TOO = new Set(['input', 'output', 'forecast', 'cost', 'offset', 'preset', 'saw']);

function lastIndexBeforeParticle(words: readonly string[]): number {
  const preposition = words.findIndex((each, index) => index > 0 && PREPOSITIONS.has(each));
  const last = preposition > 0 ? preposition - 1 : words.length - 1;
  return isParticle(words[last - 1] ?? '', words[last] ?? '') ? last - 1 : last;
}

/** Whether a word belongs to the verb before it: `up`, and `go` after `let`. */
function isParticle(verb: string, word: string): boolean {
  return PARTICLES.has(word) || PHRASAL.has(`${verb} ${word}`);
}

const PREPOSITIONS = new Set('to by for from with at into onto as of'.split(' '));

/** Whether a word begins a circumstance (`to`, `by`, `in`) and no object. */
export function isPreposition(word: string): boolean {
  return PREPOSITIONS.has(word) || PARTICLES.has(word) || CONJUNCTIONS.has(word);
}

const CONJUNCTIONS = new Set('and or but after before during until because via per without under since as'.split(' '));

function verbAt(
  words: readonly string[],
  at: number,
  known: Dictionary,
): { readonly verb: string; readonly length: number } {
  const base = verbOfPast(words[at] ?? '', known) ?? '';
  const particle = words[at + 1];
  if (particle === undefined || !isParticle(base, particle)) return { verb: base, length: 1 };
  const phrase = `${base} ${particle}`;
  const next = words[at + 2];
  const isWhole = next === undefined || PREPOSITIONS.has(next) || PHRASAL.has(phrase);
  return isWhole ? { verb: phrase, length: 2 } : { verb: base, length: 1 };
}

function firstOfChain(words: readonly string[], at: number, known: Dictionary): number {
  const chained = words[at - 1] === 'and' && at >= 2 && isPastAt(words, at - 2, known);
  return chained ? firstOfChain(words, at - 2, known) : at;
}
