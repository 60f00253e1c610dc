import { spanAt, type TextEdit } from '../diagnostics/index.js';

/** Longest type expression that is looked at, in characters. */
const WINDOW = 300;

/**
 * At a syntax error on the `[` of `OrderLine[]`: the edit that turns the type and its suffixes into `list<OrderLine>`.
 * Undefined if something else stands there.
 */
export function findListSuffix(file: string, text: string, position: number): TextEdit | undefined {
  const suffix = /^(?:\[ *\])+/.exec(text.slice(position, position + WINDOW))?.[0];
  const start = suffix ? typeStart(text, position) : position;
  if (!suffix || start === position) return undefined;
  const base = text.slice(start, position).replace(/\(([^()]*)\)/, (_, inner: string) => `(${withoutCommas(inner)})`);
  const depth = suffix.split('[').length - 1;
  const safe = 'list<'.repeat(depth) + base + '>'.repeat(depth);
  return { span: spanAt(file, start, position + suffix.length), text: safe };
}

/** Where the type that ends at `end` begins: a name, perhaps with `(...)`, `<...>` and `?` behind it. */
function typeStart(text: string, end: number): number {
  const before = text.slice(Math.max(0, end - WINDOW), end);
  const type = /[A-Za-z_][\w@]*(?:\([^()]*\)|<[\w@<>()|?., ]*>)?\??$/.exec(before);
  return type ? end - type[0].length : end;
}

function withoutCommas(inner: string): string {
  const separator = /^\s*\d+\s*,\s*\d+\s*$/.test(inner) ? '.' : '|';
  return inner.replace(/\s*,\s*/g, separator);
}
