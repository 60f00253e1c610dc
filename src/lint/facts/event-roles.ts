import { producersOf } from '../../model/graph.js';
import type { Catalog, EventDef } from '../../model/index.js';

/** Whether a saga completes or aborts with the event. */
export function isSagaEnd(catalog: Catalog, event: EventDef): boolean {
  return producersOf(catalog, event.id).some(({ via }) => via.kind === 'saga');
}

/** Services that publish an event, each once, in code-unit order. */
export function producingServices(catalog: Catalog, event: EventDef): readonly string[] {
  return [...new Set(producersOf(catalog, event.id).flatMap(({ service }) => service?.name ?? []))].sort();
}
