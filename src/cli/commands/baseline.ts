import { Argument } from 'commander';
import type { Diagnostic } from '../../diagnostics/index.js';
import {
  type BaselineEntry,
  baselineCounts,
  baselineOf,
  baselineSize,
  printBaseline,
  pruneBaseline,
} from '../../lint/baseline.js';
import { beyondKnown } from '../../lint/finding-key.js';
import { type CheckedCatalog, checkCatalog } from '../../pipeline.js';
import { BASELINE_FILE, readBaseline } from '../baseline-file.js';
import { tellLeftOut } from '../catalog-rules.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { EXIT, type ExitCode } from '../exit.js';
import { chooseFormats } from '../formats.js';
import { isLintFinding } from '../lint-findings.js';
import { joinPath, locateCatalog, relativePath } from '../paths.js';
import { problem, refuse } from '../problems.js';
import { refuseFindings } from '../refuse-findings.js';
import { writeReport, writeReportFile } from '../report.js';
import { plural } from '../reporters/summary.js';

interface BaselineFlags {
  readonly file?: string;
  readonly allowNew?: true;
}

type BaselineAction = 'write' | 'prune';

/** `sagac baseline`: keeps the findings that a team has accepted for now, so that lint shows only what comes on top. */
export const baselineCommand: CliCommand = {
  configure(command, perform) {
    const action = new Argument('<action>', 'write: the findings of today; prune: take out what is not found any more');
    command
      .addArgument(action.choices(['write', 'prune']))
      .argument('[dir]', 'folder of the catalog')
      .option('--file <path>', `the baseline; default ${BASELINE_FILE} in the folder of the catalog`)
      .option('--allow-new', 'with write: also take findings into a baseline that has not got them');
    command.addHelpText('after', HELP);
    command.action((chosen: BaselineAction, dir: string | undefined, flags: BaselineFlags) =>
      perform((context) => keepBaseline(context, chosen, dir, flags)),
    );
  },
};

const HELP = `
A baseline goes by rule, definition, and the names and numbers of a finding, never by
lines or files. It only shrinks: write refuses what is new, unless --allow-new is given.

Examples:
  $ sagac baseline write
  $ sagac lint --baseline ${BASELINE_FILE}
  $ sagac baseline prune`;

async function keepBaseline(
  context: CliContext,
  action: BaselineAction,
  dir: string | undefined,
  flags: BaselineFlags,
): Promise<ExitCode> {
  const { host } = context;
  const { value: root, diagnostics } = locateCatalog(host, dir);
  const misused = action === 'prune' && flags.allowNew ? [problem('allow-new-to-prune', undefined, undefined)] : [];
  if (root === undefined || misused.length > 0) return refuse(context, ...misused, ...diagnostics);
  const file = flags.file ?? joinPath(relativePath(host.cwd, root), BASELINE_FILE);
  const old = readBaseline(host, file);
  if (old.problem) return refuse(context, old.problem);
  if (action === 'prune' && !old.value) return refuse(context, problem('no-baseline', undefined, { path: file }));
  const checked = await checkCatalog(host, root);
  const unfit = await refuseUnfit(context, root, checked);
  if (unfit !== undefined) return unfit;
  const found = checked.diagnostics.filter((entry) => isLintFinding(entry, checked));
  const fresh = beyondKnown(found, baselineCounts(old.value ?? []));
  if (action === 'write' && old.value && fresh.length > 0 && !flags.allowNew) {
    const formats = chooseFormats([], context.io.out.terminal).value;
    await writeReport(context, { root, checked: { ...checked, diagnostics: fresh }, rules: [] }, formats);
    print(context.io.err, refusalOf(fresh.length, file));
    return EXIT.findings;
  }
  const entries = action === 'write' ? baselineOf(found) : pruneBaseline(old.value ?? [], found);
  return save(context, file, old.value, entries, checked.diagnostics.length - found.length);
}

/** Where not every rule could be asked, it is not known what is still found. */
async function refuseUnfit(context: CliContext, root: string, checked: CheckedCatalog): Promise<ExitCode | undefined> {
  const { catalog, rules, whole } = checked;
  if (rules && rules.leftOut.length > 0) {
    tellLeftOut(context, rules);
    return refuse(context, problem('baseline-of-some-rules', undefined, undefined));
  }
  if (catalog && whole && !rules?.partial) return undefined;
  return refuseFindings(context, root, checked, problem('baseline-of-errors', undefined, undefined));
}

function refusalOf(count: number, file: string): string {
  const found = `${plural(count, 'finding')} ${count === 1 ? 'is' : 'are'} not in \`${file}\``;
  return `error: ${found}, which only shrinks.\n  help: Repair what is new, or accept it with \`--allow-new\`.`;
}

/** A baseline that is as it should be is not touched. */
function save(
  context: CliContext,
  file: string,
  old: readonly BaselineEntry[] | undefined,
  entries: readonly BaselineEntry[],
  left: number,
): ExitCode {
  const text = printBaseline(entries);
  if (old === undefined || printBaseline(old) !== text) {
    const refused: readonly Diagnostic[] = writeReportFile(context.host, file, text);
    if (refused.length > 0) return refuse(context, ...refused);
  }
  const change = old === undefined ? '' : changeOf(baselineSize(entries) - baselineSize(old));
  print(context.io.err, `${plural(baselineSize(entries), 'finding')} in \`${file}\`${change}.`);
  if (left > 0) print(context.io.err, `${plural(left, 'finding')} of no rule cannot be in a baseline.`);
  return EXIT.clean;
}

function changeOf(difference: number): string {
  if (difference === 0) return ', as before';
  return difference < 0 ? `, ${-difference} fewer than before` : `, ${difference} more than before`;
}
