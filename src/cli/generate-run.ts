import { join } from 'node:path';
import type { Diagnostic, Span } from '../diagnostics/index.js';
import { generateDiagnostic } from '../generate/messages.js';
import { applyPlan } from '../generate/write/apply-plan.js';
import { leftFolders } from '../generate/write/left-folders.js';
import { planWrite, type WritePlan } from '../generate/write/write-plan.js';
import type { Host } from '../host.js';
import { type CheckedCatalog, type GeneratedCatalog, generateCatalog, isError, type ReadOptions } from '../pipeline.js';
import { type CliContext, print } from './context.js';
import { chooseFormats } from './formats.js';
import { joinPath, relativePath } from './paths.js';
import { writeReport } from './report.js';

export interface GenerateFlags {
  readonly check?: true;
  readonly dryRun?: true;
  readonly only?: readonly string[];
  readonly force?: true;
  readonly service?: string;
  readonly out?: string;
  readonly watch?: true;
  /** False with `--no-plugins`. */
  readonly plugins: boolean;
  /** False with `--no-cache`. */
  readonly cache: boolean;
}

/** What one call of the command is about. */
export interface GenerateRun {
  readonly context: CliContext;
  /** Absolute path of the catalog. */
  readonly root: string;
  /** Absolute path of the folder that is written to. */
  readonly outRoot: string;
  readonly flags: GenerateFlags;
  /** Tells builds of sagac apart that have one version. */
  readonly build: string;
}

/** What the targets made, and what that means for the disk. */
export interface Made {
  readonly generated: GeneratedCatalog;
  readonly plan: WritePlan;
  /** Why the plan cannot be applied as a whole. */
  readonly problems: readonly Diagnostic[];
  /** Folders that no target writes into any more. */
  readonly left: readonly Diagnostic[];
}

/** Reads, generates and plans, through a host that may take note; undefined for the plan where there are errors. */
export async function make(
  run: GenerateRun,
  host: Host,
  read: ReadOptions = {},
): Promise<Made | { readonly generated: GeneratedCatalog; readonly plan?: undefined }> {
  const { root, outRoot, flags } = run;
  const generated = await generateCatalog(host, root, {
    outRoot,
    plugins: flags.plugins,
    read,
    ...(flags.only && { targets: flags.only }),
    ...(flags.service !== undefined && { service: flags.service }),
  });
  if (generated.diagnostics.some(isError)) return { generated };
  const misplaced = outputsInside(run, generated);
  if (misplaced.length > 0) return { generated: { ...generated, diagnostics: misplaced } };
  const options = { force: flags.force === true, ...(flags.service !== undefined && { service: flags.service }) };
  // The real disk: what it says is no input.
  const plan = planWrite(run.context.host, outRoot, generated.outputs, options);
  return { generated, plan: plan.value, problems: plan.diagnostics, left: leftBy(run, generated) };
}

/** Applies the plan unless something speaks against it or `--dry-run`; gives all that is to be told of the disk. */
export function carryOut(
  run: GenerateRun,
  made: Made,
  { remember }: { readonly remember: (made: Made) => void },
): readonly Diagnostic[] {
  const { plan, problems, left } = made;
  const idle = run.flags.dryRun === true || problems.some(isError);
  const failed = idle ? [] : applyPlan(run.context.host, plan);
  if (!idle && failed.length === 0) remember(made);
  return [...problems, ...failed, ...left];
}

/** Folders of targets that are not listed any more; those that `--only` leaves out still are. */
function leftBy({ context, root, outRoot, flags }: GenerateRun, { catalog }: GeneratedCatalog): readonly Diagnostic[] {
  const outs = catalog?.settings.generate.map((entry) => entry.out) ?? [];
  // In a folder of others there may be the output of other catalogs.
  if (outRoot !== root && flags.service === undefined) return [];
  return leftFolders(context.host, outRoot, outs, outRoot === root ? undefined : flags.service);
}

/** What is written into the catalog's own folder with `--out` would be read as definitions by the next run. */
function outputsInside({ context, root, outRoot }: GenerateRun, { outputs }: GeneratedCatalog): readonly Diagnostic[] {
  if (outRoot === root) return [];
  const folders = [...new Set(outputs.map(({ out }) => join(outRoot, out)))];
  const inside = folders.filter((folder) => !/^\.\.(\/|$)/.test(relativePath(root, folder)));
  return inside.map((path) =>
    generateDiagnostic('output-inside-catalog', undefined, { folder: relativePath(context.host.cwd, path) }),
  );
}

/** The folder that is written to, as seen from here. */
export function baseOf({ context, outRoot }: GenerateRun): string {
  return relativePath(context.host.cwd, outRoot);
}

/** Shows what was found in the catalog, and on the disk below the folder that is written to. */
export async function showFindings(
  run: GenerateRun,
  checked: CheckedCatalog,
  disk: readonly Diagnostic[] = [],
): Promise<void> {
  const { context, root, outRoot } = run;
  if (checked.diagnostics.length + disk.length === 0) return;
  const formats = chooseFormats([], context.io.out.terminal).value;
  if (outRoot === root) {
    const all = { ...checked, diagnostics: [...checked.diagnostics, ...disk] };
    await writeReport(context, { root, checked: all, rules: [] }, formats);
    return;
  }
  // Two folders have places to show, so all are named from where the command runs.
  const { cwd } = context.host;
  const own = relativePath(cwd, root);
  const diagnostics = [...checked.diagnostics.map(namedFrom(own)), ...disk.map(namedFrom(baseOf(run)))];
  const texts = new Map([...checked.texts].map(([file, text]) => [joinPath(own, file), text]));
  await writeReport(context, { root: cwd, checked: { ...checked, diagnostics, texts }, rules: [] }, formats);
}

function namedFrom(base: string): (entry: Diagnostic) => Diagnostic {
  const moved = (span: Span) => ({ ...span, file: joinPath(base, span.file) });
  return (entry) => ({
    ...entry,
    ...(entry.span && { span: moved(entry.span) }),
    ...(entry.labels && { labels: entry.labels.map((label) => ({ ...label, span: moved(label.span) })) }),
  });
}

/** Shows why there are no files to be written. */
export async function showErrors(run: GenerateRun, generated: GeneratedCatalog): Promise<void> {
  await showFindings(run, generated);
  print(run.context.io.err, 'Nothing was generated: repair the errors first.');
}
