import { resolve } from 'node:path';
import { Option } from 'commander';
import { type Diagnostic, spanAt } from '../../diagnostics/index.js';
import { applyPlan } from '../../generate/write/apply-plan.js';
import { unifiedDiff } from '../../generate/write/line-diff.js';
import type { PlannedFile } from '../../generate/write/write-plan.js';
import type { Draft } from '../../import/draft.js';
import type { ImportOptions } from '../../import/importer.js';
import { importers } from '../../import/importers/index.js';
import { importDiagnostic } from '../../import/messages.js';
import { type Imported, runImport } from '../../import/run-import.js';
import { findCatalog } from '../../language/find-catalog.js';
import { nameList } from '../../model/facts/name-list.js';
import { type CheckedCatalog, isError, readForUse } from '../../pipeline.js';
import { type CliCommand, type CliContext, print } from '../context.js';
import { printDiff } from '../diff-text.js';
import { EXIT, type ExitCode } from '../exit.js';
import { chooseFormats } from '../formats.js';
import { planText } from '../generate-text.js';
import { coverageText } from '../import/coverage-text.js';
import { overlayHost } from '../import/overlay-host.js';
import { planMerge } from '../import/plan-merge.js';
import { planNew } from '../import/plan-new.js';
import { planTargetFiles } from '../import/plan-target-files.js';
import { importProblem } from '../import/problems.js';
import { createReadBeside } from '../import/read-beside.js';
import { readSources, type SourceFiles } from '../import/source-files.js';
import { joinPath, kindBehindLinks, relativePath, shownPath } from '../paths.js';
import { refuse } from '../problems.js';
import { refuseFindings } from '../refuse-findings.js';
import { writeReport } from '../report.js';
import { verdict } from '../verdict.js';

interface ImportFlags extends ImportOptions {
  readonly out?: string;
  readonly format?: string;
  readonly merge?: true;
  readonly dryRun?: true;
}

/** `sagac import`: takes in schemas and documents that teams already have. */
export const importCommand: CliCommand = {
  configure(command, perform) {
    const formats = importers.map(({ id }) => id);
    command
      .argument('<paths...>', 'files, folders of them, or - for the standard input')
      .option('--out <dir>', 'folder of the catalog; default: the one that this folder is in')
      .addOption(new Option('--format <id>', 'what the files are, where it is not seen').choices(formats))
      .addOption(new Option('--as <kind>', 'what a bare schema is').choices(['event', 'command']).default('event'))
      .option('--service <name>', 'who produces the events, or handles the commands, of bare schemas')
      .option('--merge', 'bring what is there up to date: edits and comments stay')
      .option('--dry-run', 'write nothing; show what would be written');
    command.addHelpText('after', HELP);
    command.action((paths: readonly string[], flags: ImportFlags) =>
      perform((context) => importSources(context, paths, flags)),
    );
  },
};

const HELP = `
What no type of the catalog language can say is kept as a raw schema at its place, and told.

Examples:
  $ sagac import schemas/ --out catalog --service order
  $ sagac import asyncapi.yaml --merge
  $ curl -s https://example.com/order.json | sagac import - --dry-run`;

async function importSources(context: CliContext, paths: readonly string[], flags: ImportFlags): Promise<ExitCode> {
  const { host, io } = context;
  const sources = readSources(host, paths, io.readInput);
  if (sources.diagnostics.length > 0) return refuse(context, ...sources.diagnostics);
  const root = flags.out === undefined ? findCatalog(host, host.cwd) : resolve(host.cwd, flags.out);
  if (root === undefined) return refuse(context, importProblem('no-place-to-import', undefined, undefined));
  if (kindBehindLinks(host, root) === 'file')
    return refuse(context, importProblem('out-is-file', undefined, { path: shownPath(host, root) }));
  const { value: imported, diagnostics: found } = readAll(context, sources, flags);
  const diagnostics = [...sources.unread.map(unreadFile), ...found];
  if (imported.formats.size === 0 && !diagnostics.some(isError)) {
    const formats = nameList(importers.map(({ id }) => id));
    return refuse(context, importProblem('nothing-to-import', undefined, { formats }));
  }
  await showFindings(context, host.cwd, { diagnostics, texts: imported.texts });
  if (diagnostics.some(isError)) {
    print(io.err, 'Nothing was imported: repair the errors first.');
    return verdict(diagnostics, { failOn: 'error' });
  }
  if (isEmpty(imported.draft)) return refuse(context, importProblem('nothing-for-a-catalog', undefined, undefined));
  return write(context, root, imported, diagnostics, flags);
}

function unreadFile({ path, reason }: SourceFiles['unread'][number]): Diagnostic {
  return importDiagnostic('import-left-out', spanAt(path, 0), { what: `The file \`${path}\``, reason: `it ${reason}` });
}

function isEmpty({ services, types, channels, messages }: Draft): boolean {
  return services.size + types.size + channels.size + messages.size === 0;
}

function readAll({ host }: CliContext, sources: SourceFiles, flags: ImportFlags) {
  const { files, named, folders } = sources;
  const { as, service, format } = flags;
  return runImport({
    files,
    named,
    importers,
    options: { as, ...(service !== undefined && { service }) },
    readFile: createReadBeside(host, folders, files),
    ...(format !== undefined && { format }),
  });
}

/** Plans all files, looks whether the catalog with them can be read, and writes all or none. */
async function write(
  context: CliContext,
  root: string,
  imported: Imported,
  told: readonly Diagnostic[],
  flags: ImportFlags,
): Promise<ExitCode> {
  const { host, io } = context;
  const there = findCatalog(host, root) === root ? await readForUse(host, root) : undefined;
  if (flags.merge && !there)
    return refuse(context, importProblem('merge-without-catalog', undefined, { folder: shownPath(host, root) || '.' }));
  if (there && (!there.catalog || (flags.merge && there.diagnostics.some(isError))))
    return refuseFindings(context, root, there, importProblem('merge-into-errors', undefined, undefined));
  const plan =
    flags.merge && there?.catalog
      ? planMerge(host, root, there.catalog, imported.draft)
      : { files: planNew(host, root, imported.draft, there?.catalog), diagnostics: [] };
  if (!Array.isArray(plan.files)) return refuse(context, plan.files as Diagnostic);
  const beside = planTargetFiles(host, root, imported.draft, there?.catalog);
  const files: readonly PlannedFile[] = [...plan.files, ...beside.files];
  await showFindings(context, root, {
    diagnostics: [...plan.diagnostics, ...beside.diagnostics],
    texts: there?.texts ?? new Map(),
  });
  const after = new Map(files.flatMap((file) => (file.kind === 'write' ? [[file.path, file.after] as const] : [])));
  const checked = await readForUse(overlayHost(host, root, after), root);
  const known = new Set(there?.diagnostics.map(({ code, message }) => `${code} ${message}`));
  const broken = checked.diagnostics.filter((entry) => isError(entry) && !known.has(`${entry.code} ${entry.message}`));
  if (broken.length > 0) {
    await showFindings(context, root, { diagnostics: broken, texts: new Map([...checked.texts, ...after]) });
    print(io.err, 'Nothing was imported: with it, the catalog would have these errors.');
    return verdict(broken, { failOn: 'error' });
  }
  if (flags.merge || flags.dryRun) await printDiff(context, diffOf(context, root, files));
  const failed = flags.dryRun ? [] : applyPlan(host, { root, files });
  const help = 'Nothing was written; mend the cause and run `sagac import` again.';
  if (failed.length > 0) return refuse(context, ...failed.map((diagnostic) => ({ ...diagnostic, help })));
  print(io.err, coverageText(imported, told));
  if (files.length === 0) print(io.out, 'The catalog says all of it already.');
  else print(io.out, planText({ root, files }, relativePath(host.cwd, root), flags.dryRun === true));
  return EXIT.clean;
}

function diffOf({ host }: CliContext, root: string, files: readonly PlannedFile[]): string {
  const base = relativePath(host.cwd, root);
  return files
    .map((file) => (file.kind === 'write' ? unifiedDiff(joinPath(base, file.path), file.before ?? '', file.after) : ''))
    .join('');
}

async function showFindings(
  context: CliContext,
  root: string,
  found: Pick<CheckedCatalog, 'diagnostics' | 'texts'>,
): Promise<void> {
  if (found.diagnostics.length === 0) return;
  const formats = chooseFormats([], context.io.err.terminal).value;
  const checked: CheckedCatalog = { catalog: undefined, whole: true, ...found };
  const io = { ...context.io, out: context.io.err };
  await writeReport({ ...context, io }, { root, checked, rules: [] }, formats);
}
