import { isError } from '../../read-catalog.js';
import type { SimulationReport } from '../../simulate/report.js';
import { type CliContext, print } from '../context.js';
import type { ExitCode } from '../exit.js';
import { problem } from '../problems.js';
import { refuseFindings } from '../refuse-findings.js';
import { cutText } from './figures.js';
import type { SimulateFlags } from './flags.js';
import type { ChosenProcess } from './process-argument.js';
import { runSimulation } from './run-simulation.js';

/** Simulates what was chosen; or has told why that is impossible, and gives the exit code. */
export async function makeReport(
  context: CliContext,
  { root, read, name }: ChosenProcess,
  flags: SimulateFlags,
): Promise<{ readonly report: SimulationReport } | { readonly exit: ExitCode }> {
  const refusal = problem('not-simulated', undefined, {});
  const { catalog } = read;
  if (!catalog || read.diagnostics.some(isError)) return { exit: await refuseFindings(context, root, read, refusal) };
  const only = name === undefined ? {} : { only: [name] };
  const { value: report, diagnostics } = runSimulation(context, catalog, { ...optionsOf(flags), ...only });
  if (diagnostics.some(isError))
    return { exit: await refuseFindings(context, root, { ...read, diagnostics }, refusal) };
  warnOfBounds(context, report);
  return { report };
}

function optionsOf({ maxFaults, maxDepth, maxStates, random, seed = 1, from = 0 }: SimulateFlags) {
  return {
    bounds: { maxFaults, maxDepth, maxStates },
    ...(random !== undefined && { random: { runs: random, seed, from } }),
  };
}

/** Warns that a bound has cut a search short; runs by chance are known not to be all. */
function warnOfBounds({ io }: CliContext, { processes }: SimulationReport): void {
  const texts = processes.filter(({ explored }) => explored.how === 'all').flatMap((each) => cutText(each) ?? []);
  for (const text of texts) print(io.err, `warning: ${text}`);
  if (texts.length > 0)
    print(io.err, '  help: Raise `--max-states` or `--max-depth`, lower `--max-faults`, or add `--random 10000`.');
}
