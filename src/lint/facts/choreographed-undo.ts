import { type Hop, hopsOfFlow } from '../../model/choreography.js';
import { isFailureEvent, namesOf } from '../../model/graph.js';
import { addTo, grouped } from '../../model/grouped.js';
import type { Catalog, FlowDef, Reaction } from '../../model/index.js';

/** Failure events of one flow that are looked behind, so that a flow of thousands costs no more than one of some. */
const MOST_LOOKED_AT = 50;

/**
 * The reactions of a flow that take something back: a service hears that a later one failed, and publishes something
 * else than what it had published on the way there. Trying once more is not taking back.
 */
export function undoingReactions(catalog: Catalog, flow: FlowDef): readonly Reaction[] {
  const hops = hopsOfFlow(catalog, flow);
  const into = grouped(hops, nameOfEnd);
  const failures = new Set(
    hops.filter(({ to, isFailure }) => isFailure || isKnownFailure(catalog, to.name)).map(nameOfEnd),
  );
  const found = new Set<Reaction>();
  for (const failure of [...failures].slice(0, MOST_LOOKED_AT)) {
    const before = publishedBefore(into, failure);
    for (const reaction of flow.reactions) if (takesBack(reaction, failure, before)) found.add(reaction);
  }
  return [...found];
}

function isKnownFailure(catalog: Catalog, name: string): boolean {
  const event = catalog.events.get(name);
  return event !== undefined && isFailureEvent(catalog, event);
}

function nameOfEnd({ to }: Hop): string {
  return to.name;
}

/** What each service had published before the failure came about, without the service that failed. */
function publishedBefore(into: ReadonlyMap<string, readonly Hop[]>, failure: string): ReadonlyMap<string, Set<string>> {
  const published = new Map<string, Set<string>>();
  const causes = into.get(failure) ?? [];
  const failed = new Set(causes.map(({ reaction }) => reaction.by?.name));
  const queue = causes.map(({ from }) => from.name);
  const seen = new Set(queue);
  for (const event of queue) {
    for (const { from, to, reaction, isFailure } of into.get(event) ?? []) {
      if (isFailure) continue;
      const by = reaction.by?.name;
      if (by !== undefined && !failed.has(by)) addTo(published, by, to.name);
      if (seen.has(from.name)) continue;
      seen.add(from.name);
      queue.push(from.name);
    }
  }
  return published;
}

function takesBack(reaction: Reaction, failure: string, before: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const { on, by, emits } = reaction;
  const published = by && before.get(by.name);
  return Boolean(
    published && on.some(({ name }) => name === failure) && namesOf(emits).some((name) => !published.has(name)),
  );
}
