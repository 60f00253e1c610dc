import type { Diagnostic, Outcome } from '../diagnostics/index.js';
import { didYouMean, sortDiagnostics } from '../diagnostics/index.js';
import { keySpan, nodeAt } from '../language/node.js';
import type { Catalog, TargetSetting } from '../model/index.js';
import { headerText, withHeader } from './header.js';
import { generateDiagnostic } from './messages.js';
import { foldedPath, outputPathProblem } from './output-path.js';
import type { OutputFile, Target } from './target.js';
import { checkTargetOptions } from './target-options.js';
import { targets as allTargets } from './targets/index.js';

/** What one entry of `generate` in `sagac.yaml` makes; `out` is relative to the catalog, file paths to `out`. */
export interface GeneratedTarget {
  readonly target: string;
  readonly out: string;
  readonly files: readonly OutputFile[];
}

export interface GenerateRequest {
  /** Target ids; others run only where they share an output folder with one of these, so that none of theirs goes stale. */
  readonly only?: readonly string[];
  /** Text of `templates/<target>/<name>`. */
  readonly loadTemplate: (target: string, name: string) => string;
  /** Known targets, where they are not those of `targets/index.ts`. */
  readonly targets?: readonly Target[];
}

/** Runs the targets that `sagac.yaml` lists, in its order. Pure but for the template loader; nothing is written. */
export function generateTargets(catalog: Catalog, request: GenerateRequest): Outcome<readonly GeneratedTarget[]> {
  const known = request.targets ?? allTargets;
  const diagnostics: Diagnostic[] = unknownChoices(catalog, request, known);
  if (diagnostics.length > 0) return { value: [], diagnostics };
  const value: GeneratedTarget[] = [];
  const owners = new Map<string, string>();
  for (const setting of selectedSettings(catalog, request.only)) {
    const target = known.find((candidate) => candidate.id === setting.target);
    const problems = target ? checkTargetOptions(target, setting) : [unknownTarget(setting, known)];
    diagnostics.push(...problems);
    if (!target || problems.length > 0) continue;
    const made = runTarget(catalog, target, setting, request);
    diagnostics.push(...made.diagnostics, ...pathProblems(setting, made.value, owners));
    value.push({ target: target.id, out: setting.out, files: made.value });
  }
  return { value, diagnostics: sortDiagnostics(diagnostics) };
}

function runTarget(
  catalog: Catalog,
  target: Target,
  setting: TargetSetting,
  request: GenerateRequest,
): Outcome<readonly OutputFile[]> {
  const template = (name: string) => request.loadTemplate(target.id, name);
  const result = target.generate({ catalog, options: setting.options, template });
  const header = headerText(catalog);
  return { value: result.files.map((file) => withHeader(file, header)), diagnostics: result.diagnostics };
}

function selectedSettings(catalog: Catalog, only: readonly string[] | undefined): readonly TargetSetting[] {
  const settings = catalog.settings.generate;
  if (!only) return settings;
  const folders = new Set(settings.filter((entry) => only.includes(entry.target)).map((entry) => entry.out));
  return settings.filter((entry) => folders.has(entry.out));
}

function unknownChoices(catalog: Catalog, request: GenerateRequest, known: readonly Target[]): Diagnostic[] {
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
  const span = nodeAt(setting.node, 'target')?.span ?? setting.span;
  return generateDiagnostic('unknown-target', span, { target }, { help: targetHelp(target, known) });
}

function targetHelp(wanted: string, known: readonly Target[]): string {
  const ids = known.map((target) => target.id);
  return didYouMean(wanted, ids) ?? `Choose one of ${ids.map((id) => `\`${id}\``).join(', ')}.`;
}

/** Two files on one path, also on a disk that ignores case, and paths that no disk should be given. */
function pathProblems(setting: TargetSetting, files: readonly OutputFile[], owners: Map<string, string>): Diagnostic[] {
  const span = nodeAt(setting.node, 'out')?.span ?? keySpan(setting.node, 'out') ?? setting.span;
  return files.flatMap((file) => {
    const path = `${setting.out}/${file.path}`;
    const problem = outputPathProblem(path);
    if (problem !== undefined) return [generateDiagnostic('unsafe-output-path', span, { path, problem })];
    const other = owners.get(foldedPath(path));
    if (other !== undefined) return [generateDiagnostic('output-path-clash', span, { path, other })];
    owners.set(foldedPath(path), path);
    return [];
  });
}
