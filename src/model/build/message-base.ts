import type { CatalogSource } from '../../language/document.js';
import { type Node, nodeAt } from '../../language/node.js';
import type { MessageDef } from '../message.js';

/**
 * The prototype of the messages of one catalog. Their `node` is read again from the text when it is asked for: the trees of ten
 * thousand messages take more memory than everything else, and are needed for the places and repairs of a few.
 */
export function createMessageBase(reread: CatalogSource['reread']): object {
  return {
    get node(): Node {
      const { kind, id, file, nameSpan } = this as unknown as MessageDef;
      const section = kind === 'event' ? 'events' : 'commands';
      return (
        definitionsIn(nodeAt(reread(file), section)).get(id) ?? {
          kind: 'map',
          entries: [],
          flow: false,
          span: nameSpan,
        }
      );
    },
  };
}

const known = new WeakMap<Node, ReadonlyMap<string, Node>>();

/** The definitions of a section by name: one file may have thousands. */
function definitionsIn(section: Node | undefined): ReadonlyMap<string, Node> {
  if (section?.kind !== 'map') return new Map();
  const found =
    known.get(section) ?? new Map([...section.entries].reverse().map(({ key, value }) => [key.text, value]));
  known.set(section, found);
  return found;
}
