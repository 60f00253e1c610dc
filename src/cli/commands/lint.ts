import { type Command, Option } from 'commander';
import type { Diagnostic, Severity } from '../../diagnostics/index.js';
import type { Host } from '../../host.js';
import type { Rule } from '../../lint/rule.js';
import { rules as builtIn } from '../../lint/rules/index.js';
import { createMeter, type RunStats } from '../../lint/stats.js';
import { type CheckedCatalog, type CheckOptions, checkCatalog } from '../../pipeline.js';
import { rulesAt, tellLeftOut, unknownRules } from '../catalog-rules.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { printDiff } from '../diff-text.js';
import { EXIT, type ExitCode } from '../exit.js';
import { planRepairs, repairDiff, tellRepairs, writeRepairs } from '../fixing.js';
import { chooseFormats, type FormatChoice } from '../formats.js';
import { hiddenNotes, hideKnown, type Known, openKnown } from '../known-findings.js';
import { locateCatalog } from '../paths.js';
import { problem, refuse } from '../problems.js';
import { writeReport } from '../report.js';
import { listingColumns } from '../screen.js';
import { statsText } from '../stats-text.js';
import { collect, wholeNumber } from '../values.js';
import { verdict } from '../verdict.js';
import { repeatOnChange } from '../watching.js';

interface LintFlags {
  readonly fix?: true;
  readonly unsafe?: true;
  readonly fixDryRun?: true;
  readonly format?: readonly string[];
  readonly baseline?: string;
  readonly since?: string;
  readonly stats?: true;
  readonly watch?: true;
  readonly maxWarnings?: number;
  readonly failOn: Severity;
  readonly rule?: readonly string[];
  /** False with `--no-plugins`. */
  readonly plugins: boolean;
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
FORMAT is checkstyle, compact, github, gitlab, json, junit, markdown, pretty or sarif.
With FORMAT=FILE the findings are still shown, and go to the file as well.

Examples:
  $ sagac lint --fix-dry-run
  $ sagac lint --max-warnings 0 --format sarif=report.sarif --format junit=report.xml
  $ sagac lint --since merge-base:origin/main
  $ sagac lint --rule missing-failure-event --rule missing-compensation`;

function addFlags(command: Command): void {
  command
    .option('--fix', 'repair what can safely be repaired, in the YAML itself')
    .option('--unsafe', 'with --fix: also repairs that need a look afterwards')
    .option('--fix-dry-run', 'print the repairs as a diff and write nothing')
    .option('--format <format>', 'how to print, or FORMAT=FILE; may be repeated', collect)
    .option('--baseline <file>', 'leave out the findings that this file accepts')
    .option('--since <ref>', 'show only what is new compared with a git ref, or merge-base:REF')
    .option('--max-warnings <n>', 'fail when there are more warnings than this', wholeNumber)
    .addOption(
      new Option('--fail-on <severity>', 'mildest finding that fails')
        .choices(['error', 'warning', 'info'])
        .default('error'),
    )
    .option('--rule <id>', 'ask this rule only; may be repeated', collect)
    .option('--no-plugins', 'run no code of `lint.plugins`')
    .option('--stats', 'tell what each stage and rule took and found')
    .option('--watch', 'look again after each change');
}

async function lint(context: CliContext, dir: string | undefined, flags: LintFlags): Promise<ExitCode> {
  const { host } = context;
  const formats = chooseFormats(flags.format ?? [], context.io.out.terminal);
  const { value: root, diagnostics } = locateCatalog(host, dir);
  const unknown = await unknownAsked(host, root, flags);
  const wrong = [...unknown, ...usageProblems(flags), ...formats.diagnostics, ...diagnostics];
  if (wrong.length > 0 || root === undefined) return refuse(context, ...wrong);
  const known = await openKnown(host, root, flags);
  if (known.diagnostics.length > 0) return refuse(context, ...known.diagnostics);
  for (const note of known.value.notes) print(context.io.err, note);
  const run: LintRun = { context, root, flags, formats: formats.value, known: known.value };
  if (flags.watch) return keepLooking(run);
  const fixed = flags.fix || flags.fixDryRun ? await repair(run) : undefined;
  if (fixed !== undefined) return fixed;
  const { checked, stats } = await look(run);
  return tell(run, checked, stats);
}

/** What one call of the command is about. */
interface LintRun {
  readonly context: CliContext;
  readonly root: string;
  readonly flags: LintFlags;
  readonly formats: readonly FormatChoice[];
  readonly known: Known;
}

function checkOptions({ flags, known }: LintRun): CheckOptions {
  const { plugins, rule } = flags;
  return { plugins, ...(rule && { only: rule }), ...(known.earlier && { earlier: known.earlier }) };
}

/** Makes the repairs, or shows them; the exit code where that was all. */
async function repair(run: LintRun): Promise<ExitCode | undefined> {
  const { context, root, flags, known } = run;
  const view = (checked: CheckedCatalog) => hideKnown(checked, known, flags.rule).shown.diagnostics;
  const options = { ...checkOptions(run), unsafe: flags.unsafe === true, view };
  const repairs = await planRepairs(context.host, root, options);
  if (flags.fixDryRun) await printDiff(context, repairDiff(context.host, root, repairs));
  const failed = flags.fix ? writeRepairs(context.host, root, repairs) : [];
  if (failed.length > 0) return refuse(context, ...failed);
  tellRepairs(context, root, repairs, flags.fixDryRun === true);
  if (!flags.fixDryRun) return undefined;
  tellLeftOut(context, repairs.catalogRules);
  return judge(repairs.remaining, flags, repairs.catalogRules.rules);
}

async function look(run: LintRun): Promise<{ readonly checked: CheckedCatalog; readonly stats: RunStats | undefined }> {
  const { host } = run.context;
  const meter = run.flags.stats ? createMeter(() => host.elapsed()) : undefined;
  const checked = await checkCatalog(host, run.root, { ...checkOptions(run), ...(meter && { meter }) });
  return { checked, stats: meter?.stats() };
}

/** Prints what was found, and gives the exit code for it. */
async function tell(run: LintRun, checked: CheckedCatalog, stats: RunStats | undefined): Promise<ExitCode> {
  const { context, root, flags, formats, known } = run;
  const { shown, hidden } = hideKnown(checked, known, flags.rule);
  const rules = checked.rules?.rules ?? builtIn;
  const extras = {
    failOn: mildestFailure(shown.diagnostics, flags),
    ...(stats && { stats }),
    ...(hidden && { hidden }),
  };
  const refused = await writeReport(context, { root, checked: shown, rules, extras }, formats);
  const { err } = context.io;
  tellLeftOut(context, checked.rules);
  if (checked.catalog && !checked.whole) print(err, 'The rules were not asked: repair the errors first.');
  for (const note of hidden ? hiddenNotes(hidden) : []) print(err, note);
  if (stats) print(err, statsText(stats, listingColumns(context.host, err)));
  return refused.length > 0 ? refuse(context, ...refused) : judge(shown.diagnostics, flags, rules);
}

/** Looks again after each change, and speaks only where something came of it. */
async function keepLooking(run: LintRun): Promise<ExitCode> {
  const { host, io } = run.context;
  let last: CheckedCatalog | undefined;
  return repeatOnChange(host, run.root, async () => {
    const { checked, stats } = await look(run);
    if (last && isSame(last, checked)) return;
    if (last) print(io.err, '\nLooking again.');
    const code = await tell(run, checked, stats);
    if (code === EXIT.clean && !io.out.terminal) print(io.err, 'All is well.');
    if (!last) print(io.err, 'Watching for changes; Ctrl-C ends it.');
    last = checked;
  });
}

function isSame(before: CheckedCatalog, after: CheckedCatalog): boolean {
  const facts = ({ texts, diagnostics }: CheckedCatalog) => JSON.stringify([[...texts], diagnostics]);
  return facts(before) === facts(after);
}

/** Where there are too many warnings, it is the warnings that fail. */
function mildestFailure(diagnostics: readonly Diagnostic[], { failOn, maxWarnings }: LintFlags): Severity {
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  return failOn === 'error' && warnings > (maxWarnings ?? Number.POSITIVE_INFINITY) ? 'warning' : failOn;
}

function judge(
  diagnostics: readonly Diagnostic[],
  { failOn, maxWarnings }: LintFlags,
  rules: readonly Rule[],
): ExitCode {
  const threshold = { failOn, ...(maxWarnings !== undefined && { maxWarnings }) };
  return verdict(diagnostics, threshold, new Set(rules.map((rule) => rule.id)));
}

/** The catalog is only asked for its own rules where a name is none of the built-in ones. */
async function unknownAsked(host: Host, root: string | undefined, flags: LintFlags): Promise<readonly Diagnostic[]> {
  const asked = flags.rule ?? [];
  if (unknownRules(asked, builtIn).length === 0) return [];
  const { rules, diagnostics } = await rulesAt(host, root, flags.plugins);
  // A plugin that cannot be loaded is told by lint itself, and explains why the rule is missing.
  return diagnostics.length > 0 ? [] : unknownRules(asked, rules);
}

function usageProblems(flags: LintFlags): readonly Diagnostic[] {
  return [
    ...(flags.watch && (flags.fix || flags.fixDryRun) ? [problem('watch-and-fix', undefined, undefined)] : []),
    ...(flags.fix && flags.fixDryRun ? [problem('fix-and-dry-run', undefined, {})] : []),
    ...(flags.unsafe && !flags.fix && !flags.fixDryRun ? [problem('unsafe-without-fix', undefined, {})] : []),
  ];
}
