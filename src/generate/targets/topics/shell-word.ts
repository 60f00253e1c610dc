/** A text as one word of a POSIX shell, always quoted; nothing in single quotes means anything. */
export function shellWord(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
