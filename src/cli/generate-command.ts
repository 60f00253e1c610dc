import type { Diagnostic } from '../diagnostics/index.js';
import { shellWord } from '../generate/targets/topics/shell-word.js';
import { checkPlan } from '../generate/write/check-plan.js';
import { type GeneratedCatalog, isError } from '../pipeline.js';
import { print } from './context.js';
import { printDiff } from './diff-text.js';
import type { ExitCode } from './exit.js';
import { baseOf, carryOut, type GenerateRun, type Made, make, showErrors, showFindings } from './generate-run.js';
import { checkText, planText } from './generate-text.js';
import { noting } from './generate-unchanged.js';
import { relativePath } from './paths.js';
import { verdict } from './verdict.js';

/** Generates and writes, or with `--dry-run` tells what would be written. */
export async function write(run: GenerateRun): Promise<ExitCode> {
  const note = noting(run);
  const made = await make(run, note.host);
  return made.plan ? tellWritten(run, made, carryOut(run, made, note)) : refuseErrors(run, made.generated);
}

async function tellWritten(run: GenerateRun, made: Made, disk: readonly Diagnostic[]): Promise<ExitCode> {
  const { io } = run.context;
  const diagnostics = [...made.generated.diagnostics, ...disk];
  await showFindings(run, made.generated, disk);
  if (diagnostics.some(isError)) print(io.err, 'Nothing was written.');
  else print(io.out, planText(made.plan, baseOf(run), run.flags.dryRun === true));
  return verdict(diagnostics, { failOn: 'error' });
}

/**
 * Tells what is not current. The difference goes to `out`, so that a patch can be made of it; what to do about it goes to `err`.
 */
export async function check(run: GenerateRun): Promise<ExitCode> {
  const { io } = run.context;
  const made = await make(run, run.context.host);
  if (!made.plan) return refuseErrors(run, made.generated);
  const { generated, plan, problems, left } = made;
  const stale = checkPlan(plan);
  await printDiff(run.context, stale.value.map((finding) => finding.diff).join(''));
  // What is in the way is told below, and then nothing can be said to be current.
  const isBlocked = plan.files.some((file) => file.kind === 'blocked');
  if (!isBlocked || stale.value.length > 0) print(io.err, checkText(plan, stale.value, baseOf(run), commandOf(run)));
  const told = problems.filter((entry) => entry.code !== 'generated-file-edited');
  await showFindings(run, generated, [...told, ...left]);
  return verdict([...problems, ...stale.diagnostics], { failOn: 'error' });
}

async function refuseErrors(run: GenerateRun, generated: GeneratedCatalog): Promise<ExitCode> {
  await showErrors(run, generated);
  return verdict(generated.diagnostics, { failOn: 'error' });
}

/** What to type to bring files up to date that `--check` has found. */
function commandOf({ context, root, flags }: GenerateRun): string {
  const dir = relativePath(context.host.cwd, root);
  const parts = [
    'sagac generate',
    ...(dir === '' ? [] : [typed(dir)]),
    ...(flags.service === undefined ? [] : [`--service ${typed(flags.service)}`]),
    ...(flags.out === undefined ? [] : [`--out ${typed(flags.out)}`]),
  ];
  return parts.join(' ');
}

/** A word as one types it: in quotes where a shell would see more than a word in it. */
function typed(word: string): string {
  return /^[\w./@:+-]+$/.test(word) ? word : shellWord(word);
}
