import type { Catalog } from '../catalog.js';
import type { MessageDef } from '../message.js';

/** The definitions of a catalog, before its references are known. */
export type Sections = Pick<Catalog, 'services' | 'types' | 'channels' | 'events' | 'commands' | 'sagas' | 'flows'>;

/** The event or command of this id. */
export function messageIn(sections: Sections, id: string): MessageDef | undefined {
  return sections.events.get(id) ?? sections.commands.get(id);
}
