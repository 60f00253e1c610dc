import { displayWidth, printable, wrapText } from './display-width.js';
import { createLineMap, type LineMap } from './line-map.js';
import type { Span } from './span.js';

/** A place to underline; the primary one is what the finding is about. */
export interface Mark {
  readonly span: Span;
  readonly text?: string;
  readonly primary: boolean;
}

/** One line of a frame, without gutter and colour. `indent` and `length` count terminal columns. */
export type FrameLine =
  | { readonly kind: 'source'; readonly number: number; readonly text: string }
  | {
      readonly kind: 'mark';
      readonly indent: number;
      readonly length: number;
      readonly text: string;
      readonly primary: boolean;
    }
  | { readonly kind: 'text'; readonly indent: number; readonly text: string; readonly primary: boolean }
  | { readonly kind: 'gap' };

/** A marked stretch of one line, in UTF-16 columns from 0. */
interface LineMark {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly primary: boolean;
}

const TAB = 4;
const NARROWEST_LABEL = 16;

/**
 * The lines of `source` that are marked, each followed by its underlines. Lines wider than `width` columns are cropped
 * around their first mark; a mark over several lines underlines the first of them.
 */
export function codeFrame(source: string, marks: readonly Mark[], width: number): readonly FrameLine[] {
  const map = createLineMap(source);
  const placed = marks.map((mark) => placeMark(map, mark)).sort((a, b) => a.line - b.line || a.from - b.from);
  const frame: FrameLine[] = [];
  let previous: number | undefined;
  for (const line of new Set(placed.map((mark) => mark.line))) {
    if (previous !== undefined && line > previous + 2) frame.push({ kind: 'gap' });
    else if (previous !== undefined && line === previous + 2) frame.push(...markedLine(map, line - 1, [], width));
    frame.push(
      ...markedLine(
        map,
        line,
        placed.filter((mark) => mark.line === line),
        width,
      ),
    );
    previous = line;
  }
  return frame;
}

function placeMark(map: LineMap, mark: Mark): LineMark {
  const start = map.positionAt(mark.span.start);
  const from = start.column - 1;
  const lineEnd = map.lineText(start.line).length;
  const to = Math.min(lineEnd, from + mark.span.end - mark.span.start);
  return { line: start.line, from, to, text: printable(mark.text ?? ''), primary: mark.primary };
}

function markedLine(map: LineMap, line: number, marks: readonly LineMark[], width: number): readonly FrameLine[] {
  const cells = layOut(map.lineText(line).trimEnd());
  const focus = marks.find((mark) => mark.primary) ?? marks[0];
  const from = cropStart(cells, focus, width);
  const source: FrameLine = { kind: 'source', number: line, text: crop(cells, from, width) };
  return [source, ...marks.flatMap((mark) => underline(cells, mark, from, width))];
}

/** A line as a terminal shows it: each character as printed, and the column at which each UTF-16 unit begins. */
interface Cells {
  readonly shown: readonly string[];
  /** One entry for each UTF-16 unit and one for the end. */
  readonly columns: readonly number[];
  readonly width: number;
}

function layOut(text: string): Cells {
  const shown: string[] = [];
  const columns: number[] = [];
  let column = 0;
  for (const character of text) {
    const visible = character === '\t' ? ' '.repeat(TAB - (column % TAB)) : printable(character);
    for (let unit = 0; unit < character.length; unit++) columns.push(column);
    shown.push(visible);
    column += displayWidth(visible);
  }
  columns.push(column);
  return { shown, columns, width: column };
}

function columnOf(cells: Cells, unit: number): number {
  return cells.columns[Math.min(unit, cells.columns.length - 1)] ?? 0;
}

/** Leaves a third of the width before the mark, and no empty room behind the end of the line. */
function cropStart(cells: Cells, focus: LineMark | undefined, width: number): number {
  if (cells.width <= width || !focus) return 0;
  const start = columnOf(cells, focus.from);
  const end = columnOf(cells, focus.to);
  if (end < width) return 0;
  const wanted = Math.max(start - Math.floor(width / 3), Math.min(start - 1, end - width + 2));
  return Math.max(0, Math.min(wanted, cells.width - width));
}

function crop(cells: Cells, from: number, width: number): string {
  if (cells.width <= width) return cells.shown.join('');
  const first = from > 0 ? from + 1 : 0;
  const last = from + width < cells.width ? from + width - 1 : from + width;
  let result = from > 0 ? '…' : '';
  let column = 0;
  for (const text of cells.shown) {
    const next = column + displayWidth(text);
    const visible = column >= first && next <= last;
    // Half of a wide character or a part of a tab at the edge becomes a space, so that the marks stay below their text.
    if (visible) result += text;
    else result += ' '.repeat(Math.max(0, Math.min(next, last) - Math.max(column, first)));
    column = next;
  }
  return last < from + width ? `${result}…` : result;
}

function underline(cells: Cells, mark: LineMark, from: number, width: number): readonly FrameLine[] {
  const { primary, text } = mark;
  const start = columnOf(cells, mark.from) - from;
  const indent = Math.max(0, Math.min(start, width - 1));
  const end = Math.min(columnOf(cells, mark.to) - from, width);
  const length = Math.max(1, end - indent);
  if (text === '' || indent + length + 1 + displayWidth(text) <= width) {
    return [{ kind: 'mark', indent, length, text, primary }];
  }
  const textIndent = Math.max(0, Math.min(indent, width - Math.max(NARROWEST_LABEL, displayWidth(text))));
  const lines = wrapText(text, width - textIndent);
  return [
    { kind: 'mark', indent, length, text: '', primary },
    ...lines.map((line): FrameLine => ({ kind: 'text', indent: textIndent, text: line, primary })),
  ];
}
