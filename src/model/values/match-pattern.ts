import { type Context, createContext, Script } from 'node:vm';

/** How long one pattern may search one text, in milliseconds; an honest pattern needs far less than one. */
const LONGEST_SEARCH = 250;
/** Texts up to this length may be searched at once: even a pattern made to hang is through with them. */
export const SHORT_TEXT = 12;

const search = new Script('pattern.test(text)');
let room: Context | undefined;

/**
 * Whether a text has what a pattern asks for, as JSON Schema reads it: unanchored and in Unicode mode. `endless` for
 * one that tries without end, such as `(a+)+$`; undefined where the pattern is no regular expression.
 */
export function matchPattern(pattern: string, text: string): boolean | 'endless' | undefined {
  const compiled = compilePattern(pattern);
  if (compiled === undefined || text.length <= SHORT_TEXT) return compiled?.test(text);
  room ??= createContext(Object.create(null));
  Object.assign(room, { pattern: compiled, text });
  try {
    return search.runInContext(room, { timeout: LONGEST_SEARCH }) === true;
  } catch {
    return 'endless';
  }
}

/** The pattern as a regular expression, or undefined if it is none. */
export function compilePattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
}
