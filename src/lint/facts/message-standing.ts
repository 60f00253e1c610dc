import { isExternal } from '../../model/graph.js';
import type { Catalog, MessageDef } from '../../model/index.js';

/** Whether a message can still be changed: an older major is frozen, and what is deprecated has been replaced. */
export function isCurrent({ oldMajor, deprecated }: MessageDef): boolean {
  return oldMajor === undefined && deprecated === undefined;
}

/** Whether somebody else decides what the message says: an external service publishes or handles it. */
export function isForeign(catalog: Catalog, message: MessageDef): boolean {
  const party = message.kind === 'event' ? message.producer : message.handler;
  return party !== undefined && isExternal(catalog, party.name);
}
