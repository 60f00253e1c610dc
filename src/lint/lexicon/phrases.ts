/** Phrases of one or more words by their last word, longest first. */
export type PhraseIndex = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Makes phrases, such as `date of birth`, findable by how they end. */
export function indexPhrases(phrases: Iterable<string>): PhraseIndex {
  const index = new Map<string, string[][]>();
  for (const phrase of phrases) {
    const words = phrase.split(' ');
    const last = words.at(-1) ?? '';
    const list = index.get(last);
    if (list) list.push(words);
    else index.set(last, [words]);
  }
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

/** A list of phrases written over several lines, one a line or set apart by commas. */
export function phraseList(text: string): readonly string[] {
  return text
    .split(/[,\n]/)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');
}
