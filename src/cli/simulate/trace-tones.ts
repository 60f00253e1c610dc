import { printable } from '../../diagnostics/index.js';
import type { TraceLine, TraceTone } from '../../simulate/report.js';
import type { Style } from '../screen.js';

/** The sign before what happens in one lane. */
export const TRACE_MARKS: Readonly<Record<TraceTone, string>> = {
  plain: '·',
  success: '✓',
  fault: '!',
  undo: '↩',
  effect: '●',
  end: '■',
  violation: '✗',
};

/** The colour of a line of a trace. */
export const TRACE_STYLES: Readonly<Record<TraceTone, Style | undefined>> = {
  plain: undefined,
  success: 'green',
  fault: 'yellow',
  undo: 'magenta',
  effect: 'cyan',
  end: 'bold',
  violation: 'red',
};

/** A note behind its sign. */
export function noteText({ text, tone }: TraceLine): string {
  return `${TRACE_MARKS[tone]} ${oneLine(text)}`;
}

/** Text of a report on one line, safe for a terminal. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' ').trim());
}
