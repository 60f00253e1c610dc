/** Names in a sentence: `a`, `a` and `b`, or the first few of them with the number of the others. */
export function nameList(names: readonly string[], most: number = names.length): string {
  const shown = names.slice(0, names.length > most + 1 ? most : names.length).map((name) => `\`${name}\``);
  const left = names.length - shown.length;
  if (left > 0) return `${shown.join(', ')} and ${left} others`;
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** A number with what is counted: `1 hop`, `2 hops`. */
export function countOf(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
