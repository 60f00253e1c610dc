import type { Outcome } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import type { Document, PluginFile } from './document.js';
import { report } from './messages.js';
import { readTree } from './read-tree.js';
import { checkShape } from './shape.js';

/** Reads a file of rules without code. Rules of the wrong shape leave no value at all: what is left might mislead. */
export async function loadRulesFile(
  host: Host,
  root: string,
  plugin: PluginFile,
): Promise<Outcome<Document | undefined>> {
  const { file, span } = plugin;
  const texts = new Map<string, string>();
  const tree = await readTree(host, root, file, texts);
  const text = texts.get(file) ?? '';
  const shape = tree.value && checkShape('rules', tree.value);
  const empty = !tree.value && tree.diagnostics.length === 0 ? [report('rules-empty', span, { file })] : [];
  const diagnostics = [...tree.diagnostics, ...(shape?.diagnostics ?? []), ...empty];
  const value = diagnostics.length === 0 ? { file, text, root: shape?.value } : undefined;
  return { value, diagnostics: diagnostics.map((entry) => ({ ...entry, input: true })) };
}
