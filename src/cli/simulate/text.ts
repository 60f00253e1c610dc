import { Chalk } from 'chalk';
import { wrapText } from '../../diagnostics/index.js';
import type { ProcessReport, SimulationReport, SimulationViolation } from '../../simulate/report.js';
import { findingText } from '../reporters/pretty.js';
import type { Painter, Style } from '../screen.js';
import { coverageText, endsText, figuresText, speedText } from './figures.js';
import { modeLines } from './mode-lines.js';
import { absorbedText } from './mode-rows.js';
import { traceLanes } from './trace-lanes.js';
import { oneLine } from './trace-tones.js';
import type { SimulationRenderer, SimulationView } from './view.js';
import { counterexampleText, cutTexts, findingOf, sumText, violationsOf } from './violation-list.js';

/** For a person: what can fail and what comes of it, what is wrong, and the runs that show it. */
export const renderText: SimulationRenderer = {
  whole(report, view) {
    const page = pageOf(view);
    const blocks = report.processes.map((process) => processText(page, process, report));
    return `${[...blocks, tailLines(page, report).join('\n')].join('\n\n')}\n`;
  },
  violations(report, view) {
    const page = pageOf(view);
    return `${violationsOf(report)
      .map((violation) => violationText(page, violation))
      .join('\n\n')}\n`;
  },
};

interface Page {
  readonly view: SimulationView;
  readonly paint: Painter;
}

function pageOf(view: SimulationView): Page {
  const chalk = new Chalk({ level: view.color });
  return { view, paint: (style, text) => chalk[style](text) };
}

function processText(page: Page, process: ProcessReport, report: SimulationReport): string {
  const { listing } = page.view;
  const blocks = [
    headLines(page, process, report),
    modeLines(process, { listing, paint: page.paint }),
    remarkLines(page, process),
    ...process.violations.map((violation) => [violationText(page, violation)]),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function headLines(page: Page, process: ProcessReport, { bounds }: SimulationReport): readonly string[] {
  const { kind, name, summary, explored } = process;
  const speed = speedText(explored);
  const figures = figuresText(explored, bounds);
  return [
    `${page.paint('dim', kind)} ${page.paint('bold', oneLine(name))}`,
    ...(summary === undefined ? [] : wrapped(page, summary)),
    ...wrapped(page, speed === undefined ? figures : `${figures}; ${speed}`, 'dim'),
    ...wrapped(page, `ends: ${endsText(process)}`),
  ];
}

function remarkLines(page: Page, process: ProcessReport): readonly string[] {
  const absorbed = absorbedText(process);
  return [
    ...(absorbed === undefined ? [] : wrapped(page, `absorbed without a trace: ${absorbed}`)),
    ...wrapped(page, `coverage: ${coverageText(process)}`),
    ...process.coverage.missed.flatMap((missed) => wrapped(page, `  not taken: ${oneLine(missed)}`, 'yellow')),
    ...process.notes.flatMap((note) => wrapped(page, `note: ${note}`)),
  ];
}

function violationText(page: Page, violation: SimulationViolation): string {
  const { sources, ...options } = page.view;
  const finding = findingOf({ ...violation, message: oneLine(violation.message) });
  return [
    findingText(finding, sources, options),
    '',
    ...wrapped(page, counterexampleText(violation), 'bold'),
    ...(violation.trace === undefined
      ? []
      : ['', ...traceLanes(violation.trace, { columns: options.columns, paint: page.paint })]),
  ].join('\n');
}

function tailLines(page: Page, report: SimulationReport): readonly string[] {
  const violations = violationsOf(report);
  const worst = violations.find(({ severity }) => severity === 'error') ?? violations[0];
  const cut = cutTexts(report).flatMap((text) => hint(page, text));
  if (worst === undefined) {
    const style = cut.length > 0 ? 'yellow' : 'green';
    return [
      ...wrapped(page, `${cut.length > 0 ? '!' : '✔'} ${sumText(report)}${cut.length > 0 ? ' so far' : ''}`, style),
      ...cut,
    ];
  }
  return [
    ...wrapped(page, `✖ ${sumText(report)}`, worst.severity === 'error' ? 'red' : 'yellow'),
    ...cut,
    ...hint(page, `more about a violation: \`sagac explain ${worst.id}\``),
    ...hint(page, `one of them alone: the same command with \`--trace ${worst.number}\``),
  ];
}

function hint(page: Page, text: string): readonly string[] {
  return wrapped(page, `  ${text}`);
}

/** Text on lines that fit; an indent is kept. */
function wrapped({ view, paint }: Page, text: string, style?: Style): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines = wrapText(indent + oneLine(text), view.columns);
  return style === undefined ? lines : lines.map((line) => paint(style, line));
}
