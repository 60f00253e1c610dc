import { characterWidth } from '../../diagnostics/display-width.js';
import type { Painter, Style } from '../screen.js';

/** One row of a picture, written over place by place. */
export interface LaneRow {
  /** Puts text at a column; what stood there goes. */
  put(column: number, text: string, style?: Style): void;
  text(paint: Painter): string;
}

interface Cell {
  /** Empty: the second half of a wide character. */
  readonly text: string;
  readonly style?: Style | undefined;
}

const BLANK: Cell = { text: ' ' };

/** An empty row. */
export function createLaneRow(): LaneRow {
  const cells: Cell[] = [];

  function set(column: number, cell: Cell): void {
    while (cells.length < column) cells.push(BLANK);
    // Half a wide character cannot stay.
    if (cell.text !== '' && cells[column]?.text === '') cells[column - 1] = BLANK;
    if (cells[column + 1]?.text === '') cells[column + 1] = BLANK;
    cells[column] = cell;
  }

  return {
    put(column, text, style) {
      let at = column;
      for (const character of text) {
        const width = characterWidth(character);
        const last = cells[at - 1];
        if (width === 0 && last && at > column) cells[at - 1] = { ...last, text: last.text + character };
        if (width > 0) set(at, { text: character, style });
        if (width > 1) set(at + 1, { text: '', style });
        at += width;
      }
    },
    text: (paint) => paintCells(cells, paint),
  };
}

function paintCells(cells: readonly Cell[], paint: Painter): string {
  const end = cells.findLastIndex((cell) => cell.text !== ' ') + 1;
  const parts: { text: string; readonly style: Style | undefined }[] = [];
  for (const { text, style } of cells.slice(0, end)) {
    const last = parts.at(-1);
    if (last && last.style === style) last.text += text;
    else parts.push({ text, style });
  }
  return parts.map(({ text, style }) => (style === undefined ? text : paint(style, text))).join('');
}
