import type { Catalog, MessageDef } from '../../model/index.js';

/** Whether a message can still get another name: an older major is frozen, and what is deprecated has been replaced. */
export function canBeRenamed({ oldMajor, deprecated }: MessageDef): boolean {
  return oldMajor === undefined && deprecated === undefined;
}

/** Whether somebody else decides what the message says: an external service publishes or handles it. */
export function isForeign(catalog: Catalog, message: MessageDef): boolean {
  const party = message.kind === 'event' ? message.producer : message.handler;
  return party !== undefined && catalog.services.get(party.name)?.external === true;
}
