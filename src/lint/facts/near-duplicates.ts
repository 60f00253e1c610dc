import { editDistance } from '../../diagnostics/index.js';
import { memoised } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { Catalog, EventDef } from '../../model/index.js';
import { byText } from '../lexicon/by-text.js';
import { singularOf } from '../lexicon/inflect.js';
import { meaningWords } from '../lexicon/message-name.js';
import { nounClasses } from '../lexicon/noun-classes.js';
import { versionIn } from '../lexicon/version-in-name.js';
import { spellingKey } from '../lexicon/vocabulary.js';
import { producingServices } from './event-roles.js';
import { type Lexicon, lexiconOf } from './lexicon-of.js';
import { isCurrent } from './message-standing.js';
import { foldedName, groupsOfSame } from './same-names.js';

/** Two events whose names hardly differ. */
export interface NearDuplicate {
  /** The one with the odd name. */
  readonly event: EventDef;
  readonly like: EventDef;
  /** In what the names differ, behind "`A` and `B` differ". */
  readonly difference: string;
}

/** Words that a team puts to a name when it is taken. */
const ADDED = new Set(['new', 'old', 'copy', 'final', 'tmp', 'temp', 'bis', 'alt', 'legacy', 'other', 'extra']);

/** Words of a name that say nothing: `OrderHasBeenPlaced`. */
const EMPTY = new Set(['a', 'an', 'the', 'has', 'have', 'been', 'was', 'were', 'is', 'got']);

const LEAST_LETTERS = 5;

/** All near duplicates among the events that are in use, each event at most once. */
export const nearDuplicates = memoised((catalog): readonly NearDuplicate[] => {
  const events = [...catalog.events.values()].filter(isCurrent);
  const names = new Map(events.map((event) => [meaningWords(event.name).join(' '), event]));
  const all = [...withAddedWord(names), ...withSameWords(catalog, events), ...withTypo(lexiconOf(catalog), names)];
  const found = new Map<EventDef, NearDuplicate>();
  for (const one of all) {
    if (!isSettledElsewhere(catalog, one) && !found.has(one.event)) found.set(one.event, one);
  }
  return [...found.values()];
});

/** Other rules speak of names equal but for case or spelling, of versions, and a failure is named after its success. */
function isSettledElsewhere(catalog: Catalog, { event, like }: NearDuplicate): boolean {
  const spelled = ({ name }: EventDef) => meaningWords(name).map(spellingKey).join(' ');
  return (
    foldedName(event.name) === foldedName(like.name) ||
    spelled(event) === spelled(like) ||
    event.failureOf?.name === like.id ||
    like.failureOf?.name === event.id ||
    versionIn(event.name, (name) => catalog.events.has(name)) !== undefined
  );
}

/** `OrderPlacedNew`, `NewOrderPlaced`. */
function withAddedWord(names: ReadonlyMap<string, EventDef>): readonly NearDuplicate[] {
  return [...names].flatMap(([name, event]) => {
    const words = name.split(' ');
    const last = words.at(-1) ?? '';
    const first = words[0] ?? '';
    const added = words.length > 2 && ADDED.has(last) ? last : first === 'new' ? first : undefined;
    const rest = added === last ? words.slice(0, -1) : words.slice(1);
    const like = added === undefined ? undefined : names.get(rest.join(' '));
    return like ? [{ event, like, difference: `only by \`${added}\`` }] : [];
  });
}

/** `PlacedOrder` and `OrderPlaced`, `ItemAdded` and `ItemsAdded`. */
function withSameWords(catalog: Catalog, events: readonly EventDef[]): readonly NearDuplicate[] {
  const { parseEventName } = lexiconOf(catalog);
  const oddness = ({ name }: EventDef) => {
    const words = meaningWords(name);
    return (
      parseEventName(name).tail.length * 10 + words.filter((word) => singularOf(word) !== word).length + words.length
    );
  };
  const hasTwoSides = ({ name }: EventDef) => {
    const { subject, tail } = parseEventName(name);
    return subject.length > 0 && tail.length > 0;
  };
  const wordKey = byText((word) => spellingKey(singularOf(word)));
  return groupsOfSame(events, ({ name }) => sortedWords(name, wordKey)).flatMap((group) => {
    const [like, ...others] = [...group].sort((a, b) => oddness(a) - oddness(b));
    return others
      .filter((event) => like && areAlike(catalog, event, like) && !(hasTwoSides(event) && hasTwoSides(like)))
      .map((event) => ({ event, like: like as EventDef, difference: differenceOf(event.name, like?.name ?? '') }));
  });
}

function sortedWords(name: string, wordKey: (word: string) => string): string {
  const words = meaningWords(name).filter((word) => !EMPTY.has(word));
  return words.map(wordKey).sort().join(' ');
}

function differenceOf(one: string, other: string): string {
  const plain = (name: string) => meaningWords(name).filter((word) => !EMPTY.has(word));
  const isSameOrder = plain(one).every((word, index) => singularOf(word) === singularOf(plain(other)[index] ?? ''));
  if (!isSameOrder) return 'in the order of their words only';
  return plain(one).join(' ') === plain(other).join(' ') ? 'in words that say nothing' : 'in singular and plural only';
}

/** Whether two events may well be one: they come from one service, or say the same. */
function areAlike(catalog: Catalog, one: EventDef, other: EventDef): boolean {
  return (
    sharedProducer(catalog, one, other) !== undefined || haveSameFields(one, other) || isBare(one) || isBare(other)
  );
}

function isBare({ producer, payload }: EventDef): boolean {
  return producer === undefined && payload.fields.length === 0;
}

/** The service that publishes both. */
export function sharedProducer(catalog: Catalog, one: EventDef, other: EventDef): string | undefined {
  const services = new Set(producingServices(catalog, one));
  return producingServices(catalog, other).find((service) => services.has(service));
}

/** Whether two payloads have fields of the same names, and any at all. */
export function haveSameFields(one: EventDef, other: EventDef): boolean {
  const names = ({ payload }: EventDef) =>
    payload.fields
      .map((field) => field.name)
      .sort()
      .join(' ');
  return one.payload.fields.length > 0 && names(one) === names(other);
}

/** `PaymentRecieved`: a word that nobody knows, one letter away from one that makes the name of another event. */
function withTypo(lexicon: Lexicon, names: ReadonlyMap<string, EventDef>): readonly NearDuplicate[] {
  const words = new Set([...names.keys()].flatMap((name) => name.split(' ')));
  const long = [...words].filter((word) => word.length >= LEAST_LETTERS);
  const unknown = new Set(long.filter((word) => !isKnown(lexicon, word)));
  if (unknown.size === 0) return [];
  const near = nearWords(long);
  return [...names].flatMap(([name, event]) => {
    const parts = name.split(' ');
    return parts.flatMap((word, at) => {
      const others = unknown.has(word) ? near(word) : [];
      const other = others.find((one) => !(unknown.has(one) && one > word) && names.has(parts.with(at, one).join(' ')));
      const like = other === undefined ? undefined : names.get(parts.with(at, other).join(' '));
      return like ? [{ event, like, difference: `in one letter: \`${word}\`, \`${other}\`` }] : [];
    });
  });
}

function isKnown({ isVerb, isPastAt, parseEventName, verbsOfNoun, findFailure }: Lexicon, word: string): boolean {
  const [past] = isPastAt(['it', word], 1) ? parseEventName(`it_${word}`).verbs : [];
  if (past !== undefined) return isVerb(past);
  const one = singularOf(word);
  return (
    isVerb(one) ||
    things.has(word) ||
    things.has(one) ||
    verbsOfNoun(word).some(isVerb) ||
    findFailure(word) !== undefined
  );
}

const things: ReadonlySet<string> = new Set(Object.values(nounClasses).flatMap((nouns) => [...nouns]));

/** Finds words one edit away, by what is left of both when a letter is taken out: no two words are compared without need. */
function nearWords(words: readonly string[]): (word: string) => readonly string[] {
  const index = new Map<string, string[]>();
  for (const word of words) {
    for (const rest of new Set(shortened(word))) push(index, rest, word);
  }
  const isNear = (one: string, other: string) =>
    one !== other && one[0] === other[0] && singularOf(one) !== singularOf(other) && editDistance(one, other, 1) <= 1;
  const near = (word: string) => new Set(shortened(word).flatMap((rest) => index.get(rest) ?? []));
  return byText((word) => [...near(word)].filter((one) => isNear(word, one)));
}

function shortened(word: string): readonly string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}
