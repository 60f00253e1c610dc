// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is there to find.
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/u;

/**
 * A text as one word of a shell, always quoted; nothing in single quotes means anything. What a reader of the script would not see, or
 * see elsewhere, stands there by its bytes, which bash alone knows.
 */
export function shellWord(text: string): string {
  if (HIDDEN.test(text)) return `$'${[...text].map(visible).join('')}'`;
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function visible(character: string): string {
  if (/['\\]/.test(character)) return `\\${character}`;
  if (!HIDDEN.test(character)) return character;
  return [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
