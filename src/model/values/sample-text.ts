import type { Constraints } from '../type.js';
import { matchPattern } from './match-pattern.js';

/** Characters in a sample, whatever `minLength` or a count in the pattern says. */
const LONGEST = 10_000;

/** Texts of the formats of JSON Schema that have no type of their own. */
const FORMATS: Readonly<Record<string, string>> = {
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  'idn-email': 'someone@example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  iri: 'https://example.com/',
  'iri-reference': '/things',
  'json-pointer': '/a/b',
  regex: '^a+$',
  'relative-json-pointer': '1/a',
  'uri-reference': '/things',
  'uri-template': '/things/{id}',
};

/** A text that keeps to length bounds and, where it is simple enough, to a pattern; `name` is what it says otherwise. */
export function sampleText(name: string, constraints: Constraints): string {
  const { pattern, format } = constraints;
  const known = format === undefined || !Object.hasOwn(FORMATS, format) ? undefined : FORMATS[format];
  if (known !== undefined) return known;
  if (pattern === undefined) return fitLength(name, constraints);
  const made = fromPattern(pattern);
  return made !== undefined && matchPattern(pattern, made) === true ? made : fitLength(name, constraints);
}

function fitLength(text: string, { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Constraints): string {
  const base = text === '' ? 'x' : text;
  const least = Math.min(minLength, LONGEST);
  const repeated = base.repeat(Math.max(1, Math.ceil(least / base.length)));
  return repeated.slice(0, Math.max(least, Math.min(base.length, maxLength)));
}

/** One thing of a pattern that stands for one character, and how often it comes. */
const PART = /\^|\$|(\\[dws]|\\.|\[(?:\\.|[^\]])+\]|[^\\[\](){}|*+?.^$]|\.)(\{(\d+)(?:,\d*)?\}|[*+?])?/y;

/** A text for patterns that are a row of characters and classes with counts, such as `^[A-Z]{3}-\d+$`. */
function fromPattern(pattern: string): string | undefined {
  let text = '';
  for (let at = 0; at < pattern.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const part = PART.exec(pattern);
    if (part === null) return undefined;
    const [, unit, count, fixed] = part;
    if (unit === undefined) continue;
    text += characterOf(unit).repeat(timesOf(count, fixed));
  }
  return text;
}

function timesOf(count: string | undefined, fixed: string | undefined): number {
  if (fixed !== undefined) return Math.min(Number(fixed), LONGEST);
  return count === '*' || count === '?' ? 0 : 1;
}

function characterOf(unit: string): string {
  if (unit === '.') return 'x';
  if (unit === '\\d') return '1';
  if (unit === '\\w') return 'a';
  if (unit === '\\s') return ' ';
  if (unit.startsWith('\\')) return unit.slice(1);
  if (!unit.startsWith('[')) return unit;
  return unit.startsWith('[^') ? excluded(unit) : characterOf(/^\[(\\.|.)/.exec(unit)?.[1] ?? 'x');
}

/** A character that a negated class does not name. */
function excluded(unit: string): string {
  return ['x', '1', '-', ' '].find((character) => matchPattern(`^${unit}$`, character) === true) ?? '_';
}
