import { DIGITS, NO_BREAK, type Ranges, SPACES, union, WORD, without } from './ranges.js';

/** A regular expression without what looks around or back: every one of these can be turned into an automaton. */
export type Pattern =
  | { readonly kind: 'one'; readonly of: Ranges }
  | { readonly kind: 'row' | 'either'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly least: number; readonly most: number }
  | { readonly kind: 'start' | 'end' };

/** How deep groups may stand in each other. */
const DEEPEST = 100;

interface Reader {
  readonly text: readonly string[];
  at: number;
  depth: number;
}

class Unread extends Error {}

/** Reads an expression that is known to be valid in Unicode mode; undefined where it has more than this form can say. */
export function parsePattern(source: string): Pattern | undefined {
  try {
    return readEither({ text: [...source], at: 0, depth: 0 });
  } catch (problem) {
    if (problem instanceof Unread) return undefined;
    throw problem;
  }
}

function readEither(reader: Reader): Pattern {
  if (++reader.depth > DEEPEST) throw new Unread();
  const parts = [readRow(reader)];
  while (reader.text[reader.at] === '|') {
    reader.at++;
    parts.push(readRow(reader));
  }
  reader.depth--;
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'either', parts };
}

function readRow(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  for (;;) {
    const next = reader.text[reader.at];
    if (next === undefined || next === '|' || next === ')') return { kind: 'row', parts };
    parts.push(readCount(reader, readUnit(reader)));
  }
}

function readUnit(reader: Reader): Pattern {
  const character = reader.text[reader.at++] as string;
  switch (character) {
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end' };
    case '.':
      return { kind: 'one', of: NO_BREAK };
    case '(':
      return readGroup(reader);
    case '[':
      return { kind: 'one', of: readClass(reader) };
    case '\\':
      return { kind: 'one', of: readEscape(reader) };
    default:
      return { kind: 'one', of: single(pointOf(character)) };
  }
}

function readGroup(reader: Reader): Pattern {
  if (reader.text[reader.at] === '?') {
    const opening = /^\?(?::|<[A-Za-z_$][\w$]*>)/.exec(reader.text.slice(reader.at, reader.at + 100).join(''));
    if (!opening) throw new Unread();
    reader.at += opening[0].length;
  }
  const part = readEither(reader);
  reader.at++;
  return part;
}

function readCount(reader: Reader, part: Pattern): Pattern {
  const rest = reader.text[reader.at];
  let bounds: readonly [number, number] | undefined;
  if (rest === '*') bounds = [0, Number.POSITIVE_INFINITY];
  else if (rest === '+') bounds = [1, Number.POSITIVE_INFINITY];
  else if (rest === '?') bounds = [0, 1];
  if (bounds) reader.at++;
  else if (rest === '{') bounds = readBraces(reader);
  if (!bounds) return part;
  if (reader.text[reader.at] === '?') reader.at++;
  return { kind: 'repeat', part, least: bounds[0], most: bounds[1] };
}

function readBraces(reader: Reader): readonly [number, number] {
  const braces = /^\{(\d+)(,(\d*))?\}/.exec(reader.text.slice(reader.at, reader.at + 30).join(''));
  if (!braces) throw new Unread();
  reader.at += braces[0].length;
  const least = Number(braces[1]);
  if (braces[2] === undefined) return [least, least];
  return [least, braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY];
}

function readClass(reader: Reader): Ranges {
  const negated = reader.text[reader.at] === '^';
  if (negated) reader.at++;
  const parts: (readonly [number, number])[] = [];
  while (reader.text[reader.at] !== ']') {
    if (reader.at >= reader.text.length) throw new Unread();
    const first = readMember(reader);
    const isRange = reader.text[reader.at] === '-' && reader.text[reader.at + 1] !== ']';
    if (!isRange) {
      parts.push(...first);
      continue;
    }
    reader.at++;
    parts.push([first[0]?.[0] ?? 0, readMember(reader)[0]?.[0] ?? 0]);
  }
  reader.at++;
  const of = union(parts);
  return negated ? without(of) : of;
}

function readMember(reader: Reader): Ranges {
  const character = reader.text[reader.at++] as string;
  if (character !== '\\') return single(pointOf(character));
  if (reader.text[reader.at] !== 'b') return readEscape(reader);
  reader.at++;
  return single(8);
}

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['t', 9],
  ['n', 10],
  ['v', 11],
  ['f', 12],
  ['r', 13],
  ['0', 0],
]);

function readEscape(reader: Reader): Ranges {
  const character = reader.text[reader.at++] as string;
  const control = CONTROLS.get(character);
  if (control !== undefined) return single(control);
  switch (character) {
    case 'd':
      return DIGITS;
    case 'D':
      return without(DIGITS);
    case 'w':
      return WORD;
    case 'W':
      return without(WORD);
    case 's':
      return SPACES;
    case 'S':
      return without(SPACES);
    case 'x':
      return single(readHex(reader, 2));
    case 'u':
      return single(readHex(reader, 4));
    default:
      if (/[a-zA-Z0-9]/.test(character)) throw new Unread();
      return single(pointOf(character));
  }
}

function readHex(reader: Reader, digits: number): number {
  const text = reader.text.slice(reader.at, reader.at + digits).join('');
  // Braces and pairs of surrogates are rare enough to do without.
  if (!/^[0-9a-fA-F]+$/.test(text) || /^d[89a-f]/i.test(text)) throw new Unread();
  reader.at += digits;
  return Number.parseInt(text, 16);
}

function single(point: number): Ranges {
  return [[point, point]];
}

function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
