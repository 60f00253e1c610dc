import type { Outcome } from '../../diagnostics/index.js';
import type { SimulationReport } from '../../simulate/report.js';
import type { CliCommand, CliContext } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { chooseAmong, type FormatChoice } from '../formats.js';
import { problem, refuse } from '../problems.js';
import { counted } from '../simulate/figures.js';
import { addSimulateFlags, flagProblems, type SimulateFlags } from '../simulate/flags.js';
import { type SimulationFormat, simulationFormats } from '../simulate/formats.js';
import { checkTable, tellViolations, updateTable } from '../simulate/keep-table.js';
import { makeReport } from '../simulate/make-report.js';
import { printReport } from '../simulate/print-report.js';
import { type ChosenProcess, chooseProcess } from '../simulate/process-argument.js';
import { findTableFile } from '../simulate/table-file.js';
import { findingOf, onlyViolation, violationsOf } from '../simulate/violation-list.js';
import { verdict } from '../verdict.js';

/** `sagac simulate`: every way in which sagas and flows can fail, from their definitions alone. */
export const simulateCommand: CliCommand = {
  configure(command, perform) {
    addSimulateFlags(
      command
        .argument('[process]', 'name of a saga or flow; all by default')
        .argument('[dir]', 'folder of the catalog'),
    );
    command.addHelpText('after', HELP);
    command.action((process: string | undefined, dir: string | undefined, flags: SimulateFlags) =>
      perform((context) => simulate(context, process, dir, flags)),
    );
  },
};

const HELP = `
FORMAT is text, markdown, json or mermaid. With FORMAT=FILE the report is still shown,
and goes to the file as well.

Exit codes: 0 no violation at the threshold, 1 violations, a catalog with errors, or
a file that is not current, 2 wrong usage or a catalog that cannot be read.

Examples:
  $ sagac simulate
  $ sagac simulate Checkout --max-faults 3
  $ sagac simulate Checkout --trace 1 --format mermaid
  $ sagac simulate --update
  $ sagac simulate --check`;

async function simulate(
  context: CliContext,
  process: string | undefined,
  dir: string | undefined,
  flags: SimulateFlags,
): Promise<ExitCode> {
  const formats = chooseAmong(simulationFormats, flags.format ?? [], 'text');
  const { value: chosen, diagnostics } = await chooseProcess(context.host, process, dir);
  const wrong = [...formats.diagnostics, ...flagProblems(flags, chosen?.name), ...diagnostics];
  if (wrong.length > 0 || chosen === undefined) return refuse(context, ...wrong);
  return flags.update || flags.check
    ? keepTable(context, chosen, flags, formats.value)
    : showReport(context, chosen, flags, formats.value);
}

type Formats = readonly FormatChoice<SimulationFormat>[];

async function showReport(
  context: CliContext,
  chosen: ChosenProcess,
  flags: SimulateFlags,
  formats: Formats,
): Promise<ExitCode> {
  const made = await makeReport(context, chosen, flags);
  if (!('report' in made)) return made.exit;
  const shown = partOf(made.report, flags.trace);
  if (shown.value === undefined) return refuse(context, ...shown.diagnostics);
  const part = flags.trace === undefined ? 'whole' : 'violations';
  const refused = await printReport(context, chosen, shown.value, formats, part);
  return refused.length > 0 ? refuse(context, ...refused) : judge(made.report, flags);
}

function partOf(report: SimulationReport, number: number | undefined): Outcome<SimulationReport | undefined> {
  const value = number === undefined ? report : onlyViolation(report, number);
  const found = counted(violationsOf(report).length, 'violation');
  return { value, diagnostics: value ? [] : [problem('unknown-trace', undefined, { number: number ?? 0, found })] };
}

/** The file is looked at first: nobody should wait to be told that it may not be written. */
async function keepTable(
  context: CliContext,
  chosen: ChosenProcess,
  flags: SimulateFlags,
  formats: Formats,
): Promise<ExitCode> {
  const file = findTableFile(context.host, chosen.root, flags.file);
  if (file.value === undefined) return refuse(context, ...file.diagnostics);
  const made = await makeReport(context, chosen, flags);
  if (!('report' in made)) return made.exit;
  const others = formats.filter((format) => format.file !== undefined);
  const refused = await printReport(context, chosen, made.report, others, 'whole');
  if (refused.length > 0) return refuse(context, ...refused);
  tellViolations(context, chosen, made.report);
  const keep = flags.check ? checkTable : updateTable;
  const kept = await keep(context, file.value, made.report);
  return kept === EXIT.clean ? judge(made.report, flags) : kept;
}

function judge(report: SimulationReport, { failOn, maxWarnings }: SimulateFlags): ExitCode {
  const threshold = { failOn, ...(maxWarnings !== undefined && { maxWarnings }) };
  const findings = violationsOf(report).map(findingOf);
  return verdict(findings, threshold, new Set(findings.map(({ code }) => code)));
}
