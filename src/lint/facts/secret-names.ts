import { HARMLESS_BEFORE, HARMLESS_WORDS, SECRET_NOUNS, SECRET_TAILS } from '../lexicon/secrets.js';
import { splitWords } from '../lexicon/split-words.js';

/** Longest first, so that `card number` is found before `number` could be. */
const NOUNS = SECRET_NOUNS.map((noun) => noun.split(' ')).sort((a, b) => b.length - a.length);
const TAILS = new Set(SECRET_TAILS);
const HARMLESS = new Set(HARMLESS_WORDS);

/**
 * The secret that a field's name means, as in `card number`, if any. `owner` is the name of the type or field that it
 * stands in: `number` in a `Card` is a card number, and `token` in a `Device` is none.
 */
export function secretIn(name: string, owner = ''): string | undefined {
  const words = [...splitWords(owner), ...splitWords(name)];
  if (words.some((word) => HARMLESS.has(word))) return undefined;
  for (let end = words.length; end > 0; end--) {
    const noun = nounAtEnd(words.slice(0, end));
    if (noun) return isHarmless(words.slice(0, end - noun.length), noun) ? undefined : noun.join(' ');
    if (!TAILS.has(words[end - 1] ?? '')) return undefined;
  }
  return undefined;
}

function nounAtEnd(words: readonly string[]): readonly string[] | undefined {
  return NOUNS.find((noun) => noun.every((word, index) => words[words.length - noun.length + index] === word));
}

function isHarmless(before: readonly string[], noun: readonly string[]): boolean {
  const harmless = HARMLESS_BEFORE[noun.join(' ').replace(/s$/, '')] ?? [];
  return before.some((word) => harmless.includes(word));
}
