import { capital } from '../../diagnostics/index.js';
import { byText } from './by-text.js';

/** How the words of a name are joined. */
export type NameStyle = 'pascal' | 'camel' | 'snake' | 'upper-snake';

const WORD = /[A-Z]+s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+/g;

/** The words of a name in lower case: `OTPSent2` -> otp, sent, 2; `line_item-added` -> line, item, added. */
export const splitWords: (name: string) => readonly string[] = byText((name) =>
  Object.freeze((name.match(WORD) ?? []).map((word) => word.toLowerCase())),
);

/** The words of a name as written, so that acronyms survive being joined again. */
export function rawWords(name: string): readonly string[] {
  return name.match(WORD) ?? [];
}

/** How `name` joins its words; a name of one word is pascal or camel by its first letter. */
export function nameStyle(name: string): NameStyle {
  if (name.includes('_')) return name === name.toUpperCase() ? 'upper-snake' : 'snake';
  return /^[a-z]/.test(name) ? 'camel' : 'pascal';
}

/** Joins words in a style; words that came in capitals (`SMS`) stay so where the style allows it. */
export function joinWords(words: readonly string[], style: NameStyle): string {
  if (style === 'snake') return words.map((word) => word.toLowerCase()).join('_');
  if (style === 'upper-snake') return words.map((word) => word.toUpperCase()).join('_');
  const joined = words.map(capital).join('');
  return style === 'camel' ? joined.charAt(0).toLowerCase() + joined.slice(1) : joined;
}
