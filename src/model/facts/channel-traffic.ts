import type { Span } from '../../diagnostics/index.js';
import { consumersOf, memoised, producersOf } from '../graph.js';
import { push } from '../grouped.js';
import { type Catalog, type EventDef, type MessageDef, messagesIn, type NameRef } from '../index.js';

/** A service that takes a message from a channel or sends it there. */
export interface Party {
  readonly service: string;
  readonly message: MessageDef;
  /** Where the catalog names the service for it. */
  readonly span: Span;
  /** Only the engine of a saga that this service runs does it; it recognises repeats and has an outbox by itself. */
  readonly bySagaOnly: boolean;
}

/** What goes over one channel. */
export interface Traffic {
  readonly messages: readonly MessageDef[];
  readonly readers: readonly Party[];
  readonly writers: readonly Party[];
}

const NO_TRAFFIC: Traffic = { messages: [], readers: [], writers: [] };

/** Messages of a channel with those who send and take them, each service once per message. */
export function trafficOf(catalog: Catalog, channel: string): Traffic {
  return traffic(catalog).byChannel.get(channel) ?? NO_TRAFFIC;
}

/** The messages that a service takes from channels. */
export function takenBy(catalog: Catalog, service: string): readonly Party[] {
  return traffic(catalog).readersByService.get(service) ?? [];
}

/** The messages that a service sends over channels. */
export function sentBy(catalog: Catalog, service: string): readonly Party[] {
  return traffic(catalog).writersByService.get(service) ?? [];
}

const traffic = memoised((catalog) => {
  const byChannel = new Map<string, { messages: MessageDef[]; readers: Party[]; writers: Party[] }>();
  const readersByService = new Map<string, Party[]>();
  const writersByService = new Map<string, Party[]>();
  for (const message of messagesIn(catalog)) {
    if (message.channel === undefined) continue;
    const found = byChannel.get(message.channel.name) ?? { messages: [], readers: [], writers: [] };
    byChannel.set(message.channel.name, found);
    found.messages.push(message);
    for (const reader of readersOf(catalog, message)) {
      found.readers.push(reader);
      push(readersByService, reader.service, reader);
    }
    for (const writer of writersOf(catalog, message)) {
      found.writers.push(writer);
      push(writersByService, writer.service, writer);
    }
  }
  return { byChannel, readersByService, writersByService };
});

/** Commands are taken by their handler. */
function readersOf(catalog: Catalog, message: MessageDef): readonly Party[] {
  if (message.kind === 'command') {
    const { handler } = message;
    return handler ? [{ service: handler.name, message, span: handler.span, bySagaOnly: false }] : [];
  }
  return partiesOf(message, consumersOf(catalog, message.id));
}

/** Commands are left out: the engine of a saga, or a person, sends them. */
function writersOf(catalog: Catalog, message: MessageDef): readonly Party[] {
  return message.kind === 'event' ? partiesOf(message, producersOf(catalog, message.id)) : [];
}

interface Use {
  readonly service?: NameRef;
  readonly via: { readonly kind: 'declared' | 'command' | 'reaction' | 'saga' };
}

interface Draft extends Party {
  bySagaOnly: boolean;
  actsItself: boolean;
}

/** That a service is declared says nothing of how, so a saga of the same service explains it. */
function partiesOf(message: EventDef, uses: readonly Use[]): readonly Party[] {
  const parties: Draft[] = [];
  // Nearly all events have a few uses; for the others a list would be searched too often.
  const byName = uses.length > FEW ? new Map<string, Draft>() : undefined;
  for (const { service, via } of uses) {
    if (service === undefined) continue;
    const known = byName ? byName.get(service.name) : parties.find((party) => party.service === service.name);
    const party = known ?? { service: service.name, message, span: service.span, bySagaOnly: false, actsItself: false };
    if (known === undefined) {
      parties.push(party);
      byName?.set(service.name, party);
    }
    if (via.kind === 'reaction' || via.kind === 'command') party.actsItself = true;
    party.bySagaOnly = !party.actsItself && (party.bySagaOnly || via.kind === 'saga');
  }
  return parties;
}

const FEW = 12;
