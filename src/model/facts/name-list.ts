/** Names in a sentence: `a`, `a` and `b`, or the first few of them with the number of the others. */
export function nameList(names: readonly string[], most: number = names.length): string {
  const shown = names.slice(0, names.length > most + 1 ? most : names.length).map((name) => `\`${name}\``);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} others`;
  return listed(shown);
}

/** Words in a sentence, as they are: a, a and b, or a, b and c. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Names of which any will do: `a` or `b` or `c`. */
export function anyOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' or ');
}

/** A way from name to name, `a` -> `b`; of a long one only so many names are shown, the middle is left out. */
export function wayText(names: readonly string[], most: number = names.length): string {
  const quoted = names.map((name) => `\`${name}\``);
  const shown = quoted.length > most ? [...quoted.slice(0, most - 1), '...', ...quoted.slice(-1)] : quoted;
  return shown.join(' -> ');
}

/** A number with what is counted: `1 hop`, `2 hops`. */
export function countOf(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** A word with its article: `a patch`, `an event`. */
export function withArticle(word: string): string {
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`;
}
