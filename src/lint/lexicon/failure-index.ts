import { builtIn, type Dictionary } from './dictionary.js';
import { fillerWords, meansWords } from './failure-words.js';
import { type FailureName, findFailure } from './find-failure.js';
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
}

/** Failures by each thing and each deed that their words may mean. */
export type FailureIndex = ReadonlyMap<string, readonly IndexedFailure[]>;

/** Those of `names` that are bad news, so that only failures that share a word with a success need a closer look. */
export function indexFailures(names: readonly string[], known: Dictionary = builtIn): FailureIndex {
  const index = new Map<string, IndexedFailure[]>();
  for (const failure of names.flatMap((name) => findFailure(name, known) ?? [])) {
    const words = failure.subject.map((word) => failureWord(word, known));
    const indexed = { kinds: failure.kinds, words };
    const keys = failure.subject.flatMap((word, at) => [...keysOf(words[at]), ...verbsOfNoun(word, known)]);
    for (const key of new Set(keys)) {
      const list = index.get(key);
      if (list) list.push(indexed);
      else index.set(key, [indexed]);
    }
  }
  return index;
}

function keysOf(word: FailureWord | undefined): readonly string[] {
  return word ? [word.singular, ...word.concepts, ...word.deeds] : [];
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
