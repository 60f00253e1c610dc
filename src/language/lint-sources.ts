import { type Diagnostic, type Outcome, type Span, suggest } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import { LINT_PRESETS, type LintFile, type LintSource, type PluginFile } from './document.js';
import { SETTINGS_FILE } from './find-catalog.js';
import { checkLintShape } from './lint-shape.js';
import { report } from './messages.js';
import { type MapNode, type Node, nodeAt, type ScalarNode, scalarsAt } from './node.js';
import { absolutePath } from './paths.js';
import { readTree } from './read-tree.js';
import { type Located, locateLintFile } from './resolve-lint-file.js';

interface Loading {
  readonly host: Host;
  readonly root: string;
  /** Finished files, each before those that extend it. */
  readonly files: LintFile[];
  readonly plugins: PluginFile[];
  readonly diagnostics: Diagnostic[];
}

/** A file that is being read, and those that led to it. */
interface Trail {
  readonly file: string;
  readonly name: string;
  readonly shared: boolean;
  readonly before: readonly string[];
}

/** Reads the files that `lint.extends` leads to, and finds those of `lint.plugins`. Nothing of them is run. */
export async function loadLintSources(
  host: Host,
  root: string,
  settings: Node | undefined,
): Promise<Outcome<LintSource>> {
  const loading: Loading = { host, root, files: [], plugins: [], diagnostics: [] };
  const trail = { file: SETTINGS_FILE, name: SETTINGS_FILE, shared: false, before: [] };
  await visit(loading, trail, nodeAt(settings, 'lint'));
  const { files, plugins, diagnostics } = loading;
  return { value: { files, plugins }, diagnostics: diagnostics.map((entry) => ({ ...entry, input: true })) };
}

async function visit(loading: Loading, trail: Trail, lint: Node | undefined): Promise<void> {
  for (const item of scalarsAt(lint, 'extends')) {
    if (!LINT_PRESETS.some((preset) => preset === item.text)) await extend(loading, trail, item);
  }
  for (const item of scalarsAt(lint, 'plugins')) addPlugin(loading, trail, item);
  const root = lint?.kind === 'map' ? lint : undefined;
  loading.files.push({ file: trail.file, name: trail.name, shared: trail.shared, root });
}

async function extend(loading: Loading, trail: Trail, item: ScalarNode): Promise<void> {
  const found = locate(loading, trail, item, 'extends');
  if (found === undefined) return;
  const names = [...trail.before, trail.file];
  if (names.includes(found.file)) {
    const circle = [...names.slice(names.indexOf(found.file)), found.file];
    loading.diagnostics.push(report('extends-cycle', item.span, { circle }));
    return;
  }
  // What several files extend counts once, where it is first named.
  if (loading.files.some(({ file }) => file === found.file)) return;
  const lint = await readLintFile(loading, found.file, item.span);
  const shared = trail.shared || found.shared;
  if (lint) await visit(loading, { file: found.file, name: found.name, shared, before: names }, lint);
}

async function readLintFile(loading: Loading, file: string, span: Span): Promise<MapNode | undefined> {
  const { host, root, diagnostics } = loading;
  const tree = await readTree(host, root, file, new Map());
  diagnostics.push(...tree.diagnostics);
  if (!tree.value) {
    if (tree.diagnostics.length === 0) diagnostics.push(report('extends-empty', span, { file }));
    return undefined;
  }
  const shape = checkLintShape(tree.value);
  diagnostics.push(...shape.diagnostics);
  return shape.value;
}

function addPlugin(loading: Loading, trail: Trail, item: ScalarNode): void {
  const found = locate(loading, trail, item, 'plugins');
  if (found === undefined || loading.plugins.some(({ file }) => file === found.file)) return;
  const kind = /\.ya?ml$/.test(found.file) ? 'yaml' : 'module';
  if (kind === 'module' && !/\.(m?js|cjs|m?ts)$/.test(found.file)) {
    loading.diagnostics.push(report('plugin-of-no-kind', item.span, { file: found.file }));
    return;
  }
  loading.plugins.push({ name: item.text, file: found.file, kind, span: item.span });
}

function locate(
  { host, root, diagnostics }: Loading,
  { file: from, name }: Trail,
  item: ScalarNode,
  key: 'extends' | 'plugins',
): Located | undefined {
  const found = locateLintFile({ host, root, from, fromName: name }, item.text, key);
  if (!('problem' in found)) return found;
  const near = key === 'extends' ? suggest(item.text, LINT_PRESETS)[0] : undefined;
  const params = { key, text: item.text, ...found, ...(near !== undefined && { near }) };
  diagnostics.push(report('lint-source-missing', item.span, params));
  return undefined;
}

/** The files of a catalog's folder that hold lint settings or rules, and no definitions. */
export function lintFilesInside({ files, plugins }: LintSource): ReadonlySet<string> {
  return new Set([...files, ...plugins].map(({ file }) => file));
}

/** The absolute path of a file that a `LintSource` names. */
export function lintFilePath(root: string, { file }: Pick<LintFile | PluginFile, 'file'>): string {
  return absolutePath(root, file);
}
