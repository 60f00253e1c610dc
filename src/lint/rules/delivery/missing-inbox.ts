import { takenBy } from '../../../model/facts/channel-traffic.js';
import { addTo } from '../../../model/grouped.js';
import type { Catalog } from '../../../model/index.js';
import { inboxFix, repeatedReactionsOf } from '../../facts/repeated-effects.js';
import { keepsData } from '../../facts/service-store.js';
import { unrecognisedAttempts } from '../../facts/unrecognised-attempts.js';
import type { Rule } from '../../rule.js';

/** A service with a store that takes messages and cannot tell a repeat. */
export const missingInbox: Rule = {
  id: 'missing-inbox',
  group: 'delivery',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an inbox for every service that takes messages into a store.',
  why: `Every broker delivers a message again after a crash, a rebalance or a lost acknowledgement. A service that writes what it reads counts, books or stores it a second time then, unless it notes the ids of handled messages in the same transaction.

Judged are services with a \`store\` that take events or commands from a channel. Reactions of flows belong to \`duplicate-unhandled\`, commands that a saga tries again to \`retry-without-idempotency\`; what only starts or moves a saga is recognised by the saga's engine.

The fix writes an inbox whose window is as long as the channels of the service may deliver a message again. It is for you to see that the service has one.`,
  fixable: 'unsafe',
  bad: `services:
  meters: { owner: team-field, store: postgres, outbox: true }
  billing: { owner: team-billing, domain: billing, store: postgres }
channels:
  grid.reading.events: { broker: kafka, key: meterId, retention: 14d, retryDelays: [1m, 10m] }
events:
  ConsumptionRecorded:
    version: 1.0.0
    producer: meters
    consumers: [billing]
    channel: grid.reading.events
    payload: { meterId: uuid, kilowattHours: decimal(9.3), recordedAt: timestamp }
`,
  good: `services:
  meters: { owner: team-field, store: postgres, outbox: true }
  billing: { owner: team-billing, domain: billing, store: postgres, inbox: { window: 15d } }
channels:
  grid.reading.events: { broker: kafka, key: meterId, retention: 14d, retryDelays: [1m, 10m] }
events:
  ConsumptionRecorded:
    version: 1.0.0
    producer: meters
    consumers: [billing]
    channel: grid.reading.events
    payload: { meterId: uuid, kilowattHours: decimal(9.3), recordedAt: timestamp }
`,
  check({ catalog, report }) {
    const reacting = repeatedReactionsOf(catalog);
    const retried = unrecognisedAttempts(catalog);
    const safe = safeReactions(catalog);
    for (const service of catalog.services.values()) {
      if (service.inbox || !keepsData(service) || reacting.has(service) || retried.has(service)) continue;
      const taken = takenBy(catalog, service.id).find(
        ({ message, bySagaOnly }) => !bySagaOnly && isWritten(message) && !safe.get(service.id)?.has(message.id),
      );
      if (taken === undefined) continue;
      const fix = inboxFix(catalog, service, 'unsafe');
      report({
        span: service.nameSpan,
        message: `\`${service.id}\` writes to its store what it takes from \`${taken.message.channel?.name}\` and has no inbox to recognise a repeat.`,
        help: `Give \`${service.id}\` an \`inbox\`: the id of each message is noted in the transaction that handles it.`,
        labels: [{ span: taken.span, text: `takes \`${taken.message.id}\` here` }],
        element: service,
        ...(fix && { fix }),
      });
    }
  },
};

function isWritten(message: { readonly kind: 'event' | 'command'; readonly effect: string }): boolean {
  return message.kind === 'event' || message.effect !== 'none';
}

/** By service, the events to which it reacts and says by what it recognises a repeat: that is how it takes them. */
function safeReactions(catalog: Catalog): ReadonlyMap<string, ReadonlySet<string>> {
  const safe = new Map<string, Set<string>>();
  for (const flow of catalog.flows.values()) {
    for (const { on, by, idempotentBy } of flow.reactions) {
      if (by === undefined || idempotentBy.length === 0) continue;
      for (const { name } of on) addTo(safe, by.name, name);
    }
  }
  return safe;
}
