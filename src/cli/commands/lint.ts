import { type Command, Option } from 'commander';
import { type Diagnostic, didYouMean, type Severity } from '../../diagnostics/index.js';
import { rules } from '../../lint/rules/index.js';
import { checkCatalog } from '../../pipeline.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { printDiff } from '../diff-text.js';
import type { ExitCode } from '../exit.js';
import { planRepairs, repairDiff, tellRepairs, writeRepairs } from '../fixing.js';
import { chooseFormats } from '../formats.js';
import { locateCatalog } from '../paths.js';
import { problem, refuse } from '../problems.js';
import { writeReport } from '../report.js';
import { collect, wholeNumber } from '../values.js';
import { verdict } from '../verdict.js';

interface LintFlags {
  readonly fix?: true;
  readonly unsafe?: true;
  readonly fixDryRun?: true;
  readonly format?: readonly string[];
  readonly maxWarnings?: number;
  readonly failOn: Severity;
  readonly rule?: readonly string[];
}

/** `sagac lint`: all findings of a catalog, and their repair. */
export const lintCommand: CliCommand = {
  configure(command, perform) {
    addFlags(command.argument('[dir]', 'folder of the catalog'));
    command.addHelpText('after', HELP);
    command.action((dir: string | undefined, flags: LintFlags) => perform((context) => lint(context, dir, flags)));
  },
};

const HELP = `
FORMAT is pretty, compact, json, github or sarif. With FORMAT=FILE the findings are
still shown, and go to the file as well.

Examples:
  $ sagac lint --fix-dry-run
  $ sagac lint --max-warnings 0 --format sarif=report.sarif
  $ sagac lint --rule missing-failure-event --rule missing-compensation`;

function addFlags(command: Command): void {
  command
    .option('--fix', 'repair what can safely be repaired, in the YAML itself')
    .option('--unsafe', 'with --fix: also repairs that need a look afterwards')
    .option('--fix-dry-run', 'print the repairs as a diff and write nothing')
    .option('--format <format>', 'how to print, or FORMAT=FILE; may be repeated', collect)
    .option('--max-warnings <n>', 'fail when there are more warnings than this', wholeNumber)
    .addOption(
      new Option('--fail-on <severity>', 'mildest finding that fails')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .option('--rule <id>', 'ask this rule only; may be repeated', collect);
}

async function lint(context: CliContext, dir: string | undefined, flags: LintFlags): Promise<ExitCode> {
  const formats = chooseFormats(flags.format ?? [], context.io.out.terminal);
  const { value: root, diagnostics } = locateCatalog(context.host, dir);
  const wrong = [...usageProblems(flags), ...formats.diagnostics, ...diagnostics];
  if (wrong.length > 0 || root === undefined) return refuse(context, ...wrong);
  const only = flags.rule && { only: flags.rule };
  if (flags.fix || flags.fixDryRun) {
    const repairs = await planRepairs(context.host, root, { ...only, unsafe: flags.unsafe === true });
    if (flags.fixDryRun) await printDiff(context, repairDiff(context.host, root, repairs));
    const failed = flags.fix ? writeRepairs(context.host, root, repairs) : [];
    if (failed.length > 0) return refuse(context, ...failed);
    tellRepairs(context, root, repairs, flags.fixDryRun === true);
    if (flags.fixDryRun) return judge(repairs.remaining, flags);
  }
  const checked = await checkCatalog(context.host, root, only);
  const refused = await writeReport(context, { root, checked, rules }, formats.value);
  if (checked.catalog && !checked.whole) print(context.io.err, 'The rules were not asked: repair the errors first.');
  return refused.length > 0 ? refuse(context, ...refused) : judge(checked.diagnostics, flags);
}

function judge(diagnostics: readonly Diagnostic[], { failOn, maxWarnings }: LintFlags): ExitCode {
  const threshold = { failOn, ...(maxWarnings !== undefined && { maxWarnings }) };
  return verdict(diagnostics, threshold, new Set(rules.map((rule) => rule.id)));
}

function usageProblems(flags: LintFlags): readonly Diagnostic[] {
  const ids = rules.map((rule) => rule.id);
  const unknown = (flags.rule ?? []).filter((id) => !ids.includes(id));
  return [
    ...unknown.map((id) => {
      const help = didYouMean(id, ids);
      return problem('unknown-rule', undefined, { id }, help === undefined ? {} : { help });
    }),
    ...(flags.fix && flags.fixDryRun ? [problem('fix-and-dry-run', undefined, {})] : []),
    ...(flags.unsafe && !flags.fix && !flags.fixDryRun ? [problem('unsafe-without-fix', undefined, {})] : []),
  ];
}
