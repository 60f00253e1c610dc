import { isReply } from '../../../model/graph.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { isSagaEnd } from '../../facts/event-roles.js';
import { isBadNews } from '../../facts/failure-events.js';
import { isCurrent } from '../../facts/message-standing.js';
import { hasOnlyReferences, knowledgeIn, servicesLeftAsking } from '../../facts/thin-events.js';
import { END_WORDS } from '../../lexicon/event-words.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Rule } from '../../rule.js';

/** An event that makes its consumers call back. */
export const thinEvent: Rule = {
  id: 'thin-event',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require events to carry what their consumers would otherwise have to fetch.',
  why: `An event of only ids sends every consumer back to the producer to ask what happened. That couples them in time (the producer must be up), loads it with one call per consumer and event, and the answer may already be a later state than the event spoke of.

An event is thin when it has only ids and timestamps and a consumer can not have learnt more about the same id elsewhere. \`OrderShipped\` with an \`orderId\` is fine for a service that has seen \`OrderPlaced\`; of something new (\`OrderPlaced\` itself) or changed (\`AddressChanged\`) nobody can have. A consumer that says which fields it \`uses\` needs no more.

Not findings: \`carries: notification\`, replies, failure events, events that a saga ends with, and events that say their subject is gone (\`CustomerErased\`).`,
  bad: `services:
  order: { owner: team-checkout }
  billing: { owner: team-payments }
events:
  OrderPlaced:
    version: 1.0.0
    producer: order
    consumers: [billing]
    payload: { orderId: uuid, customerId: uuid, placedAt: timestamp }
`,
  good: `services:
  order: { owner: team-checkout }
  billing: { owner: team-payments }
events:
  OrderPlaced:
    version: 1.0.0
    producer: order
    consumers: [billing]
    payload: { orderId: uuid, customerId: uuid, total: decimal(12.2), placedAt: timestamp }
  OrderShipped:
    version: 1.0.0
    producer: order
    consumers: [billing]
    payload: { orderId: uuid, shippedAt: timestamp }
`,
  check({ catalog, report }) {
    const thin = [...catalog.events.values()].filter(
      (event) => !isExempt(catalog, event) && hasOnlyReferences(catalog, event),
    );
    const knowledge = thin.length === 0 ? new Map() : knowledgeIn(catalog);
    for (const event of thin) {
      const services = servicesLeftAsking(catalog, knowledge, event).map((name) => `\`${name}\``);
      if (services.length === 0) continue;
      const verb = services.length === 1 ? 'has' : 'have';
      report({
        span: event.payload.span,
        message: `\`${event.id}\` carries only ids, so ${services.join(', ')} ${verb} to call back to learn what happened.`,
        element: event,
        help: 'Add the fields that its consumers act on, say what they read (`uses`), or write `carries: notification` if calling back is meant.',
      });
    }
  },
};

function isExempt(catalog: Catalog, event: EventDef): boolean {
  if (event.carries === 'notification' || !isCurrent(event)) return true;
  if (END_WORDS.has(splitWords(event.name).at(-1) ?? '')) return true;
  return isReply(catalog, event) || isBadNews(catalog, event) || isSagaEnd(catalog, event);
}
