import type { Host } from '../host.js';
import { type Node, nodeAt } from '../language/node.js';
import { BASELINE_VERSION, type BaselineEntry } from '../lint/baseline.js';
import { keyText } from '../lint/finding-key.js';
import { type CheckedFile, Fault, listAt, mapOf, readCheckedFile, textAt, textOf } from './checked-file.js';
import { problem } from './problems.js';

/** Where a baseline is kept, in the folder of the catalog, where nothing else is said. */
export const BASELINE_FILE = 'lint-baseline.json';

/** Reads a baseline; `file` is as seen from where the command runs. */
export function readBaseline(host: Host, file: string): CheckedFile<readonly BaselineEntry[]> {
  return readCheckedFile(host, file, entriesOf, (place, reason) =>
    problem('baseline-unusable', undefined, { place, reason }),
  );
}

function entriesOf(root: Node): readonly BaselineEntry[] {
  const map = mapOf(root, ['$schema', 'version', 'findings']);
  const version = nodeAt(map, 'version');
  if (version?.kind !== 'scalar' || version.value !== BASELINE_VERSION)
    throw new Fault(version?.span ?? map.span, `its \`version\` is not ${BASELINE_VERSION}`);
  const seen = new Set<string>();
  return listAt(map, 'findings').map((item) => {
    const entry = entryOf(item);
    if (seen.has(keyText(entry))) throw new Fault(item.span, 'this entry stands twice');
    seen.add(keyText(entry));
    return entry;
  });
}

function entryOf(item: Node): BaselineEntry {
  const map = mapOf(item, ['rule', 'element', 'arguments', 'count']);
  const rule = textAt(map, 'rule');
  const element = nodeAt(map, 'element');
  const names = nodeAt(map, 'arguments');
  if (names && names.kind !== 'list') throw new Fault(names.span, '`arguments` is not a list');
  return {
    rule,
    element: element ? textOf(element, map, 'element') : '',
    arguments: (names?.items ?? []).map((name) => textOf(name, map, 'arguments')),
    count: countOf(nodeAt(map, 'count')),
  };
}

function countOf(node: Node | undefined): number {
  if (!node) return 1;
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new Fault(node.span, '`count` is not a whole number from 1');
}
