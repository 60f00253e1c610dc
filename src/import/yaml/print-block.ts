import { displayWidth } from '../../diagnostics/index.js';
import { printFlow, printScalar } from '../../edit/index.js';
import type { JsonValue } from '../../model/type.js';

/** Longer lines are broken. */
const MAX_WIDTH = 110;
const STEP = 2;

/** A map as lines, `indent` spaces in front of each. */
function printMap(map: { readonly [key: string]: JsonValue }, indent: number): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) => printEntry(key, value, indent));
}

/** `key: value` as lines: on one line where that is short and easy to read. */
export function printEntry(
  key: string,
  value: JsonValue,
  indent: number,
  style: 'auto' | 'block' = 'auto',
): readonly string[] {
  const head = `${' '.repeat(indent)}${printScalar(key, 'block')}:`;
  if (typeof value === 'string') return printText(head, value, indent);
  if (isScalar(value)) return [`${head} ${printScalar(value, 'block')}`];
  if (isEmpty(value)) return [`${head} ${printFlow(value)}`];
  const line = `${head} ${printFlow(value)}`;
  const isShort = FIELD_MAPS.has(key) ? hasFewFields(value) : isSimple(value);
  if (style === 'auto' && fitsLine(line) && isShort) return [line];
  const inner = indent + STEP;
  return [head, ...(isList(value) ? value.flatMap((item) => printItem(item, inner)) : printMap(value, inner))];
}

/** Maps from field to type: they are read in lines, unless there is not much to read. */
const FIELD_MAPS = new Set(['payload', 'fields']);

function hasFewFields(value: JsonValue): boolean {
  const fields = Object.values(value as object) as readonly JsonValue[];
  return fields.length <= 3 && fields.every((field) => typeof field === 'string');
}

function printItem(item: JsonValue, indent: number): readonly string[] {
  const start = `${' '.repeat(indent)}-`;
  if (isScalar(item)) return [`${start} ${printScalar(item, 'block')}`];
  const line = `${start} ${printFlow(item)}`;
  if (isEmpty(item) || (fitsLine(line) && isSimple(item))) return [line];
  if (isList(item)) return [start, ...item.flatMap((inner) => printItem(inner, indent + STEP))];
  const [first = '', ...rest] = printMap(item, indent + STEP);
  return [`${start} ${first.slice(indent + STEP)}`, ...rest];
}

/** A text of several lines stands as it is, and a long one is folded, where YAML gives back every character of it. */
function printText(head: string, text: string, indent: number): readonly string[] {
  const line = `${head} ${printScalar(text, 'block')}`;
  const margin = ' '.repeat(indent + STEP);
  if (text.includes('\n')) {
    if (!isLiteral(text)) return [line];
    const lines = text.replace(/\n$/, '').split('\n');
    return [`${head} |${text.endsWith('\n') ? '' : '-'}`, ...lines.map((one) => (one === '' ? '' : margin + one))];
  }
  if (fitsLine(line) || !isFoldable(text)) return [line];
  return [`${head} >-`, ...folded(text, MAX_WIDTH - margin.length).map((one) => margin + one)];
}

const STRANGE = /[^\P{C}\n]|[\u2028\u2029\u0085\uFEFF\uFFFE\uFFFF]/u;

/** No space at the beginning or the end of a line, where it would be lost or be taken for indentation. */
function isLiteral(text: string): boolean {
  const lines = text.replace(/\n$/, '').split('\n');
  return !STRANGE.test(text) && lines.every((line) => line === line.trim()) && lines[0] !== '' && lines.at(-1) !== '';
}

/** Words with one space between them. */
function isFoldable(text: string): boolean {
  return !STRANGE.test(text) && !/\s\s|^\s|\s$|[^\S ]/.test(text) && text.includes(' ');
}

function folded(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(`${last} ${word}`) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** How much may stand in braces: a schema of several levels is read better in lines. */
function isSimple(value: JsonValue, depth = 3): boolean {
  if (isScalar(value)) return true;
  if (depth === 0) return isEmpty(value);
  return (isList(value) ? value : Object.values(value)).every((item) => isSimple(item, depth - 1));
}

function fitsLine(line: string): boolean {
  return line.length <= MAX_WIDTH && displayWidth(line) <= MAX_WIDTH;
}

function isEmpty(value: readonly JsonValue[] | { readonly [key: string]: JsonValue }): boolean {
  return Object.keys(value).length === 0;
}

function isScalar(value: JsonValue): value is string | number | boolean | null {
  return typeof value !== 'object' || value === null;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
