import type { JsonValue } from '../model/index.js';
import { type Layout, pad } from './layout.js';

/** Longer lines are broken into a block. */
const MAX_WIDTH = 120;

export type JsonMap = { readonly [key: string]: JsonValue };

/** `auto`: on one line where it fits. */
export type PrintStyle = 'auto' | 'block';

/** A value on one line, as it may stand inside braces or brackets. */
export function printFlow(value: JsonValue): string {
  if (isList(value)) return `[${value.map(printFlow).join(', ')}]`;
  if (!isMap(value)) return printScalar(value, 'flow');
  const entries = Object.entries(value).map(([key, item]) => `${printScalar(key, 'flow')}: ${printFlow(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A scalar that every YAML reader takes for the same value; text is quoted only where it must be. */
export function printScalar(value: string | number | boolean | null, context: 'flow' | 'block'): string {
  if (typeof value !== 'string') return String(value);
  return isPlain(value, context) ? value : quote(value);
}

/** `key: value`, the first line without indentation and the others indented for a key at the layout's column. */
export function printEntry(key: string, value: JsonValue, layout: Layout, style: PrintStyle = 'auto'): string {
  const head = `${printScalar(key, 'block')}:`;
  if (!isList(value) && !isMap(value)) return `${head} ${printScalar(value, 'block')}`;
  const line = `${head} ${printFlow(value)}`;
  const isEmpty = isList(value) ? value.length === 0 : Object.keys(value).length === 0;
  if (isEmpty || (style === 'auto' && layout.column + line.length <= MAX_WIDTH)) return line;
  const inner = { ...layout, column: layout.column + layout.unit };
  const lines = isList(value)
    ? value.map((item) => `- ${printFlow(item)}`)
    : Object.entries(value).map(([name, item]) => printEntry(name, item, inner));
  return [head, ...lines.map((text) => pad(inner.column) + text)].join(layout.eol);
}

const PLAIN_START = /^[\p{L}_/(]|^(\d+(ms|s|m|h|d)|\d+\.\d+\.\d+)$/u;
const RESERVED = /^(true|false|yes|no|on|off|null|y|n)$/i;
const TRAP = /: |:$| #|^\s|\s$|[\p{Cc}\p{Cf}\u2028\u2029\uFFFE\uFFFF]|\p{Cs}/u;

function isPlain(text: string, context: 'flow' | 'block'): boolean {
  if (!PLAIN_START.test(text) || RESERVED.test(text) || TRAP.test(text)) return false;
  return context === 'block' || !/[,[\]{}]|:(?=[,[\]{}"'])|["']/.test(text);
}

/** Double quotes, with everything escaped that YAML would not take as it is. */
function quote(text: string): string {
  return JSON.stringify(text).replace(/[\p{Cc}\p{Cf}\u2028\u2029\uFFFE\uFFFF]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
    .join('');
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isMap(value: JsonValue): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
