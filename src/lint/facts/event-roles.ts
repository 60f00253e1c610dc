import { consumersOf, producersOf, serviceNames } from '../../model/graph.js';
import type { Catalog, EventDef, MessageDef, Reaction } from '../../model/index.js';

/** Whether a saga completes or aborts with the message. */
export function isSagaEnd(catalog: Catalog, message: MessageDef): boolean {
  return producersOf(catalog, message.id).some(({ via }) => via.kind === 'saga');
}

/** Services that publish an event, each once, in code-unit order. */
export function producingServices(catalog: Catalog, event: EventDef): readonly string[] {
  return [...new Set(serviceNames(producersOf(catalog, event.id)))].sort();
}

/** Services that learn of an event, each once, in code-unit order. */
export function consumingServices(catalog: Catalog, event: string): readonly string[] {
  return [...new Set(serviceNames(consumersOf(catalog, event)))].sort();
}

/** The reactions that publish an event. */
export function reactionsPublishing(catalog: Catalog, event: EventDef): readonly Reaction[] {
  return producersOf(catalog, event.id).flatMap(({ via }) => (via.kind === 'reaction' ? [via.reaction] : []));
}
