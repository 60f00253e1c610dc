import type { JsonValue } from '../../model/index.js';

/** How many UTF-16 units of a text are shown in a sentence. */
const LONGEST = 80;

/** A text in backquotes, as far as it fits into a sentence. */
export function quoted(text: string): string {
  return `\`${quotable(text)}\``;
}

/** The JSON text of a value in backquotes. */
export function quotedJson(value: JsonValue): string {
  return quoted(JSON.stringify(value));
}

/** A text as it may stand between backquotes: without any of its own, and cut where it is long. */
export function quotable(text: string): string {
  const plain = text.replaceAll('`', "'");
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}...` : plain;
}
