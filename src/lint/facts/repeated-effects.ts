import type { Fix } from '../../diagnostics/index.js';
import { insertEntriesAfter } from '../../edit/index.js';
import { entryOf } from '../../language/node.js';
import { longestRedelivery } from '../../model/facts/redelivery-paths.js';
import { roundedUp, sumOf } from '../../model/facts/time-sums.js';
import { memoised, reactionsIn } from '../../model/graph.js';
import { push } from '../../model/grouped.js';
import type { Catalog, Reaction, ServiceDef } from '../../model/index.js';
import { keepsData } from './service-store.js';

/** The reactions of a service that would have their effect again when their event is delivered twice; by service. */
export function repeatedReactionsOf(catalog: Catalog): ReadonlyMap<ServiceDef, readonly Reaction[]> {
  return repeatedReactions(catalog);
}

const repeatedReactions = memoised((catalog) => {
  const found = new Map<ServiceDef, Reaction[]>();
  for (const reaction of reactionsIn(catalog)) {
    const service = catalog.services.get(reaction.by?.name ?? '');
    if (service === undefined || service.external || service.inbox || !repeatsItself(service, reaction)) continue;
    push(found, service, reaction);
  }
  return found;
});

/** Calls that carry a key are safe, and what is told of them is the same each time; data and plain events are not. */
function repeatsItself(service: ServiceDef, reaction: Reaction): boolean {
  const { idempotentBy, calls, emits, fails } = reaction;
  if (idempotentBy.length > 0) return false;
  if (keepsData(service)) return true;
  if (calls.length > 0) return calls.some((call) => call.idempotentBy.length === 0);
  return emits.length + fails.length > 0;
}

/** Writes an inbox that remembers for as long as messages may reach the service again; not over an `inbox: false`. */
export function inboxFix(catalog: Catalog, service: ServiceDef, safety: Fix['safety']): Fix | undefined {
  if (entryOf(service.node, 'inbox')) return undefined;
  const path = longestRedelivery(catalog, service);
  const longest = sumOf(path?.times ?? []);
  const inbox = longest > 0 ? { window: roundedUp(longest) } : true;
  const after = ['outbox', 'store', 'domain', 'owner'].find((key) => entryOf(service.node, key)) ?? '';
  const edits = insertEntriesAfter(catalog.texts, service.node, after, { inbox });
  const written = inbox === true ? 'inbox: true' : `inbox: { window: ${inbox.window} }`;
  return edits && { title: `Write \`${written}\``, safety, edits };
}
