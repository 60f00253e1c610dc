import { setValue } from '../../../edit/index.js';
import { nodeAt } from '../../../language/node.js';
import { longestRedelivery, type RedeliveryPath } from '../../../model/facts/redelivery-paths.js';
import { printSum, printTime, roundedUp, sumOf } from '../../../model/facts/time-sums.js';
import type { Rule } from '../../rule.js';

/** An inbox that forgets a message which may still come again. */
export const dedupWindowTooShort: Rule = {
  id: 'dedup-window-too-short',
  group: 'delivery',
  severity: 'error',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require an inbox that remembers for as long as messages may come again.',
  why: `An inbox that forgets too early is worse than none: everyone believes in it, and the repeat that comes late, after an outage or when somebody rewinds a consumer, is handled as new. A channel may deliver a message again for as long as the broker keeps it, and then through all retries: \`retention\` plus the sum of \`retryDelays\`. A command may be sent again by its saga for as long as its attempts last.

The sum is printed. \`inbox: true\` leaves the window to the runtime and is never too short. Events that only move a saga of the same service do not count: its engine does not forget them. The fix writes the sum, rounded up.`,
  fixable: 'safe',
  bad: `services:
  depot: { owner: team-depot, store: postgres, outbox: true }
  invoicing: { owner: team-finance, store: postgres, inbox: { window: 24h } }
channels:
  logistics.parcel.events: { broker: kafka, key: parcelId, retention: 7d, retryDelays: [1m, 5m, 30m] }
events:
  ParcelDelivered:
    version: 1.0.0
    producer: depot
    consumers: [invoicing]
    channel: logistics.parcel.events
    payload: { parcelId: uuid, deliveredAt: timestamp }
`,
  good: `services:
  depot: { owner: team-depot, store: postgres, outbox: true }
  invoicing: { owner: team-finance, store: postgres, inbox: { window: 8d } }
channels:
  logistics.parcel.events: { broker: kafka, key: parcelId, retention: 7d, retryDelays: [1m, 5m, 30m] }
events:
  ParcelDelivered:
    version: 1.0.0
    producer: depot
    consumers: [invoicing]
    channel: logistics.parcel.events
    payload: { parcelId: uuid, deliveredAt: timestamp }
`,
  check({ catalog, report }) {
    for (const service of catalog.services.values()) {
      const { inboxWindow: window } = service;
      if (window === undefined || service.external) continue;
      const longest = longestRedelivery(catalog, service);
      if (longest === undefined || sumOf(longest.times) <= window.ms) continue;
      const wanted = roundedUp(sumOf(longest.times));
      const inbox = nodeAt(service.node, 'inbox');
      const edits = inbox?.kind === 'map' ? setValue(catalog.texts, inbox, 'window', wanted) : undefined;
      report({
        span: window.span,
        message: `The inbox of \`${service.id}\` forgets after ${printTime(window.ms)} what ${pathText(longest)} again for ${printSum(longest.times)}.`,
        help: `Remember messages for at least ${wanted}, or shorten how long they may come again.`,
        labels: [{ span: longest.by.nameSpan, text: 'may come again for that long' }],
        element: service,
        ...(edits && { fix: { title: `Write \`window: ${wanted}\``, safety: 'safe', edits } }),
      });
    }
  },
};

function pathText({ by }: RedeliveryPath): string {
  return by.kind === 'channel' ? `\`${by.id}\` may deliver` : `a saga may send as \`${by.id}\``;
}
