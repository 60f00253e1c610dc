import { wrapText } from '../../diagnostics/index.js';
import type { Trace, TraceLine } from '../../simulate/report.js';
import type { TracePage } from './trace-lanes.js';
import { noteText, oneLine, TRACE_STYLES } from './trace-tones.js';

/** A run as a numbered list, for where its lanes find no room. */
export function traceList(trace: Trace, { columns, paint }: TracePage): readonly string[] {
  const digits = String(trace.lines.length).length;
  return trace.lines.flatMap((line, index) => {
    const style = TRACE_STYLES[line.tone];
    const lines = wrapText(lineText(line), Math.max(1, columns - digits - 2));
    return lines.map((text, row) => {
      const head = row === 0 ? `${String(index + 1).padStart(digits)}. ` : ' '.repeat(digits + 2);
      return paint('dim', head) + (style === undefined ? text : paint(style, text));
    });
  });
}

function lineText(line: TraceLine): string {
  if (line.kind === 'message')
    return `${oneLine(line.from)} ${line.lost ? '─✗' : '→'} ${oneLine(line.to)}: ${oneLine(line.text)}`;
  return line.lane === undefined ? noteText(line) : `${oneLine(line.lane)}: ${noteText(line)}`;
}
