import { memoised } from '../../model/graph.js';
import type { Catalog, WordList } from '../../model/index.js';
import { indexPhrases, type PhraseIndex } from '../lexicon/phrases.js';

/**
 * Words that `lint.lexicon` in `sagac.yaml` adds to a dictionary, in lower case; a phrase has one space between its words,
 * also where it is written with hyphens (`picked-up`).
 */
export function ownWords(catalog: Catalog, list: WordList): readonly string[] {
  return (catalog.settings.lint.lexicon.words[list] ?? []).flatMap((phrase) => {
    const words = phrase.match(/\p{L}+|\p{N}+/gu);
    return words ? [words.join(' ')] : [];
  });
}

/** Phrases of a dictionary, built in and of the settings, to look names up in. */
export function phrasesWith(builtIn: readonly string[], list: WordList): (catalog: Catalog) => PhraseIndex {
  const plain = indexPhrases(builtIn);
  return memoised((catalog) => {
    const own = ownWords(catalog, list);
    return own.length === 0 ? plain : indexPhrases([...builtIn, ...own]);
  });
}
