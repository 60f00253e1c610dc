import { join } from 'node:path';
import { type Diagnostic, type Outcome, sortDiagnostics, spanAt } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import type { Document } from './document.js';
import { isCatalog, SETTINGS_FILE } from './find-catalog.js';
import { report } from './messages.js';
import { type Node, nodeAt } from './node.js';
import { leavesByLink, pathInside } from './paths.js';
import { readTree } from './read-tree.js';
import { checkShape } from './shape.js';

/** Reads `sagac.yaml`. Any mistake in it leaves no value: what the rest means depends on it. */
export async function loadSettings(
  host: Host,
  root: string,
  texts: Map<string, string>,
): Promise<Outcome<Document | undefined>> {
  if (!isCatalog(host, root)) return { value: undefined, diagnostics: [missingSettings(host, root)] };
  const tree = await readTree(host, root, SETTINGS_FILE, texts);
  if (!tree.value) {
    const empty = report('settings-empty', spanAt(SETTINGS_FILE, 0), undefined);
    return { value: undefined, diagnostics: tree.diagnostics.length > 0 ? tree.diagnostics : [empty] };
  }
  const shape = checkShape('settings', tree.value);
  const outputs = checkOutputs(host, root, tree.value);
  const diagnostics = sortDiagnostics([...tree.diagnostics, ...shape.diagnostics, ...outputs]);
  if (diagnostics.length > 0) return { value: undefined, diagnostics };
  return { value: { file: SETTINGS_FILE, text: texts.get(SETTINGS_FILE) ?? '', root: shape.value }, diagnostics };
}

/** The output folders of `generate`, relative to the catalog: what is in them is not read. */
export function outputFolders(settings: Node | undefined): ReadonlySet<string> {
  const folders = outputs(settings).map((out) => pathInside(SETTINGS_FILE, out.text));
  return new Set(folders.filter((folder) => folder !== undefined));
}

function outputs(settings: Node | undefined) {
  const generate = nodeAt(settings, 'generate');
  const targets = generate?.kind === 'list' ? generate.items : [];
  return targets.map((target) => nodeAt(target, 'out')).filter((out) => out?.kind === 'scalar');
}

function checkOutputs(host: Host, root: string, settings: Node): readonly Diagnostic[] {
  return outputs(settings).flatMap((out) => {
    const folder = pathInside(SETTINGS_FILE, out.text);
    const inside = folder !== undefined && !leavesByLink(host, root, folder);
    return inside || typeof out.value !== 'string' ? [] : [report('output-outside', out.span, { out: out.text })];
  });
}

function missingSettings(host: Host, root: string): Diagnostic {
  const near = ['sagac.yml', 'sagac.json'].find((name) => host.kindOf(join(root, name)) === 'file');
  return report('settings-missing', spanAt(SETTINGS_FILE, 0), near ? { near } : {});
}
