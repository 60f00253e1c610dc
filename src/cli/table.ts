import { displayWidth, padTo, printable, wrapText } from '../diagnostics/index.js';
import type { Painter } from './screen.js';

const GAP = '  ';
const NARROWEST = 8;
const BREAKS = /(?<=[a-z0-9])(?=[A-Z])|(?<=[._\-/|@])/;

export interface TableText {
  readonly head: string;
  readonly lines: readonly string[];
}

/**
 * Text in columns, at most `width` wide where that can be: the widest columns give way first, at spaces if that is
 * enough and else inside names. A column in which every cell is empty is left out.
 */
export function table(heads: readonly string[], rows: readonly (readonly string[])[], width: number): TableText {
  const used = heads.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const all = [heads, ...rows].map((row) => row.filter((_, column) => used[column]).map(printable));
  const widths = columnWidths(all, width);
  const [head = '', ...lines] = all.flatMap((row) => rowLines(row, widths));
  return { head, lines };
}

/** A table below a title of its own: indented, its head dim. */
export function tableLines(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  { columns, paint }: { readonly columns: number; readonly paint: Painter },
): readonly string[] {
  const { head, lines } = table(heads, rows, columns - 2);
  return [`  ${paint('dim', head)}`, ...lines.map((line) => `  ${line}`)];
}

function columnWidths(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const columns = rows[0]?.map((_, column) => rows.map((row) => row[column] ?? '')) ?? [];
  const room = width - GAP.length * (columns.length - 1);
  const widest = (texts: readonly string[]) => Math.max(0, ...texts.map(displayWidth));
  const natural = columns.map(widest);
  const words = columns.map((cells) => widest(cells.flatMap((cell) => cell.split(' '))));
  const parts = columns.map((cells) => widest(cells.flatMap((cell) => cell.split(' ').flatMap(partsOf))));
  // What a row is about is found, and copied, by its whole name.
  parts[0] = words[0] ?? 0;
  return shrink(shrink(natural, words, room), parts, room);
}

/** Takes from the widest column that may give way until all fit or none may. */
export function shrink(natural: readonly number[], least: readonly number[], room: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, entry) => sum + entry, 0) - room;
  for (; excess > 0; excess--) {
    const spare = widths.map((entry, column) => (entry > Math.max(NARROWEST, least[column] ?? 0) ? entry : 0));
    const widest = Math.max(...spare);
    if (widest === 0) break;
    widths[spare.indexOf(widest)] = widest - 1;
  }
  return widths;
}

function rowLines(row: readonly string[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, column) => cellLines(cell, widths[column] ?? 0));
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const parts = cells.map((lines, column) => padTo(lines[line] ?? '', widths[column] ?? 0));
    return parts.join(GAP).trimEnd();
  });
}

/** The lines of a text in a column, broken at spaces if that is enough and else inside names. */
export function cellLines(cell: string, width: number): readonly string[] {
  return wrapText(cell, width).flatMap((line) => (displayWidth(line) <= width ? [line] : breakName(line, width)));
}

/** Breaks a name where one of its words begins. */
function breakName(name: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const part of partsOf(name)) {
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last + part) <= width) lines[lines.length - 1] = last + part;
    else lines.push(part);
  }
  return lines;
}

function partsOf(name: string): readonly string[] {
  return name.split(BREAKS);
}
