import { Chalk, type ChalkInstance } from 'chalk';
import {
  codeFrame,
  type Diagnostic,
  type FrameLine,
  type Label,
  type Mark,
  printable,
  printableLine,
  type Severity,
  wrapText,
} from '../../diagnostics/index.js';
import { joinPath } from '../paths.js';
import { createPlaces, type Range } from './places.js';
import type { Render, ReportOptions } from './reporter.js';
import { countFindings, countText, fixText, plural } from './summary.js';

type Paint = (text: string) => string;

/** What it takes to show a single finding. */
export type FindingOptions = Pick<ReportOptions, 'base' | 'columns' | 'color'>;

/** What the parts of one report share. */
interface Page {
  readonly chalk: ChalkInstance;
  readonly options: FindingOptions;
  readonly sources: ReadonlyMap<string, string>;
  readonly rangeOf: (span: Label['span']) => Range;
}

const NARROWEST_CODE = 20;

/** What else is said below a finding: `= name: text`. */
export interface Remark {
  readonly name: string;
  readonly text: string;
  readonly tone: 'red' | 'yellow' | 'green' | 'cyan';
}

/** One finding with the lines it is about, and what to do. */
export function findingText(
  diagnostic: Diagnostic,
  sources: ReadonlyMap<string, string>,
  options: FindingOptions,
  more: readonly Remark[] = [],
): string {
  const page = pageOf(sources, options);
  return findingLines(page, diagnostic, true, more).join('\n');
}

/** For a person at a terminal: each finding with the lines it is about, what to do and why, and a summary. */
export const renderPretty: Render = (diagnostics, sources, options) => {
  const page = pageOf(sources, options);
  const explained = new Set<string>();
  const blocks = diagnostics.map((diagnostic) => {
    const first = !explained.has(diagnostic.code);
    explained.add(diagnostic.code);
    return findingLines(page, diagnostic, first).join('\n');
  });
  return `${[...blocks, summaryLines(page, diagnostics, options.subject).join('\n')].join('\n\n')}\n`;
};

function pageOf(sources: ReadonlyMap<string, string>, options: FindingOptions): Page {
  return { chalk: new Chalk({ level: options.color }), options, sources, rangeOf: createPlaces(sources) };
}

/** Why it matters is said once per code: the tenth finding of a rule needs no lecture. */
function findingLines(
  page: Page,
  diagnostic: Diagnostic,
  first: boolean,
  more: readonly Remark[] = [],
): readonly string[] {
  const { chalk, options } = page;
  const paint = severityPaint(chalk, diagnostic.severity);
  const width = gutterWidth(page, diagnostic);
  const head = `${diagnostic.severity}[${diagnostic.code}]`;
  const [title = '', ...rest] = wrapText(`${head}: ${printable(diagnostic.message)}`, options.columns);
  const remarks = [
    ...remark(page, width, 'help', diagnostic.help, chalk.green),
    ...remark(page, width, 'fix', fixRemark(diagnostic), chalk.green),
    ...remark(page, width, 'why', first ? diagnostic.note : undefined, chalk.cyan),
    ...more.flatMap(({ name, text, tone }) => remark(page, width, name, text, chalk[tone])),
  ];
  return [
    title.startsWith(head) ? paint.bold(head) + chalk.bold(title.slice(head.length)) : chalk.bold(title),
    ...rest.map((line) => chalk.bold(line)),
    ...frameLines(page, diagnostic, width, paint),
    ...(remarks.length > 0 && diagnostic.span ? [gutter(page, width, '')] : []),
    ...remarks,
  ];
}

function fixRemark({ fix }: Diagnostic): string | undefined {
  return fix && `${fix.title} (\`--fix${fix.safety === 'unsafe' ? ' --unsafe' : ''}\`)`;
}

function remark(page: Page, width: number, name: string, text: string | undefined, paint: Paint): readonly string[] {
  if (text === undefined) return [];
  const head = `${' '.repeat(width)} = ${name}: `;
  const hang = page.options.columns < 50 ? ' '.repeat(width + 3) : ' '.repeat(head.length);
  const room = Math.max(NARROWEST_CODE, page.options.columns - head.length);
  const [first = '', ...rest] = wrapText(printable(text), room);
  const start = `${' '.repeat(width)} ${page.chalk.blueBright('=')} ${paint(`${name}:`)} ${first}`;
  return [start, ...rest.map((line) => (line === '' ? '' : hang + line))];
}

/** One frame for each file that takes part, the blamed one first. */
function frameLines(page: Page, diagnostic: Diagnostic, width: number, paint: Paint): readonly string[] {
  const { span, labels = [] } = diagnostic;
  if (!span) return [];
  const marks: readonly Mark[] = [{ span, primary: true }, ...labels.map((label) => ({ ...label, primary: false }))];
  const files = [...new Set(marks.map((mark) => mark.span.file))];
  return files.flatMap((file, index) => {
    const inFile = marks.filter((mark) => mark.span.file === file);
    const at = page.rangeOf((inFile[0] ?? { span }).span).start;
    const where = `${printableLine(joinPath(page.options.base, file))}:${at.line}:${at.column}`;
    const corner = index === 0 ? '┌─' : '├─';
    const head = `${' '.repeat(width)} ${page.chalk.blueBright(corner)} ${where}`;
    const source = page.sources.get(file);
    if (source === undefined) return [head];
    const room = Math.max(NARROWEST_CODE, page.options.columns - width - 3);
    const lines = codeFrame(source, inFile, room).map((line) => frameLine(page, width, line, paint));
    return [head, gutter(page, width, ''), ...lines];
  });
}

function frameLine(page: Page, width: number, line: FrameLine, paint: Paint): string {
  switch (line.kind) {
    case 'source':
      return gutter(page, width, line.text, String(line.number));
    case 'gap':
      return page.chalk.blueBright(`${' '.repeat(width)} ⋮`);
    case 'mark': {
      const color = line.primary ? paint : page.chalk.blueBright;
      const text = line.text === '' ? '' : ` ${line.text}`;
      return gutter(
        page,
        width,
        ' '.repeat(line.indent) + color((line.primary ? '^' : '-').repeat(line.length) + text),
      );
    }
    case 'text':
      return gutter(page, width, ' '.repeat(line.indent) + (line.primary ? paint : page.chalk.blueBright)(line.text));
  }
}

function gutter(page: Page, width: number, text: string, number = ''): string {
  return `${page.chalk.blueBright(`${number.padStart(width)} │`)} ${text}`.trimEnd();
}

function gutterWidth(page: Page, { span, labels = [] }: Diagnostic): number {
  const spans = [...(span ? [span] : []), ...labels.map((label) => label.span)];
  return Math.max(1, ...spans.map((entry) => String(page.rangeOf(entry).start.line).length));
}

function severityPaint(chalk: ChalkInstance, severity: Severity): ChalkInstance {
  switch (severity) {
    case 'error':
      return chalk.red;
    case 'warning':
      return chalk.yellow;
    case 'info':
      return chalk.cyan;
  }
}

function summaryLines(page: Page, diagnostics: readonly Diagnostic[], subject: string): readonly string[] {
  const { chalk, options } = page;
  const [worst] = diagnostics;
  if (!worst) return [chalk.green(`✔ ${subject}, no problems`)];
  const counts = countFindings(diagnostics);
  const files = new Set(diagnostics.flatMap((diagnostic) => diagnostic.span?.file ?? [])).size;
  const paint = severityPaint(chalk, counts.errors > 0 ? 'error' : counts.warnings > 0 ? 'warning' : 'info');
  const fixes = fixText(counts);
  const hints = [...(fixes === undefined ? [] : [fixes]), `more about a finding: \`sagac explain ${worst.code}\``];
  const head = `✖ ${countText(counts)}${files === 0 ? '' : ` in ${plural(files, 'file')}`}`;
  return [paint.bold(head), ...hints.flatMap((hint) => hintLines(hint, options.columns))];
}

function hintLines(hint: string, columns: number): readonly string[] {
  return wrapText(hint, columns - 2).map((line) => `  ${line}`);
}
