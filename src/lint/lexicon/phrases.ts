import { grouped } from '../../model/grouped.js';
import { splitWords } from './split-words.js';

/** Phrases of one or more words by their last word, longest first. */
export type PhraseIndex = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Makes phrases, such as `date of birth`, findable by how they end. */
export function indexPhrases(phrases: Iterable<string>): PhraseIndex {
  const split = Array.from(phrases, (phrase) => phrase.split(' '));
  const index = grouped(split, (words) => words.at(-1) ?? '');
  for (const list of index.values()) list.sort((a, b) => b.length - a.length);
  return index;
}

/** The longest phrase that the words end with. */
export function phraseAtEnd(index: PhraseIndex, words: readonly string[]): readonly string[] | undefined {
  const candidates = index.get(words.at(-1) ?? '') ?? [];
  return candidates.find((phrase) =>
    phrase.every((word, position) => words[words.length - phrase.length + position] === word),
  );
}

/** Whether a name has the words of one of the phrases in a row: `CardNotFound` has `not found`. */
export function hasPhrase(index: PhraseIndex, name: string): boolean {
  const words = splitWords(name);
  return words.some((_, at) => phraseAtEnd(index, words.slice(0, at + 1)) !== undefined);
}

/** Whether a name begins with one of the phrases, as a command does with its verb: `SealOffRoom` with `seal off`. */
export function startsWithPhrase(index: PhraseIndex, name: string): boolean {
  const words = index.size > 0 ? splitWords(name) : [];
  return words.some((_, at) => phraseAtEnd(index, words.slice(0, at + 1))?.length === at + 1);
}

/** Where the words of a phrase begin among others; -1 where they do not stand in a row. */
export function indexOfPhrase(words: readonly string[], phrase: readonly string[]): number {
  return words.findIndex((_, at) => phrase.every((word, offset) => words[at + offset] === word));
}

/** A list of phrases written over several lines, one a line or set apart by commas. */
export function phraseList(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}
