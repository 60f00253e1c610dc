import type { Diagnostic, Outcome } from '../diagnostics/index.js';
import { didYouMean, sortDiagnostics } from '../diagnostics/index.js';
import { keySpan, nodeAt } from '../language/node.js';
import { grouped } from '../model/grouped.js';
import type { Catalog, TargetSetting } from '../model/index.js';
import { headerText, withHeader } from './header.js';
import { generateDiagnostic } from './messages.js';
import { foldedPath, outputPathProblem } from './output-path.js';
import { runTarget, targetSpan, type UserTemplates } from './run-target.js';
import type { OutputFile, Target } from './target.js';

/** What one entry of `generate` in `sagac.yaml` makes; `out` is relative to the catalog, file paths to `out`. */
export interface GeneratedTarget {
  readonly target: string;
  readonly out: string;
  readonly files: readonly OutputFile[];
}

/** What is wrong with the options of an entry, judged by the target's schema. */
export type OptionsCheck = (target: Target, setting: TargetSetting) => readonly Diagnostic[];

/** Whether something is to be judged: options that are given, or a target that must have some. */
export function hasOptions(settings: readonly TargetSetting[], known: readonly Target[]): boolean {
  return settings.some(({ target: id, options }) => {
    const target = known.find((candidate) => candidate.id === id);
    return target?.options['required'] !== undefined || Object.keys(options).length > 0;
  });
}

export interface EntriesRequest {
  /** Targets as the settings name them; others run only where they share an output folder with one of these, so that none of theirs goes stale. */
  readonly only?: readonly string[];
  /** Text of `templates/<target>/<name>`. */
  readonly loadTemplate: (target: string, name: string) => string;
  /** Text of a file below the folder that is written to, as it is now; nothing by default, as if all were generated for the first time. */
  readonly readOutput?: (path: string) => string | undefined;
  /** The only service to generate for; the catalog is already cut down to what it needs. */
  readonly service?: string;
  /** The built-in targets, those at least that are listed or asked for. */
  readonly targets: readonly Target[];
  /** Judges the options of an entry: needed where there are any, see `hasOptions`. */
  readonly checkOptions?: OptionsCheck;
  /** Targets that are modules of the user, by what the settings call them. */
  readonly custom?: ReadonlyMap<string, Target>;
  /** Templates of the user, by the entry of `generate` that they are for. */
  readonly templates?: ReadonlyMap<TargetSetting, UserTemplates>;
}

/** Runs the targets that `sagac.yaml` lists, in its order. Pure but for the template loader; nothing is written. */
export function runEntries(catalog: Catalog, request: EntriesRequest): Outcome<readonly GeneratedTarget[]> {
  const known = request.targets;
  const diagnostics: Diagnostic[] = unknownChoices(catalog, request, known);
  if (diagnostics.length > 0) return { value: [], diagnostics };
  const value: GeneratedTarget[] = [];
  const owners = new Map<string, Owner>();
  const header = headerText(catalog);
  for (const setting of selectedSettings(catalog, request.only)) {
    const own = request.custom?.get(setting.target);
    const target = own ?? known.find((candidate) => candidate.id === setting.target);
    const problems = target ? (request.checkOptions?.(target, setting) ?? []) : [unknownTarget(setting, known)];
    diagnostics.push(...problems);
    if (!target || problems.length > 0) continue;
    const made = runTarget({
      catalog,
      target,
      setting,
      custom: own !== undefined,
      templates: request.templates?.get(setting) ?? new Map(),
      builtIn: (name, of = target.id) => request.loadTemplate(of, name),
      readOutput: request.readOutput,
      service: request.service,
    });
    const files = made.value.map((file) => withHeader(file, header));
    diagnostics.push(...made.diagnostics, ...pathProblems(setting, files, owners));
    value.push({ target: target.id, out: setting.out, files });
  }
  return { value, diagnostics: sortDiagnostics(diagnostics) };
}

/** The entries of `generate` that a choice of targets runs. */
export function selectedSettings(catalog: Catalog, only: readonly string[] | undefined): readonly TargetSetting[] {
  const settings = catalog.settings.generate;
  if (!only) return settings;
  const folders = new Set(settings.filter((entry) => only.includes(entry.target)).map((entry) => entry.out));
  return settings.filter((entry) => folders.has(entry.out));
}

function unknownChoices(catalog: Catalog, request: EntriesRequest, known: readonly Target[]): Diagnostic[] {
  const configured = catalog.settings.generate.map((entry) => entry.target);
  const missing = (request.only ?? []).filter((id) => !configured.includes(id));
  return missing.map((target) =>
    known.some((candidate) => candidate.id === target)
      ? generateDiagnostic('target-not-configured', undefined, { target, settings: catalog.settings.file })
      : generateDiagnostic('unknown-target', undefined, { target }, { help: targetHelp(target, known) }),
  );
}

function unknownTarget(setting: TargetSetting, known: readonly Target[]): Diagnostic {
  const { target } = setting;
  return generateDiagnostic('unknown-target', targetSpan(setting), { target }, { help: targetHelp(target, known) });
}

function targetHelp(wanted: string, known: readonly Target[]): string {
  const ids = known.map((target) => target.id);
  return didYouMean(wanted, ids) ?? `Choose one of ${ids.map((id) => `\`${id}\``).join(', ')}.`;
}

/** A file that is going to be written, and the entry whose it is. */
interface Owner {
  readonly path: string;
  readonly setting: TargetSetting;
}

/** Paths that no disk should be given, and two files on one path, also on a disk that ignores case: of two entries the first such. */
function pathProblems(setting: TargetSetting, files: readonly OutputFile[], owners: Map<string, Owner>): Diagnostic[] {
  const span = nodeAt(setting.node, 'out')?.span ?? keySpan(setting.node, 'out') ?? setting.span;
  const clashes: { readonly path: string; readonly owner: Owner }[] = [];
  const unsafe = files.flatMap((file) => {
    const path = `${setting.out}/${file.path}`;
    const problem = outputPathProblem(path);
    if (problem !== undefined) return [generateDiagnostic('unsafe-output-path', span, { path, problem })];
    const owner = owners.get(foldedPath(path));
    if (owner === undefined) owners.set(foldedPath(path), { path, setting });
    else clashes.push({ path, owner });
    return [];
  });
  const told = [...grouped(clashes, ({ owner }) => owner.setting)].flatMap(([other, all]) => {
    const [first] = all;
    if (first === undefined) return [];
    const params = { path: first.path, other: first.owner.path, more: all.length - 1 };
    const targets = other === setting ? {} : { otherTarget: other.target, target: setting.target };
    return [generateDiagnostic('output-path-clash', span, { ...params, ...targets })];
  });
  return [...unsafe, ...told];
}
