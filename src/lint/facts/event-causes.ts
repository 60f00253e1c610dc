import { memoised, namesOf, reactionsIn } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { Catalog, Reaction, SagaDef } from '../../model/index.js';
import { startEventOf } from '../../model/saga-starts.js';

/** What makes a service publish an event without being asked: a reaction to others, or a saga that begins with one. */
export interface EventCause {
  readonly by:
    | { readonly kind: 'reaction'; readonly reaction: Reaction }
    | { readonly kind: 'saga'; readonly saga: SagaDef };
  /** The events that it follows from. */
  readonly on: readonly string[];
}

/** Whatever publishes an event at once when another one comes; reactions that wait first are left out. */
function causesOfEvent(catalog: Catalog, event: string): readonly EventCause[] {
  return causes(catalog).get(event) ?? [];
}

const causes = memoised((catalog) => {
  const all = new Map<string, EventCause[]>();
  for (const reaction of reactionsIn(catalog)) {
    if (reaction.after !== undefined || reaction.at !== undefined) continue;
    const on = namesOf(reaction.on);
    for (const { name } of [...reaction.emits, ...reaction.fails]) {
      push(all, name, { by: { kind: 'reaction', reaction }, on });
    }
  }
  for (const saga of catalog.sagas.values()) {
    const start = startEventOf(catalog, saga);
    if (start === undefined) continue;
    const on = [start.id];
    for (const { event } of [...saga.complete, ...saga.abort])
      push(all, event.name, { by: { kind: 'saga', saga }, on });
  }
  return all;
});

/** The events from which `event` follows, however many services hand it on; nearest first, `event` itself left out. */
export function eventsBehind(catalog: Catalog, event: string): readonly string[] {
  const known = new Set([event]);
  for (const name of known) {
    for (const { on } of causesOfEvent(catalog, name)) for (const origin of on) known.add(origin);
  }
  return [...known].slice(1);
}
