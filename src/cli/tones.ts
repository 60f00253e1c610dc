import type { TimelineTone } from '../runtime/index.js';
import type { Style } from './screen.js';

/** The sign before a line of a timeline. */
export const MARKS: Readonly<Record<TimelineTone, string>> = {
  start: '●',
  progress: '→',
  success: '✓',
  trouble: '!',
  undo: '↩',
  failure: '✗',
  note: '·',
  operator: '◆',
};

/** The colour of a line of a timeline. */
export const STYLES: Readonly<Record<TimelineTone, Style | undefined>> = {
  start: 'bold',
  progress: undefined,
  success: 'green',
  trouble: 'yellow',
  undo: 'magenta',
  failure: 'red',
  note: 'dim',
  operator: 'cyan',
};
