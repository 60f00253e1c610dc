import { rawWords } from './split-words.js';

/** A version found in a name, and the name without it. */
export interface NamedVersion {
  readonly text: string;
  readonly rest: string;
}

/** Last words that say what kind of thing a name is for; a version may stand before them. */
const KIND_WORDS: ReadonlySet<string> = new Set([
  'command',
  'dto',
  'event',
  'message',
  'model',
  'msg',
  'payload',
  'schema',
  'type',
]);

/** A version has one or two digits: `V100` is a product, `V8` in front an engine. */
const NUMBER = /^\d{1,2}$/;
const FIRST_NUMBER = /^[1-5]$/;

/**
 * The version in a name: at its end (`OrderPlacedV2`, `order_placed_v1_2`, `PaidVersion2`), before a last word such as
 * `Event`, or at its beginning. In the middle (`OrderV2Placed`), or as a number at the end (`OrderPlaced2`), it is one
 * only where `isName` knows the name without it.
 */
export function versionIn(name: string, isName: (name: string) => boolean): NamedVersion | undefined {
  const words = rawWords(name);
  const found = lastVersion(words) ?? firstVersion(words);
  if (found) return cut(name, words, found);
  const doubtful = middleVersion(words) ?? lastNumber(words);
  const version = doubtful && cut(name, words, doubtful);
  return version && isName(version.rest) ? version : undefined;
}

/** The words from `start` up to, not including, `end`. */
interface Range {
  readonly start: number;
  readonly end: number;
}

function lastVersion(words: readonly string[]): Range | undefined {
  let end = words.length;
  while (end > 0 && KIND_WORDS.has((words[end - 1] ?? '').toLowerCase())) end--;
  let start = end;
  while (start > 0 && NUMBER.test(words[start - 1] ?? '')) start--;
  if (start === end || start < 2 || !isVersionWord(words[start - 1])) return undefined;
  return { start: start - 1, end };
}

function firstVersion(words: readonly string[]): Range | undefined {
  const [first, second = '', third] = words;
  return third !== undefined && /^v$/i.test(first ?? '') && FIRST_NUMBER.test(second)
    ? { start: 0, end: 2 }
    : undefined;
}

function middleVersion(words: readonly string[]): Range | undefined {
  const start = words.findIndex(
    (word, index) => index > 0 && isVersionWord(word) && NUMBER.test(words[index + 1] ?? ''),
  );
  return start === -1 ? undefined : { start, end: start + 2 };
}

/** `OrderPlaced2`; the first of several would be the one without a number. */
function lastNumber(words: readonly string[]): Range | undefined {
  const last = words.at(-1) ?? '';
  return words.length > 2 && /^[2-9]$/.test(last) ? { start: words.length - 1, end: words.length } : undefined;
}

function isVersionWord(word: string | undefined): boolean {
  return /^(v|version)$/i.test(word ?? '');
}

/** Takes the words out of the name as written, with the underscores between them and the rest. */
function cut(name: string, words: readonly string[], { start, end }: Range): NamedVersion {
  const starts: number[] = [];
  let at = 0;
  for (const word of words) {
    at = name.indexOf(word, at);
    starts.push(at);
    at += word.length;
  }
  const from = starts[start] ?? 0;
  const last = end - 1;
  const to = (starts[last] ?? 0) + (words[last] ?? '').length;
  const before = name.slice(0, from).replace(/_+$/, '');
  const after = name.slice(to).replace(/^_+/, '');
  const gap = before !== '' && after !== '' && name.includes('_') ? '_' : '';
  return { text: name.slice(from, to), rest: before + gap + after };
}
