import { createHash } from 'node:crypto';
import { compareText } from '../diagnostics/index.js';
import type { CatalogSource, Document } from '../language/document.js';
import { type Node, nodeAt } from '../language/node.js';
import type { CatalogSnapshot, IndexEntry } from './catalog-snapshot.js';

/** The snapshot of a catalog that was read without errors. */
export function takeSnapshot({ settings, documents, texts }: CatalogSource): CatalogSnapshot {
  const own = new Set([settings.file, ...documents.map(({ file }) => file)]);
  const sorted = [...texts].sort(([a], [b]) => compareText(a, b));
  const name = nodeAt(settings.root, 'catalog');
  return {
    catalog: name?.kind === 'scalar' ? name.text : '',
    index: indexOf(documents),
    files: new Map(sorted.filter(([file]) => own.has(file))),
    referenced: new Map(sorted.filter(([file]) => !own.has(file))),
  };
}

const SECTIONS = ['channels', 'commands', 'events', 'flows', 'sagas', 'services', 'types'];

function indexOf(documents: readonly Document[]): CatalogSnapshot['index'] {
  const index = new Map<string, ReadonlyMap<string, IndexEntry>>();
  for (const section of SECTIONS) {
    const entries = documents.flatMap(({ root }) => {
      const map = nodeAt(root, section);
      return map?.kind === 'map' ? map.entries : [];
    });
    const defined = entries.map(({ key, value }) => [key.text, indexEntry(value)] as const);
    if (defined.length > 0) index.set(section, new Map(defined.sort(([a], [b]) => compareText(a, b))));
  }
  return index;
}

function indexEntry(node: Node): IndexEntry {
  const version = nodeAt(node, 'version');
  const hash = createHash('sha256').update(canonicalJson(node)).digest('hex');
  return { hash, ...(version?.kind === 'scalar' && { version: version.text }) };
}

/** JSON without white space and with sorted keys. How deep a tree goes was limited when it was read. */
function canonicalJson(node: Node): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'list') return `[${node.items.map(canonicalJson).join(',')}]`;
  const entries = [...node.entries].sort((a, b) => compareText(a.key.text, b.key.text));
  return `{${entries.map(({ key, value }) => `${JSON.stringify(key.text)}:${canonicalJson(value)}`).join(',')}}`;
}
