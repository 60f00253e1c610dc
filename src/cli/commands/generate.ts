import { Option } from 'commander';
import type { Diagnostic, Outcome } from '../../diagnostics/index.js';
import { applyPlan } from '../../generate/write/apply-plan.js';
import { checkPlan } from '../../generate/write/check-plan.js';
import { leftFolders } from '../../generate/write/left-folders.js';
import { planWrite, type WritePlan } from '../../generate/write/write-plan.js';
import { type CheckedCatalog, type GeneratedCatalog, generateCatalog, isError } from '../../pipeline.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { printDiff } from '../diff-text.js';
import type { ExitCode } from '../exit.js';
import { chooseFormats } from '../formats.js';
import { checkText, planText } from '../generate-text.js';
import { locateCatalog, relativePath } from '../paths.js';
import { refuse } from '../problems.js';
import { writeReport } from '../report.js';
import { collect } from '../values.js';
import { verdict } from '../verdict.js';

interface GenerateFlags {
  readonly check?: true;
  readonly dryRun?: true;
  readonly only?: readonly string[];
  readonly force?: true;
}

/** `sagac generate`: writes what `sagac.yaml` asks for, or tells whether it is current. */
export const generateCommand: CliCommand = {
  configure(command, perform) {
    command
      .argument('[dir]', 'folder of the catalog')
      .addOption(
        new Option('--check', 'write nothing; fail and show the difference when a file is not current').conflicts([
          'dryRun',
          'force',
        ]),
      )
      .option('--dry-run', 'write nothing; say what would be written')
      .option('--only <target>', 'this target only; may be repeated', collect)
      .option('--force', 'overwrite generated files that were edited by hand')
      .action((dir: string | undefined, flags: GenerateFlags) => perform((context) => generate(context, dir, flags)));
  },
};

async function generate(context: CliContext, dir: string | undefined, flags: GenerateFlags): Promise<ExitCode> {
  const { value: root, diagnostics } = locateCatalog(context.host, dir);
  if (root === undefined) return refuse(context, ...diagnostics);
  const made = await generateCatalog(context.host, root, flags.only && { targets: flags.only });
  if (made.diagnostics.some(isError)) {
    await showFindings(context, root, made);
    print(context.io.err, 'Nothing was generated: repair the errors first.');
    return verdict(made.diagnostics, { failOn: 'error' });
  }
  return flags.check ? check(context, root, made, flags) : write(context, root, made, flags);
}

/** The difference goes to `out`, so that a patch can be made of it; what to do about it goes to `err`. */
async function check(
  context: CliContext,
  root: string,
  made: GeneratedCatalog,
  flags: GenerateFlags,
): Promise<ExitCode> {
  const plan = planFor(context, root, made, flags);
  const left = leftBy(context, root, made);
  const stale = checkPlan(plan.value);
  await printDiff(context, stale.value.map((finding) => finding.diff).join(''));
  print(context.io.err, checkText(plan.value, stale.value, relativePath(context.host.cwd, root)));
  const told = plan.diagnostics.filter((entry) => entry.code !== 'generated-file-edited');
  await showFindings(context, root, { ...made, diagnostics: [...made.diagnostics, ...told, ...left] });
  return verdict([...plan.diagnostics, ...stale.diagnostics], { failOn: 'error' });
}

async function write(
  context: CliContext,
  root: string,
  made: GeneratedCatalog,
  flags: GenerateFlags,
): Promise<ExitCode> {
  const plan = planFor(context, root, made, flags);
  const idle = flags.dryRun === true || plan.diagnostics.some(isError);
  const failed = idle ? [] : applyPlan(context.host, plan.value);
  const diagnostics = [...made.diagnostics, ...plan.diagnostics, ...failed, ...leftBy(context, root, made)];
  await showFindings(context, root, { ...made, diagnostics });
  if (diagnostics.some(isError)) print(context.io.err, 'Nothing was written.');
  else print(context.io.out, planText(plan.value, relativePath(context.host.cwd, root), flags.dryRun === true));
  return verdict(diagnostics, { failOn: 'error' });
}

function planFor({ host }: CliContext, root: string, made: GeneratedCatalog, flags: GenerateFlags): Outcome<WritePlan> {
  return planWrite(host, root, made.outputs, { force: flags.force === true });
}

/** Folders of targets that are not listed any more; those that `--only` leaves out still are. */
function leftBy({ host }: CliContext, root: string, { catalog }: GeneratedCatalog): readonly Diagnostic[] {
  const outs = catalog?.settings.generate.map((entry) => entry.out) ?? [];
  return leftFolders(host, root, outs);
}

async function showFindings(context: CliContext, root: string, checked: CheckedCatalog): Promise<void> {
  if (checked.diagnostics.length === 0) return;
  const formats = chooseFormats([], context.io.out.terminal).value;
  await writeReport(context, { root, checked, rules: [] }, formats);
}
