import { push } from '../../model/grouped.js';
import { byText } from './by-text.js';
import { builtIn, type Dictionary } from './dictionary.js';
import { fillerWords, meansWords } from './failure-words.js';
import type { FailureName } from './find-failure.js';
import { singularOf } from './inflect.js';
import { oneSpelling } from './spelling.js';
import { conceptOf } from './synonyms.js';
import { verbOfAble, verbOfGerund, verbOfPast, verbsOfNoun } from './verbs.js';

/** A word of a failure's name with all that it may stand for, worked out once. */
export interface FailureWord {
  readonly singular: string;
  /** What all nouns of the same meaning are called; a gerund may mean its verb as well. */
  readonly concepts: readonly string[];
  /** Verbs and nouns in one spelling that it may be the name of a deed by. */
  readonly deeds: readonly string[];
  /** Says neither deed nor object (`Reason`); one of ability (`usable`) only where it is not the deed. */
  readonly filler: 'always' | 'unless-deed' | undefined;
  /** Names no object of its own beside a deed: `Line` in `BottlingLineJammed`. */
  readonly isMeans: boolean;
}

/** Bad news with its words worked out. */
export interface IndexedFailure extends Pick<FailureName, 'kinds'> {
  readonly words: readonly FailureWord[];
  /** A refusal or a lack of several words: one of them may be a part that the success does not name. */
  readonly mayBeOfPart: boolean;
}

/** Failures by what a success must share with them at least, so that it meets few. */
export interface FailureIndex {
  /** Under the rarest of the words that must all be known, by each thing and each deed that it may mean. */
  readonly byRarest: ReadonlyMap<string, readonly IndexedFailure[]>;
  /** Those that may be of a part, under each thing that they name. */
  readonly byThing: ReadonlyMap<string, readonly IndexedFailure[]>;
}

interface Entry {
  readonly failure: IndexedFailure;
  /** For each word that must be known, all keys to find it by. */
  readonly keys: readonly (readonly string[])[];
}

/** Those of `names` that are bad news, taken apart. */
export function indexFailures(
  names: readonly string[],
  find: (name: string) => FailureName | undefined,
  known: Dictionary = builtIn,
): FailureIndex {
  const wordOf = byText((word) => failureWord(word, known));
  const keysOf = byText((word) => [...new Set([...keysOfWord(wordOf(word)), ...verbsOfNoun(word, known)])]);
  const entries = names.flatMap((name) => find(name) ?? []).map((failure) => entryOf(failure, wordOf, keysOf));
  const uses = new Map<string, number>();
  for (const key of entries.flatMap(({ keys }) => keys.flat())) uses.set(key, (uses.get(key) ?? 0) + 1);
  const byRarest = new Map<string, IndexedFailure[]>();
  const byThing = new Map<string, IndexedFailure[]>();
  for (const { failure, keys } of entries) {
    for (const key of rarest(keys, uses)) push(byRarest, key, failure);
    const things = failure.mayBeOfPart ? failure.words.map((word) => word.concepts[0] ?? '') : [];
    for (const thing of new Set(things)) push(byThing, thing, failure);
  }
  return { byRarest, byThing };
}

function entryOf(
  { subject, kinds }: FailureName,
  wordOf: (word: string) => FailureWord,
  keysOf: (word: string) => readonly string[],
): Entry {
  const needed = subject.filter((word) => wordOf(word).filler === undefined && !wordOf(word).isMeans);
  const isOfPart = subject.length > 1 && (kinds.includes('absent') || kinds.includes('refused'));
  const failure = { kinds, words: subject.map(wordOf), mayBeOfPart: isOfPart };
  return { failure, keys: needed.length > 0 ? needed.map(keysOf) : [subject.flatMap(keysOf)] };
}

function rarest(keys: readonly (readonly string[])[], uses: ReadonlyMap<string, number>): ReadonlySet<string> {
  const costs = keys.map((list) => list.reduce((sum, key) => sum + (uses.get(key) ?? 0), 0));
  return new Set(keys[costs.indexOf(Math.min(...costs))]);
}

function keysOfWord(word: FailureWord): readonly string[] {
  return [word.singular, ...word.concepts, ...word.deeds];
}

function failureWord(word: string, known: Dictionary): FailureWord {
  const one = oneSpelling(word);
  const singular = singularOf(word);
  const able = verbOfAble(word, known);
  const gerund = verbOfGerund(word, known);
  const verb = verbOfPast(word, known) ?? gerund ?? able;
  const nouns = DEED_ENDING.test(one) ? verbsOfNoun(one, known) : [];
  return {
    singular,
    concepts: [conceptOf(word), ...(gerund === undefined ? [] : [conceptOf(gerund)])],
    deeds: [one, oneSpelling(singular), ...(verb === undefined ? [] : [verb]), ...nouns],
    filler: fillerOf(word, able),
    isMeans: meansWords.has(singular),
  };
}

/** Endings of nouns that are made of verbs. */
const DEED_ENDING = /(ing|ion|ment|al|ure|ance|ence|age|ery|sis|sia)$/;

function fillerOf(word: string, able: string | undefined): FailureWord['filler'] {
  if (fillerWords.has(word)) return 'always';
  return able === undefined ? undefined : 'unless-deed';
}
