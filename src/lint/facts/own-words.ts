import type { Catalog, WordList } from '../../model/index.js';

/** Words that `lint.lexicon` in `sagac.yaml` adds to a dictionary, in lower case; a phrase has spaces between its words. */
export function ownWords(catalog: Catalog, list: WordList): readonly string[] {
  return catalog.settings.lint.lexicon.words[list] ?? [];
}
