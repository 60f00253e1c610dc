import type { Catalog, WordList } from '../../model/index.js';

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
