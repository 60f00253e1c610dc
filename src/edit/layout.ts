import type { Span } from '../diagnostics/index.js';

/** Text of every file by its path: what edits are made for. */
export type Texts = ReadonlyMap<string, string>;

/** How the surroundings of an edit are written. */
export interface Layout {
  /** Column, from 0, at which keys of the edited block begin. */
  readonly column: number;
  /** Spaces per level. */
  readonly unit: number;
  readonly eol: '\n' | '\r\n';
}

/** Text of the file that a node stands in. */
export function textOf(texts: Texts, span: Span): string {
  return texts.get(span.file) ?? '';
}

/** Offset at which the line of `offset` begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset of the line break (or the end of the text) behind `offset`. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at === -1) return text.length;
  return at > offset && text[at - 1] === '\r' ? at - 1 : at;
}

/** Column, from 0, of an offset. */
export function columnAt(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Line break and indentation as the file has them; 2 spaces where it shows none. */
export function layoutAt(text: string, column: number): Layout {
  return { column, unit: indentUnit(text), eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

/** Where a new line goes below a block that ends at `end`: behind its line, and behind comments that stand deeper. */
export function endOfBlock(text: string, end: number, column: number): number {
  let at = lineEnd(text, end);
  for (;;) {
    const next = text.indexOf('\n', at);
    if (next === -1) return at;
    const comment = /^( *)#/.exec(text.slice(next + 1, lineEnd(text, next + 1)));
    if (!comment || (comment[1] ?? '').length <= column) return at;
    at = lineEnd(text, next + 1);
  }
}

export function pad(column: number): string {
  return ' '.repeat(column);
}

/** The last answer is kept: edits come in runs over one file, and reading all of it for each would be quadratic. */
let known = { text: '', unit: 2 };

function indentUnit(text: string): number {
  if (known.text !== text) known = { text, unit: smallestIndent(text) };
  return known.unit;
}

function smallestIndent(text: string): number {
  let smallest = 8;
  for (const match of text.matchAll(/^( +)[^\s#-]/gm)) smallest = Math.min(smallest, (match[1] ?? '').length);
  return smallest === 8 ? 2 : smallest;
}
