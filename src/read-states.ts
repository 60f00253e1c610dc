import type { EarlierState } from './against/index.js';
import type { Host } from './host.js';
import { createShelves } from './language/shelves.js';
import { createBuilt } from './model/build/built.js';
import { type CheckedCatalog, readCatalog } from './read-catalog.js';

/** A catalog as it is and as it was. */
export interface CatalogStates {
  readonly now: CheckedCatalog;
  /** In the order of the states that were asked for. */
  readonly earlier: readonly CheckedCatalog[];
}

/**
 * Reads the catalog in `root` and earlier states of it. A file of equal text is parsed once, and a definition that is the same
 * in two states (its own text, and what of other definitions and settings it is made of) is the same object in both. Sagas are
 * built anew.
 */
export async function readStates(host: Host, root: string, earlier: readonly EarlierState[]): Promise<CatalogStates> {
  const shared = { shelves: createShelves(), built: createBuilt() };
  const now = await readCatalog(offering(host, earlier), root, shared);
  const read: CheckedCatalog[] = [];
  // From the newest one back, so that each state is read after one that resembles it.
  for (const state of [...earlier].reverse()) {
    shared.shelves.turn();
    read.push(await readCatalog(state.host, state.root, { ...shared, past: true }));
  }
  return { now, earlier: read.reverse() };
}

/** A host that shows the states each file that it reads. */
function offering(host: Host, states: readonly EarlierState[]): Host {
  const offers = [...new Set(states.flatMap(({ offer }) => offer ?? []))];
  if (offers.length === 0) return host;
  return {
    ...host,
    readBytes(path) {
      const bytes = host.readBytes(path);
      for (const offer of offers) offer(bytes);
      return bytes;
    },
  };
}
