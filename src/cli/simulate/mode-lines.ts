import { wrapText } from '../../diagnostics/index.js';
import type { ProcessReport } from '../../simulate/report.js';
import type { Painter } from '../screen.js';
import { table } from '../table.js';
import { type ModeRow, modeHeads, modeRows } from './mode-rows.js';
import { oneLine } from './trace-tones.js';

/** In fewer columns than this a table is harder to read than a list. */
const NARROWEST_TABLE = 100;

const COLUMNS = ['fails', 'does', 'end', 'left', 'told'] as const satisfies readonly (keyof ModeRow)[];

/** The failure modes as a table of `listing` columns, or as a list where these are few. */
export function modeLines(
  process: ProcessReport,
  { listing, paint }: { readonly listing: number; readonly paint: Painter },
): readonly string[] {
  const rows = modeRows(process);
  if (rows.length === 0) return [];
  const heads = modeHeads(process);
  if (listing < NARROWEST_TABLE) return rows.flatMap((row) => listedMode(heads, row, listing, paint));
  const names = COLUMNS.map((column) => heads[column]);
  const cells = rows.map((row) => COLUMNS.map((column) => oneLine(row[column])));
  const { head, lines } = table(names, cells, listing);
  const isWrapped = lines.length > rows.length;
  return [paint('dim', head), ...(isWrapped ? table(names, apart(cells), listing).lines : lines)];
}

/** Rows of several lines need a line between them. */
function apart(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return rows.flatMap((row, index) => (index === 0 ? [row] : [[], row]));
}

function listedMode(heads: ModeRow, row: ModeRow, width: number, paint: Painter): readonly string[] {
  const facts = COLUMNS.slice(1).flatMap((column) => {
    const head = `  ${heads[column]}: `;
    const [first = '', ...rest] = wrapText(`${head}${oneLine(row[column])}`, width);
    return [paint('dim', head) + first.slice(head.length), ...rest.map((line) => `  ${line}`)];
  });
  return [...wrapText(oneLine(row.fails), width).map((line) => paint('bold', line)), ...facts];
}
