import { capital, markdownFence, markdownPage, markdownTable, markdownText } from '../../diagnostics/index.js';
import type { ProcessReport, SimulationViolation } from '../../simulate/report.js';
import { coverageText, endsText, figuresText } from './figures.js';
import { traceDiagram } from './mermaid.js';
import { absorbedText, type ModeRow, modeHeads, modeRows } from './mode-rows.js';
import type { SimulationRenderer } from './view.js';
import { counterexampleText, cutTexts, sumText, violationsOf } from './violation-list.js';

/** For a pull request or a wiki: the same as the text, with the runs as Mermaid diagrams. */
export const renderMarkdown: SimulationRenderer = {
  whole(report, { catalog }) {
    const cut = cutTexts(report).map(markdownText);
    return markdownPage([
      `# Simulation of ${markdownText(catalog)}`,
      markdownText([`${sumText(report)}.`, ...cut].join(' ')),
      ...report.processes.flatMap((process) => [
        ...processBlocks(process, [markdownText(figuresText(process.explored, report.bounds))]),
        ...process.violations.flatMap(violationBlocks),
      ]),
    ]);
  },
  violations: (report) => markdownPage(violationsOf(report).flatMap(violationBlocks)),
};

/** What is known of a saga or flow, without what is wrong with it; `facts` stand below its summary. */
export function processBlocks(process: ProcessReport, facts: readonly string[] = []): readonly string[] {
  const { kind, name, summary, coverage, notes } = process;
  const absorbed = absorbedText(process);
  return [
    `## ${kind} ${markdownText(name)}`,
    ...(summary === undefined ? [] : [markdownText(summary)]),
    ...facts,
    markdownText(`Ends: ${endsText(process)}.`),
    ...modeTable(process),
    ...(absorbed === undefined ? [] : [markdownText(`Absorbed without a trace: ${absorbed}.`)]),
    markdownText(`Coverage: ${coverageText(process)}.`),
    ...list([...coverage.missed.map((missed) => `not taken: ${missed}`), ...notes]),
  ];
}

function modeTable(process: ProcessReport): readonly string[] {
  const rows = modeRows(process);
  const cells = (row: ModeRow) => [row.fails, row.does, row.end, row.left, row.told].map(markdownText);
  return rows.length === 0 ? [] : [markdownTable(cells(modeHeads(process)), rows.map(cells))];
}

/** A list in one block; nothing without items. */
export function list(items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [items.map((item) => `- ${markdownText(item)}`).join('\n')];
}

function violationBlocks(violation: SimulationViolation): readonly string[] {
  const { id, severity, message, help, trace } = violation;
  return [
    `### ${severity}: ${markdownText(message)}`,
    markdownText(`Invariant \`${id}\`.${help === undefined ? '' : ` ${help}`}`),
    markdownText(sentence(counterexampleText(violation))),
    ...(trace === undefined ? [] : [markdownFence('mermaid', traceDiagram(trace).trimEnd())]),
  ];
}

function sentence(text: string): string {
  return `${capital(text)}${text.endsWith(':') ? '' : '.'}`;
}
