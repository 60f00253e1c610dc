import { displayWidth } from '../../diagnostics/index.js';
import type { Trace, TraceLine } from '../../simulate/report.js';
import { shrink } from '../table.js';
import { noteText, oneLine } from './trace-tones.js';

/** Where the lanes of a picture stand. */
export interface LanePlan {
  readonly names: readonly string[];
  /** Column of each lane. */
  readonly columns: readonly number[];
  /** Columns of the whole picture, with what stands to the left of the lanes. */
  readonly width: number;
  /** Columns that a text may take. */
  readonly room: number;
}

/** What an arrow takes besides its text, and one that is lost before it arrives. */
export const ARROW = 7;
export const LOST = 3;

const NARROWEST_GAP = 12;
const WIDEST_GAP = 40;
const NARROWEST_NOTE = 14;
// What is longer stands over the lanes to the right.
const WIDEST_NOTE = 24;

/** Names of all lanes that a trace speaks of, in the order in which they come in. */
export function laneNames({ lanes, lines }: Trace): readonly string[] {
  const used = lines.flatMap((line) => {
    if (line.kind === 'message') return [line.from, line.to];
    return line.lane === undefined ? [] : [line.lane];
  });
  return [...new Set([...lanes, ...used])];
}

/**
 * Spreads the lanes over the columns from `margin` to `width`, by what has to stand between them; undefined where they do
 * not fit.
 */
export function planLanes(trace: Trace, margin: number, width: number): LanePlan | undefined {
  const names = laneNames(trace);
  if (names.length === 0) return undefined;
  const heads = names.map((name) => displayWidth(oneLine(name)));
  const first = margin + Math.floor((heads[0] ?? 0) / 2);
  const least = names.map((name, lane) => leastGap(trace.lines, heads, name, lane));
  if (first + sum(least) > width) return undefined;
  const wanted = names.map((_, lane) => Math.max(least[lane] ?? 0, wantedGap(trace.lines, names, lane)));
  const gaps = shrink(wanted, least, width - first);
  const columns = names.map((_, lane) => first + sum(gaps.slice(0, lane)));
  return { names, columns, width: first + sum(gaps), room: width };
}

/** Room to the right of a lane: up to the next one, and beside the last one for what happens there. */
function leastGap(lines: readonly TraceLine[], heads: readonly number[], name: string, lane: number): number {
  const next = heads[lane + 1];
  const own = heads[lane] ?? 0;
  if (next !== undefined) return Math.max(NARROWEST_GAP, Math.ceil((own + next) / 2) + 2);
  const isUsed = lines.some((line) => laneOfNote(line) === name);
  return Math.max(Math.ceil(own / 2) + 1, isUsed ? NARROWEST_NOTE : 0);
}

function wantedGap(lines: readonly TraceLine[], names: readonly string[], lane: number): number {
  const [name, next] = [names[lane], names[lane + 1]];
  const widths = lines.map((line) => {
    if (laneOfNote(line) === name) return Math.min(WIDEST_NOTE, displayWidth(noteText(line)) + 2);
    if (line.kind !== 'message') return 0;
    const isBetween = (line.from === name && line.to === next) || (line.from === next && line.to === name);
    return isBetween ? displayWidth(oneLine(line.text)) + ARROW + (line.lost ? LOST : 0) + 1 : 0;
  });
  return Math.min(WIDEST_GAP, Math.max(0, ...widths));
}

/** The one lane that a line stands in; undefined for one that goes from lane to lane or is about the whole. */
export function laneOfNote(line: TraceLine): string | undefined {
  if (line.kind === 'note') return line.lane;
  return line.from === line.to ? line.from : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
