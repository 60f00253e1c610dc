import { type Diagnostic, suggest } from '../diagnostics/index.js';
import { type Catalog, elementsIn, type GlobSetting, type LintLayer, type LintSettings } from '../model/index.js';
import { lintDiagnostics } from './codes.js';

/** Turns a glob into a question about paths, which have `/` and start at the catalog's folder. */
export type GlobCompiler = (pattern: string) => (path: string) => boolean;

/** Files for which the same overrides count. */
export interface FileGroup {
  /** All layers that count for them, weakest first. */
  readonly layers: readonly LintLayer[];
}

/** Which overrides count for which files. */
export interface FileGroups {
  /** Of files without overrides, and of findings about no file of definitions. */
  readonly rest: FileGroup;
  /** `rest`, and one group for each set of overrides that some file has. */
  readonly all: readonly FileGroup[];
  readonly groupOf: (file: string) => FileGroup;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether the settings say something for some files only: then a `GlobCompiler` is needed. */
export function hasOverrides(settings: LintSettings): boolean {
  return settings.layers.some((layer) => layer.files !== undefined);
}

/** Sorts the files of a catalog's definitions by the overrides that count for them. */
export function groupFiles(catalog: Catalog, compile: GlobCompiler | undefined): FileGroups {
  const { layers } = catalog.settings.lint;
  const rest: FileGroup = { layers: layers.filter((layer) => layer.files === undefined) };
  if (!hasOverrides(catalog.settings.lint)) return { rest, all: [rest], groupOf: () => rest, diagnostics: [] };
  if (!compile) throw new Error('There are overrides, and `lintCatalog` was given no `compileGlob`.');
  const files = filesOf(catalog);
  const matchers = layers.map((layer) => layer.files && matcherOf(layer.files, compile));
  const groups = new Map<string, FileGroup>([[keyOf(layers, rest), rest]]);
  const byFile = new Map<string, FileGroup>();
  for (const file of files) {
    const group = { layers: layers.filter((_, index) => matchers[index]?.(file) ?? true) };
    const key = keyOf(layers, group);
    groups.set(key, groups.get(key) ?? group);
    byFile.set(file, groups.get(key) ?? group);
  }
  return {
    rest,
    all: [...groups.values()],
    groupOf: (file) => byFile.get(file) ?? rest,
    diagnostics: layers.flatMap((layer) => (layer.shared ? [] : unmatched(layer.files ?? [], files, compile))),
  };
}

/** The layers that count for one file, whether it exists or not; without one, those for all files. */
export function layersFor(
  { layers }: LintSettings,
  file: string | undefined,
  compile: GlobCompiler | undefined,
): readonly LintLayer[] {
  return layers.filter(({ files }) => {
    if (files === undefined) return true;
    return file !== undefined && compile !== undefined && matcherOf(files, compile)(file);
  });
}

/** The files of definitions that an override counts for. */
export function filesOfOverride(
  catalog: Catalog,
  globs: readonly GlobSetting[],
  compile: GlobCompiler,
): readonly string[] {
  return [...filesOf(catalog)].filter(matcherOf(globs, compile));
}

function keyOf(layers: readonly LintLayer[], group: FileGroup): string {
  const counting = new Set(group.layers);
  return layers.map((layer) => (counting.has(layer) ? '1' : '0')).join('');
}

/** The files that hold definitions. */
export function filesOf(catalog: Catalog): ReadonlySet<string> {
  return new Set(elementsIn(catalog).map(({ file }) => file));
}

/** The globs in order: one with `!` takes out what those before it matched. */
function matcherOf(globs: readonly GlobSetting[], compile: GlobCompiler): (file: string) => boolean {
  const steps = globs.map(({ pattern }) => ({
    adds: !pattern.startsWith('!'),
    matches: compile(plain(pattern)),
  }));
  return (file) => steps.findLast(({ matches }) => matches(file))?.adds ?? false;
}

/** `./payments/**` and `!payments/**` as `payments/**`. */
function plain(pattern: string): string {
  return pattern.replace(/^!/, '').replace(/^\.\//, '');
}

function unmatched(
  globs: readonly GlobSetting[],
  files: ReadonlySet<string>,
  compile: GlobCompiler,
): readonly Diagnostic[] {
  return globs.flatMap(({ pattern, span }) => {
    const matches = compile(plain(pattern));
    if ([...files].some(matches)) return [];
    const help = helpFor(plain(pattern), files, compile);
    const extras = { ...(help !== undefined && { help }) };
    return [{ ...lintDiagnostics('override-without-files', span, { pattern }, extras), input: true as const }];
  });
}

function helpFor(pattern: string, files: ReadonlySet<string>, compile: GlobCompiler): string | undefined {
  const below = `${pattern.replace(/\/$/, '')}/**`;
  const anywhere = `**/${pattern}`;
  const better = [below, anywhere].find((glob) => [...files].some(compile(glob))) ?? suggest(pattern, files)[0];
  return better === undefined ? undefined : `Did you mean \`${better}\`?`;
}
