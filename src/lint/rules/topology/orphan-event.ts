import { commandsAnsweredBy, consumersOf, isOnPublicChannel, producersOf } from '../../../model/graph.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { isSagaEnd, producingServices } from '../../facts/event-roles.js';
import { isBadNews } from '../../facts/failure-events.js';
import type { Rule } from '../../rule.js';

/** An event that is published and reaches nobody. */
export const orphanEvent: Rule = {
  id: 'orphan-event',
  group: 'topology',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a consumer for every event that is published.',
  why: `An event that nobody consumes costs storage and upkeep, and mostly stands for a hand-over that was forgotten: the order is placed, and no one is told. If its readers are simply not written down, nobody can say who breaks when it changes.

Not findings: answers to commands, events that a saga ends with, events on a channel with \`public: true\` (their readers are outside the catalog), deprecated events, and failure events, which are the business of \`unhandled-failure-event\`.`,
  bad: `services:
  order: { owner: team-checkout }
channels:
  sales.order.events: { key: orderId }
events:
  OrderPlaced:
    version: 1.0.0
    producer: order
    channel: sales.order.events
    payload: { orderId: uuid }
`,
  good: `services:
  order: { owner: team-checkout }
  billing: { owner: team-payments }
channels:
  sales.order.events: { key: orderId }
events:
  OrderPlaced:
    version: 1.0.0
    producer: order
    consumers: [billing]
    channel: sales.order.events
    payload: { orderId: uuid }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (!isOrphan(catalog, event)) continue;
      const services = producingServices(catalog, event).map((name) => `\`${name}\``);
      report({
        span: event.nameSpan,
        message: `\`${event.id}\` is published by ${services.join(', ') || 'a reaction'}, and nobody consumes it.`,
        element: event,
        help: 'Name its `consumers`, mark its channel `public: true` if they are outside the catalog, or stop publishing it.',
      });
    }
  },
};

function isOrphan(catalog: Catalog, event: EventDef): boolean {
  // Only the channel says so: `visibility: public` is the default and means nothing.
  if (event.deprecated || isOnPublicChannel(catalog, event)) return false;
  if (producersOf(catalog, event.id).length === 0 || consumersOf(catalog, event.id).length > 0) return false;
  if (commandsAnsweredBy(catalog, event.id).length > 0) return false;
  return !isSagaEnd(catalog, event) && !isBadNews(catalog, event);
}
