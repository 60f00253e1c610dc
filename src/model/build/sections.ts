import type { Catalog } from '../catalog.js';

/** The definitions of a catalog, before its references are known. */
export type Sections = Pick<Catalog, 'services' | 'types' | 'channels' | 'events' | 'commands' | 'sagas' | 'flows'>;
