/** Names as messages show them: each in backquotes. */
export function inBackquotes(names: readonly string[]): readonly string[] {
  return names.map((name) => `\`${name}\``);
}

/** `A`, `A or B`, `A, B or C`. */
export function either(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
