import type { CompatReport } from '../../compat/finding.js';
import type { Diagnostic } from '../../diagnostics/index.js';
import { VERSION } from '../../version.js';
import { colorLevel } from '../color.js';
import { type CliContext, type Output, print } from '../context.js';
import type { FormatChoice } from '../formats.js';
import { writeReportBeside } from '../report.js';
import { columnsOf } from '../screen.js';
import type { CompatFormat } from './formats.js';
import type { CompatView } from './view.js';

/** A report with what it takes to print it; `root` is the folder that its files are relative to. */
export interface PrintedReport {
  readonly report: CompatReport;
  readonly root: string;
  readonly view: Pick<CompatView, 'subject' | 'base' | 'sources'>;
}

/** Renders each chosen format to where it goes; the diagnostics tell which files could not be written. */
export async function printReport(
  { host, io }: CliContext,
  { report, root, view }: PrintedReport,
  formats: readonly FormatChoice<CompatFormat>[],
): Promise<readonly Diagnostic[]> {
  const refused: Diagnostic[] = [];
  for (const { reporter, file } of formats) {
    const render = await reporter.load();
    const output: Output = file === undefined ? io.out : { ...io.out, terminal: false, columns: undefined };
    const options = { version: VERSION, columns: columnsOf(host, output), color: colorLevel(host.env, output) };
    const text = render(report, { ...view, ...options });
    if (file === undefined) print(io.out, text);
    else refused.push(...writeReportBeside(host, root, view.sources, file, text));
  }
  return refused;
}
