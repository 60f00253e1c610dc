import type { Outcome } from '../diagnostics/index.js';
import type { Host } from '../host.js';
import type { Node } from './node.js';
import { readFile } from './read-file.js';
import { parseYaml } from './yaml.js';

/** Reads and parses one file of the catalog and keeps its text in `texts`. A syntax error is looked at more closely. */
export async function readTree(
  host: Host,
  root: string,
  file: string,
  texts: Map<string, string>,
): Promise<Outcome<Node | undefined>> {
  const { text, problem } = readFile(host, root, file);
  if (text !== undefined) texts.set(file, text);
  if (problem || text === undefined) return { value: undefined, diagnostics: problem ? [problem] : [] };
  const tree = parseYaml(file, text);
  if (!tree.diagnostics.some((diagnostic) => diagnostic.code === 'yaml-syntax')) return tree;
  // The second parser is slow to load and only worth it for a broken file.
  const { explainSyntax } = await import('./yaml-recover.js');
  return { value: undefined, diagnostics: explainSyntax(file, text, tree.diagnostics) };
}
