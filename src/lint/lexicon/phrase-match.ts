import { splitWords } from './split-words.js';

/** Words and phrases that are looked for in names, by their first word. */
export type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Takes phrases apart once, for many names. */
export function phrasesOf(texts: readonly string[]): Phrases {
  const phrases = new Map<string, (readonly string[])[]>();
  for (const words of texts.map((text) => text.split(' '))) {
    const first = words[0] ?? '';
    phrases.set(first, [...(phrases.get(first) ?? []), words]);
  }
  return phrases;
}

/** Whether a name has the words of one of the phrases in a row: `CardNotFound` has `not found`. */
export function hasPhrase(name: string, phrases: Phrases): boolean {
  const words = splitWords(name);
  return words.some((_, at) => isPhraseAt(words, at, phrases));
}

/** Whether a name begins with one of the phrases, as a command does with its verb: `SealOffRoom` with `seal off`. */
export function startsWithPhrase(name: string, phrases: Phrases): boolean {
  return phrases.size > 0 && isPhraseAt(splitWords(name), 0, phrases);
}

function isPhraseAt(words: readonly string[], at: number, phrases: Phrases): boolean {
  const candidates = phrases.get(words[at] ?? '') ?? [];
  return candidates.some((phrase) => phrase.every((word, index) => words[at + index] === word));
}
