import { mermaidText } from '../../runtime/ops/flowchart.js';
import type { SimulationReport, SimulationViolation, Trace, TraceLine, TraceTone } from '../../simulate/report.js';
import { laneNames, laneOfNote } from './lane-plan.js';
import { noteText, oneLine } from './trace-tones.js';
import type { SimulationRenderer } from './view.js';
import { violationsOf } from './violation-list.js';

/** One Mermaid sequence diagram, with the counterexamples below each other. */
export const renderMermaid: SimulationRenderer = { whole: diagramOfReport, violations: diagramOfReport };

function diagramOfReport(report: SimulationReport): string {
  const shown = violationsOf(report).filter(({ trace }) => trace !== undefined);
  const lanes = [...new Set(shown.flatMap(({ trace }) => (trace ? laneNames(trace) : [])))];
  return diagram(
    lanes,
    shown.flatMap((violation) => counterexampleLines(violation, lanes)),
  );
}

/** One run as a Mermaid sequence diagram. Whatever stands in texts, none of it is read as Mermaid. */
export function traceDiagram(trace: Trace): string {
  const lanes = laneNames(trace);
  return diagram(lanes, traceLines(trace, lanes));
}

function diagram(lanes: readonly string[], lines: readonly string[]): string {
  const heads = lanes.map((name, index) => `participant p${index + 1} as ${encoded(name)}`);
  return ['sequenceDiagram', ...[...heads, ...lines].map((line) => `  ${line}`), ''].join('\n');
}

function counterexampleLines(violation: SimulationViolation, lanes: readonly string[]): readonly string[] {
  if (violation.trace === undefined) return [];
  const title = `${violation.number}. ${violation.message}`;
  return [noteOver(lanes, undefined, title), ...traceLines(violation.trace, lanes)];
}

/** Neighbours of one tone share a background. */
function traceLines({ lines }: Trace, lanes: readonly string[]): readonly string[] {
  return lines.flatMap((line, index) => {
    const colour = COLOURS[line.tone];
    const drawn = lineOf(line, lanes);
    if (colour === undefined) return [drawn];
    const opens = lines[index - 1]?.tone !== line.tone;
    const closes = lines[index + 1]?.tone !== line.tone;
    return [...(opens ? [`rect ${colour}`] : []), `  ${drawn}`, ...(closes ? ['end'] : [])];
  });
}

/** Behind what is worth a look; faint, so that it suits a light and a dark page. */
const COLOURS: Readonly<Record<TraceTone, string | undefined>> = {
  plain: undefined,
  success: undefined,
  fault: 'rgba(255, 200, 0, 0.25)',
  undo: 'rgba(190, 75, 219, 0.2)',
  effect: 'rgba(21, 170, 191, 0.2)',
  end: undefined,
  violation: 'rgba(250, 82, 82, 0.3)',
};

function lineOf(line: TraceLine, lanes: readonly string[]): string {
  if (line.kind === 'note') return noteOver(lanes, laneOfNote(line), noteText(line));
  const arrow = line.lost ? '-x' : '->>';
  return `${idOf(lanes, line.from)}${arrow}${idOf(lanes, line.to)}: ${encoded(line.text)}`;
}

/** Without a lane it spans all of them. */
function noteOver(lanes: readonly string[], lane: string | undefined, text: string): string {
  const all = lanes.length > 1 ? `p1,p${lanes.length}` : 'p1';
  return `Note over ${lane === undefined ? all : idOf(lanes, lane)}: ${encoded(text)}`;
}

function idOf(lanes: readonly string[], lane: string): string {
  return `p${lanes.indexOf(lane) + 1}`;
}

/** A text of nothing would leave the line without its end. */
function encoded(text: string): string {
  return mermaidText(oneLine(text)) || '-';
}
