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
      return nodeAt(reread(file), section, id) ?? { kind: 'map', entries: [], flow: false, span: nameSpan };
    },
  };
}
