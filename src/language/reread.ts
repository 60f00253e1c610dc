import type { MapNode } from './node.js';
import { checkShape } from './shape.js';
import { parseYaml } from './yaml.js';

/** Gives the tree of a definition file once more. */
export type Reread = (file: string) => MapNode | undefined;

/** Findings come sorted by file, so that a few trees are enough. */
const MOST_KEPT = 4;

/**
 * Reads trees again from the texts of a catalog. The tree of a file is twenty times the size of its text, and only the few
 * definitions that something is found in are looked at once the model is built.
 */
export function createReread(texts: ReadonlyMap<string, string>): Reread {
  const recent = new Map<string, MapNode | undefined>();
  return (file) => {
    if (recent.has(file)) return recent.get(file);
    const tree = parseYaml(file, texts.get(file) ?? '').value;
    const root = tree?.kind === 'map' ? checkShape('catalog', tree).value : undefined;
    const [oldest] = recent.keys();
    if (recent.size >= MOST_KEPT && oldest !== undefined) recent.delete(oldest);
    recent.set(file, root);
    return root;
  };
}
