import { nameList } from '../../../model/facts/name-list.js';
import { consumersOf } from '../../../model/graph.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import type { Rule } from '../../rule.js';

const MOST_LABELS = 4;

/** An event that a whole domain reads, service by service. */
export const tooManyConsumersOnePurpose: Rule = {
  id: 'too-many-consumers-one-purpose',
  group: 'delivery',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow many services of one domain on the same event of another.',
  why: `When four services of one domain read the same event of another, its meaning is translated four times, four times a change has to be agreed on, and each of them may have a different opinion of the same customer for a while. One of them should take it in, and tell the others in the words of their own domain.

Judged are events that come from outside the domain; services go by their \`domain\`. The option \`max\` says how many services of one domain may read one event (3).`,
  options: {
    schema: { type: 'object', properties: { max: { type: 'integer', minimum: 1 } }, additionalProperties: false },
    defaults: { max: 3 },
  },
  bad: `services:
  shop: { owner: team-shop, domain: sales }
  picking: { owner: team-hall, domain: warehouse }
  packing: { owner: team-hall, domain: warehouse }
  labels: { owner: team-hall, domain: warehouse }
  loading: { owner: team-yard, domain: warehouse }
channels:
  sales.order.events: { broker: kafka, key: orderId, deadLetter: { channel: sales.order.dlq, owner: team-shop } }
  warehouse.parcel.events: { broker: kafka, key: orderId, deadLetter: { channel: warehouse.parcel.dlq, owner: team-hall } }
events:
  OrderPaid:
    version: 1.0.0
    producer: shop
    consumers: [picking, packing, labels, loading]
    channel: sales.order.events
    payload: { orderId: uuid, articles: list<string>, paidAt: timestamp }
`,
  good: `services:
  shop: { owner: team-shop, domain: sales }
  picking: { owner: team-hall, domain: warehouse }
  packing: { owner: team-hall, domain: warehouse }
  labels: { owner: team-hall, domain: warehouse }
  loading: { owner: team-yard, domain: warehouse }
channels:
  sales.order.events: { broker: kafka, key: orderId, deadLetter: { channel: sales.order.dlq, owner: team-shop } }
  warehouse.parcel.events: { broker: kafka, key: orderId, deadLetter: { channel: warehouse.parcel.dlq, owner: team-hall } }
events:
  OrderPaid:
    version: 1.0.0
    producer: shop
    consumers: [picking]
    channel: sales.order.events
    payload: { orderId: uuid, articles: list<string>, paidAt: timestamp }
  PickingStarted:
    version: 1.0.0
    producer: picking
    consumers: [packing, labels, loading]
    channel: warehouse.parcel.events
    payload: { orderId: uuid, articles: list<string>, startedAt: timestamp }
`,
  check({ catalog, options, report }) {
    const max = Number(options['max']);
    for (const event of catalog.events.values()) {
      if (consumersOf(catalog, event.id).length <= max) continue;
      const home = catalog.services.get(event.producer?.name ?? '')?.domain;
      for (const [domain, readers] of readersByDomain(catalog, event)) {
        if (domain === home || readers.size <= max) continue;
        const names = [...readers.keys()].sort();
        report({
          span: event.nameSpan,
          message: `\`${event.id}\` is read by ${readers.size} services of the domain \`${domain}\`: ${nameList(names)}.`,
          help: `Let one of them take it in and tell the others in an event of the domain \`${domain}\`.`,
          labels: [...readers.values()].slice(0, MOST_LABELS).map((span) => ({ span, text: 'reads it' })),
          element: event,
        });
      }
    }
  },
};

function readersByDomain(catalog: Catalog, event: EventDef) {
  const domains = new Map<string, Map<string, EventDef['nameSpan']>>();
  for (const { service } of consumersOf(catalog, event.id)) {
    const domain = catalog.services.get(service?.name ?? '')?.domain;
    if (service === undefined || domain === undefined) continue;
    const readers = domains.get(domain) ?? new Map<string, EventDef['nameSpan']>();
    domains.set(domain, readers);
    if (!readers.has(service.name)) readers.set(service.name, service.span);
  }
  return domains;
}
