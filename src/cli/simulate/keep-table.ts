import type { SimulationReport } from '../../simulate/report.js';
import { type CliContext, print } from '../context.js';
import { printDiff } from '../diff-text.js';
import { EXIT, type ExitCode } from '../exit.js';
import { refuse } from '../problems.js';
import { reportOptions, writeReportFile } from '../report.js';
import { renderCompact } from '../reporters/compact.js';
import { failureTable } from './failure-table.js';
import type { ChosenProcess } from './process-argument.js';
import { isCurrent, type TableFile, tableDiff } from './table-file.js';
import { findingOf, violationsOf } from './violation-list.js';

/** Writes the failure modes to their file, unless it says the same already. */
export function updateTable(context: CliContext, file: TableFile, report: SimulationReport): ExitCode {
  const text = failureTable(report);
  if (isCurrent(file, text)) {
    print(context.io.out, `${file.path} is current.`);
    return EXIT.clean;
  }
  const failed = writeReportFile(context.host, file.path, text);
  if (failed.length > 0) return refuse(context, ...failed);
  print(context.io.out, `Wrote ${file.path}.`);
  return EXIT.clean;
}

/** The difference goes to `out`, so that a patch can be made of it; what to do about it goes to `err`. */
export async function checkTable(context: CliContext, file: TableFile, report: SimulationReport): Promise<ExitCode> {
  const text = failureTable(report);
  if (isCurrent(file, text)) {
    print(context.io.err, `${file.path} is current.`);
    return EXIT.clean;
  }
  await printDiff(context, tableDiff(file, text));
  const state = file.before === undefined ? 'is missing' : 'is not current';
  print(context.io.err, `${file.path} ${state}: run the same command with \`--update\` in the place of \`--check\`.`);
  return EXIT.findings;
}

/** Tells of each violation in one line on the other stream: the output is about the file. */
export function tellViolations(context: CliContext, chosen: ChosenProcess, report: SimulationReport): void {
  const options = reportOptions(context, { root: chosen.root, checked: chosen.read, rules: [] }, context.io.err);
  print(context.io.err, renderCompact(violationsOf(report).map(findingOf), chosen.read.texts, options));
}
