import { resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.js';
import { type Host, HostError } from '../host.js';
import { SETTINGS_FILE } from '../language/find-catalog.js';
import type { CheckedCatalog } from '../read-catalog.js';
import { VERSION } from '../version.js';
import { colorLevel } from './color.js';
import { type CliContext, type Output, print } from './context.js';
import type { FormatChoice } from './formats.js';
import { relativePath } from './paths.js';
import { problem } from './problems.js';
import type { ReportOptions, RuleText } from './reporters/reporter.js';
import { countFindings, countText, fixText, plural } from './reporters/summary.js';
import { columnsOf } from './screen.js';
import { writeWhole } from './write-whole.js';

/** What is reported, and on which catalog. */
export interface Report {
  readonly root: string;
  readonly checked: CheckedCatalog;
  readonly rules: readonly RuleText[];
  readonly extras?: Pick<ReportOptions, 'failOn' | 'stats' | 'hidden'>;
}

/** Renders each chosen format to where it goes; the diagnostics tell which files could not be written. */
export async function writeReport(
  context: CliContext,
  report: Report,
  formats: readonly FormatChoice[],
): Promise<readonly Diagnostic[]> {
  const { host, io } = context;
  const { diagnostics, texts } = report.checked;
  const refused: Diagnostic[] = [];
  for (const { reporter, file } of formats) {
    const render = await reporter.load();
    const output: Output = file === undefined ? io.out : { ...io.out, terminal: false, columns: undefined };
    const text = render(diagnostics, texts, reportOptions(context, report, output));
    if (file === undefined) print(io.out, text);
    else refused.push(...writeReportBeside(host, report.root, texts, file, text));
  }
  if (formats.some((choice) => choice.file === undefined && choice.reporter.id === 'compact'))
    summarize(context, report);
  return refused;
}

/** What reporters are told; `output` is where the text will go. */
export function reportOptions({ host }: CliContext, report: Report, output: Output): ReportOptions {
  return {
    base: relativePath(host.cwd, report.root),
    version: VERSION,
    subject: subjectOf(report.checked),
    rules: report.rules,
    columns: columnsOf(host, output),
    color: colorLevel(host.env, output),
    ...report.extras,
  };
}

function subjectOf({ catalog, texts }: CheckedCatalog): string {
  if (!catalog) return 'catalog';
  const sections = [
    catalog.services,
    catalog.types,
    catalog.channels,
    catalog.events,
    catalog.commands,
    catalog.sagas,
    catalog.flows,
  ];
  const definitions = sections.reduce((sum, section) => sum + section.size, 0);
  return `${catalog.settings.catalog}: ${plural(definitions, 'definition')} in ${plural(texts.size, 'file')}`;
}

/** One line a finding leaves no room for a sum, so that goes to the other stream. */
function summarize({ io }: CliContext, { checked }: Report): void {
  const counts = countFindings(checked.diagnostics);
  const fixes = fixText(counts);
  const text = countText(counts);
  if (text !== '') print(io.err, fixes === undefined ? text : `${text}; ${fixes}`);
}

/** Writes a report to a file, but not over one that the catalog in the folder `root` was read from. */
export function writeReportBeside(
  host: Host,
  root: string,
  sources: CheckedCatalog['texts'],
  file: string,
  text: string,
): readonly Diagnostic[] {
  const path = relativePath(root, resolve(host.cwd, file));
  if (path === SETTINGS_FILE || sources.has(path)) return [problem('report-over-source', undefined, { path: file })];
  return writeReportFile(host, file, text);
}

/** Writes a report to a file, named as seen from where the command runs; the diagnostics tell why it could not. */
export function writeReportFile(host: Host, file: string, text: string): readonly Diagnostic[] {
  const path = resolve(host.cwd, file);
  try {
    writeWhole(host, path, text);
    return [];
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return [problem('disk-refused', undefined, { path: file, doing: 'written', code: error.code })];
  }
}
