import { memoised } from '../../model/graph.js';
import { type PhraseIndex, phraseAtEnd } from '../lexicon/phrases.js';
import { HARMLESS_BEFORE, HARMLESS_WORDS, NUMERIC_SECRETS, SECRET_NOUNS, SECRET_TAILS } from '../lexicon/secrets.js';
import { splitWords } from '../lexicon/split-words.js';
import { ownWords, phrasesWith } from './own-words.js';

const nounsOf = phrasesWith(SECRET_NOUNS, 'secrets');
const TAILS = new Set(SECRET_TAILS);
const HARMLESS = new Set(HARMLESS_WORDS);

/**
 * Finds the secret that a field's name means in one catalog, as in `card number`, if any. `owner` is the name of the type or
 * field that it stands in: `number` in a `Card` is a card number, and `token` in a `Device` is none.
 */
export const secretFinder = memoised((catalog) => {
  const nouns = nounsOf(catalog);
  return (name: string, owner?: string) => secretIn(nouns, name, owner);
});

/** Nouns that are secret as numbers too: what a catalog calls a secret is one in any form. */
export const numericSecrets = memoised(
  (catalog): ReadonlySet<string> => new Set([...NUMERIC_SECRETS, ...ownWords(catalog, 'secrets')]),
);

function secretIn(nouns: PhraseIndex, name: string, owner = ''): string | undefined {
  const words = [...splitWords(owner), ...splitWords(name)];
  if (words.some((word) => HARMLESS.has(word))) return undefined;
  for (let end = words.length; end > 0; end--) {
    const noun = phraseAtEnd(nouns, words.slice(0, end));
    if (noun) return isHarmless(words.slice(0, end - noun.length), noun) ? undefined : noun.join(' ');
    if (!TAILS.has(words[end - 1] ?? '')) return undefined;
  }
  return undefined;
}

function isHarmless(before: readonly string[], noun: readonly string[]): boolean {
  const harmless = HARMLESS_BEFORE[noun.join(' ').replace(/s$/, '')] ?? [];
  return before.some((word) => harmless.includes(word));
}
