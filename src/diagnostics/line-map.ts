import type { Position } from './span.js';

/** Finds lines and columns in one text. */
export interface LineMap {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  /** Text of a 1-based line, without its line break. */
  lineText(line: number): string;
  /** Offset at which a 1-based line begins. */
  lineStart(line: number): number;
}

export function createLineMap(text: string): LineMap {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);

  function lineAt(offset: number): number {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  return {
    lineCount: starts.length,
    positionAt(offset) {
      const line = lineAt(Math.max(0, Math.min(offset, text.length)));
      return { line, column: Math.min(offset, text.length) - (starts[line - 1] as number) + 1 };
    },
    lineText(line) {
      const start = starts[line - 1] ?? text.length;
      const end = starts[line] === undefined ? text.length : (starts[line] as number) - 1;
      return text.slice(start, end).replace(/\r$/, '');
    },
    lineStart: (line) => starts[line - 1] ?? text.length,
  };
}
