import type { Diagnostic } from '../diagnostics/index.js';
import type { CheckedCatalog } from '../read-catalog.js';
import type { CliContext } from './context.js';
import { EXIT, type ExitCode } from './exit.js';
import { chooseFormats } from './formats.js';
import { refuse } from './problems.js';
import { writeReport } from './report.js';
import { verdict } from './verdict.js';

/** Tells what is wrong with a catalog on the error stream: it belongs to no output that a caller reads. */
export async function tellDiagnostics(context: CliContext, root: string, checked: CheckedCatalog): Promise<void> {
  const formats = chooseFormats([], context.io.err.terminal).value;
  await writeReport({ ...context, io: { ...context.io, out: context.io.err } }, { root, checked, rules: [] }, formats);
}

/** Tells what is wrong with a catalog that cannot be used, and `refusal` for what; gives the exit code. */
export async function refuseFindings(
  context: CliContext,
  root: string,
  checked: CheckedCatalog,
  refusal: Diagnostic,
): Promise<ExitCode> {
  await tellDiagnostics(context, root, checked);
  refuse(context, refusal);
  return verdict(checked.diagnostics, { failOn: 'error' }) === EXIT.input ? EXIT.input : EXIT.findings;
}
