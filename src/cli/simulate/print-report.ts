import type { Diagnostic } from '../../diagnostics/index.js';
import type { SimulationReport } from '../../simulate/report.js';
import { VERSION } from '../../version.js';
import { colorLevel } from '../color.js';
import { type CliContext, type Output, print } from '../context.js';
import type { FormatChoice } from '../formats.js';
import { relativePath } from '../paths.js';
import { writeReportBeside } from '../report.js';
import { columnsOf, listingColumns } from '../screen.js';
import type { SimulationFormat } from './formats.js';
import type { ChosenProcess } from './process-argument.js';
import type { SimulationRenderer, SimulationView } from './view.js';

/** Renders each chosen format to where it goes; the diagnostics tell which files could not be written. */
export async function printReport(
  context: CliContext,
  chosen: ChosenProcess,
  report: SimulationReport,
  formats: readonly FormatChoice<SimulationFormat>[],
  part: keyof SimulationRenderer,
): Promise<readonly Diagnostic[]> {
  const { host, io } = context;
  const refused: Diagnostic[] = [];
  for (const { reporter, file } of formats) {
    const renderer = await reporter.load();
    const output: Output = file === undefined ? io.out : { ...io.out, terminal: false, columns: undefined };
    const text = renderer[part](report, viewOf(context, chosen, output));
    if (file === undefined) print(io.out, text);
    else refused.push(...writeReportBeside(host, chosen.root, chosen.read.texts, file, text));
  }
  return refused;
}

function viewOf({ host }: CliContext, { root, read }: ChosenProcess, output: Output): SimulationView {
  return {
    catalog: read.catalog?.settings.catalog ?? '',
    base: relativePath(host.cwd, root),
    version: VERSION,
    sources: read.texts,
    columns: columnsOf(host, output),
    listing: listingColumns(host, output),
    color: colorLevel(host.env, output),
  };
}
