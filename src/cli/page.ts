import { wrapText } from '../diagnostics/index.js';
import type { Painter } from './screen.js';
import { tableLines } from './table.js';

/** What text is laid out for. */
export interface Page {
  readonly columns: number;
  readonly paint: Painter;
}

/** Lines under a title of their own, behind an empty one; nothing without lines. */
export function section(
  { paint }: Page,
  title: string,
  lines: readonly string[],
  style: 'cyan' | 'red' | 'green' = 'cyan',
): readonly string[] {
  return lines.length === 0 ? [] : ['', paint(style, title), ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

/** A titled table; nothing without rows. */
export function listing(
  page: Page,
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  return [[page.paint('bold', title), ...tableLines(heads, rows, page)].join('\n')];
}

/** Names under a title, sorted, each once. */
export function namesOf({ columns, paint }: Page, title: string, names: readonly string[]): string {
  const lines = wrapText([...new Set(names)].sort().join(', '), columns - 2);
  return [paint('bold', title), ...lines.map((line) => `  ${line}`)].join('\n');
}
