import { compilePattern, matchPattern, SHORT_TEXT } from '../../../../model/values/match-pattern.js';
import { type Automaton, acceptsText, automatonFor } from './text/automaton.js';
import { parsePattern } from './text/parse-pattern.js';
import type { Truth } from './truth.js';

/** A regular expression of a schema. */
interface Known {
  readonly expression: RegExp | undefined;
  /** Undefined where the expression looks around or back, or is too large. */
  readonly automaton: Automaton | undefined;
}

const MOST_KNOWN = 2000;
const known = new Map<string, Known>();

/** Whether an expression is found in a text, as JSON Schema reads it; undefined where that cannot be told in reasonable time. */
export function matches(pattern: string, text: string): Truth {
  const { expression, automaton } = readPattern(pattern);
  if (!expression) return undefined;
  if (text.length <= SHORT_TEXT) return expression.test(text);
  if (automaton) return acceptsText(automaton, text);
  const found = matchPattern(pattern, text);
  return found === 'endless' ? undefined : found;
}

/** The automaton of an expression; undefined where it has none. */
export function automatonOf(pattern: string): Automaton | undefined {
  return readPattern(pattern).automaton;
}

function readPattern(pattern: string): Known {
  const before = known.get(pattern);
  if (before) return before;
  if (known.size >= MOST_KNOWN) known.clear();
  const expression = compilePattern(pattern);
  const parsed = expression && parsePattern(pattern);
  const read = { expression, automaton: parsed && automatonFor(parsed) };
  known.set(pattern, read);
  return read;
}
