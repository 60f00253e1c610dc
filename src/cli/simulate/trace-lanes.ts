import { displayWidth } from '../../diagnostics/index.js';
import type { Trace, TraceLine } from '../../simulate/report.js';
import type { Painter } from '../screen.js';
import { cellLines } from '../table.js';
import { ARROW, type LanePlan, LOST, laneOfNote, planLanes } from './lane-plan.js';
import { createLaneRow, type LaneRow } from './lane-row.js';
import { traceList } from './trace-list.js';
import { oneLine, TRACE_MARKS, TRACE_STYLES } from './trace-tones.js';

/** What a picture is drawn for. */
export interface TracePage {
  readonly columns: number;
  readonly paint: Painter;
}

/** A run as a timeline with one lane a service, numbered step by step; where the lanes do not fit, as a list. */
export function traceLanes(trace: Trace, { columns, paint }: TracePage): readonly string[] {
  const digits = String(trace.lines.length).length;
  const plan = planLanes(trace, digits + 2, columns);
  if (plan === undefined) return traceList(trace, { columns, paint });
  const body = trace.lines.flatMap((line, index) => {
    const rows = drawLine(plan, line);
    rows[0]?.put(0, String(index + 1).padStart(digits), 'dim');
    return rows;
  });
  return [headRow(plan), barRow(plan), ...body, barRow(plan)].map((row) => row.text(paint));
}

function headRow({ names, columns }: LanePlan): LaneRow {
  const row = createLaneRow();
  for (const [lane, name] of names.entries()) {
    const text = oneLine(name);
    row.put((columns[lane] ?? 0) - Math.floor(displayWidth(text) / 2), text, 'bold');
  }
  return row;
}

/** Every row begins with the lanes; what happens is written over them. */
function barRow({ columns }: LanePlan): LaneRow {
  const row = createLaneRow();
  for (const column of columns) row.put(column, '│', 'dim');
  return row;
}

function drawLine(plan: LanePlan, line: TraceLine): readonly LaneRow[] {
  const lane = laneOfNote(line);
  if (lane !== undefined) return drawNote(plan, line, lane);
  return line.kind === 'message' ? drawMessage(plan, line) : drawBanner(plan, line);
}

/** Stands beside its lane, over the lanes to the right where it is long. */
function drawNote(plan: LanePlan, line: TraceLine, lane: string): readonly LaneRow[] {
  const column = columnOf(plan, lane);
  const style = TRACE_STYLES[line.tone];
  const mark = line.kind === 'note' ? `${TRACE_MARKS[line.tone]} ` : line.lost ? '├─✗ ' : '├─▶ ';
  return cellLines(oneLine(line.text), plan.room - column - mark.length).map((text, index) => {
    const row = barRow(plan);
    if (index === 0) row.put(column, mark, style);
    row.put(column + mark.length, text, style);
    return row;
  });
}

/** Of what concerns the whole: a line through all lanes. */
function drawBanner(plan: LanePlan, line: TraceLine): readonly LaneRow[] {
  const first = plan.columns[0] ?? 0;
  const style = TRACE_STYLES[line.tone];
  return cellLines(oneLine(line.text), plan.room - first - 6).map((text, index) => {
    const row = createLaneRow();
    row.put(first, '┄'.repeat(plan.width - first), 'dim');
    row.put(first + 2, ` ${index === 0 ? TRACE_MARKS[line.tone] : ' '} ${text} `, style);
    return row;
  });
}

type Message = Extract<TraceLine, { kind: 'message' }>;

/** The text stands in the arrow if there is room, else above it. */
function drawMessage(plan: LanePlan, line: Message): readonly LaneRow[] {
  const [from, to] = [columnOf(plan, line.from), columnOf(plan, line.to)];
  const [start, room] = [Math.min(from, to) + 1, Math.abs(from - to) - 1];
  const text = oneLine(line.text);
  const style = TRACE_STYLES[line.tone];
  if (displayWidth(text) + ARROW + (line.lost ? LOST : 0) <= room) return [drawArrow(plan, line, text)];
  const above = cellLines(text, room - 2).map((part) => {
    const row = barRow(plan);
    row.put(start + 1, part, style);
    return row;
  });
  return [...above, drawArrow(plan, line, '')];
}

/** What is lost ends before the lane that it was meant for. */
function drawArrow(plan: LanePlan, line: Message, text: string): LaneRow {
  const [from, to] = [columnOf(plan, line.from), columnOf(plan, line.to)];
  const isRight = from < to;
  const stop = line.lost ? LOST : 0;
  const [start, end] = isRight ? [from + 1, to - stop] : [to + 1 + stop, from];
  const row = barRow(plan);
  const shaft = Array.from({ length: end - start }, (_, at) => (plan.columns.includes(start + at) ? '┼' : '─'));
  const style = TRACE_STYLES[line.tone];
  row.put(start, shaft.join(''), style);
  row.put(isRight ? end - 1 : start, line.lost ? '✗' : isRight ? '▶' : '◀', style);
  if (text !== '') row.put(start + (isRight ? 2 : 3), ` ${text} `, style);
  return row;
}

function columnOf({ names, columns }: LanePlan, lane: string): number {
  return columns[names.indexOf(lane)] ?? 0;
}
