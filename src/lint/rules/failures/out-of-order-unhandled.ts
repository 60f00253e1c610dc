import { keySpan } from '../../../language/node.js';
import { anyOf } from '../../../model/facts/name-list.js';
import { channelOf, namesOf } from '../../../model/graph.js';
import type { Catalog, EventDef, FlowDef, Reaction } from '../../../model/index.js';
import { neededFieldOf } from '../../facts/needed-events.js';
import type { Finding, Rule } from '../../rule.js';

const HELP =
  'Say with `onMissing` what happens then: `park` keeps the message until the other has come, `retry` tries again later, `ignore` drops it.';

/** A reaction that counts on an earlier event and does not say what happens without it. */
export const outOfOrderUnhandled: Rule = {
  id: 'out-of-order-unhandled',
  group: 'failures',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require `onMissing` where a reaction relies on an earlier event.',
  why: `Events of different channels come in any order, and on one channel a retry lets the later one overtake. A reaction that needs what an earlier event has told finds nothing then: it fails until its retries are used up, or works with half of the facts and tells nobody.

A reaction relies on an earlier event if it says so with \`needs\`, or if it emits a required field that its own event does not carry and that exactly one other event does which its service reads. Ids, times and reasons come into being where the event does, and what the service has published or been told in a command it knows by itself. Events of one channel with the same key, without retries in between, come in order.`,
  bad: `services:
  orders: { owner: team-orders, store: postgres, outbox: true }
  payments: { owner: team-payments, store: postgres, outbox: true }
  invoicing: { owner: team-finance, store: postgres, outbox: true, inbox: { window: 8d } }
channels:
  sales.order.events: { broker: kafka, key: orderId }
  payments.payment.events: { broker: kafka, key: orderId }
  finance.invoice.events: { broker: kafka, key: orderId }
events:
  OrderPlaced: { version: 1.0.0, producer: orders, consumers: [invoicing], channel: sales.order.events, payload: { orderId: uuid, address: string } }
  PaymentCaptured: { version: 1.0.0, producer: payments, channel: payments.payment.events, payload: { orderId: uuid } }
  InvoiceSent: { version: 1.0.0, producer: invoicing, channel: finance.invoice.events, payload: { orderId: uuid } }
flows:
  Invoices:
    correlation: orderId
    reactions:
      - { on: PaymentCaptured, by: invoicing, emits: InvoiceSent, needs: [OrderPlaced] }
`,
  good: `services:
  orders: { owner: team-orders, store: postgres, outbox: true }
  payments: { owner: team-payments, store: postgres, outbox: true }
  invoicing: { owner: team-finance, store: postgres, outbox: true, inbox: { window: 8d } }
channels:
  sales.order.events: { broker: kafka, key: orderId }
  payments.payment.events: { broker: kafka, key: orderId }
  finance.invoice.events: { broker: kafka, key: orderId }
events:
  OrderPlaced: { version: 1.0.0, producer: orders, consumers: [invoicing], channel: sales.order.events, payload: { orderId: uuid, address: string } }
  PaymentCaptured: { version: 1.0.0, producer: payments, channel: payments.payment.events, payload: { orderId: uuid } }
  InvoiceSent: { version: 1.0.0, producer: invoicing, channel: finance.invoice.events, payload: { orderId: uuid } }
flows:
  Invoices:
    correlation: orderId
    reactions:
      - { on: PaymentCaptured, by: invoicing, emits: InvoiceSent, needs: [OrderPlaced], onMissing: park }
`,
  check({ catalog, report }) {
    for (const flow of catalog.flows.values()) {
      for (const reaction of flow.reactions) {
        if (reaction.onMissing !== undefined) continue;
        const finding = ofNeeds(catalog, flow, reaction) ?? ofField(catalog, flow, reaction);
        if (finding) report(finding);
      }
    }
  },
};

function ofNeeds(catalog: Catalog, flow: FlowDef, reaction: Reaction): Finding | undefined {
  const needed = reaction.needs.filter(({ name }) => catalog.events.has(name) && !comesBefore(catalog, name, reaction));
  const [first] = needed;
  if (first === undefined) return undefined;
  const others = needed.length > 1 ? ` and ${needed.length - 1} more` : '';
  return {
    span: keySpan(reaction.node, 'needs') ?? first.span,
    message: `The reaction to ${triggerText(reaction)} needs \`${first.name}\`${others} and does not say what happens when that has not come yet.`,
    help: HELP,
    element: flow,
  };
}

function ofField(catalog: Catalog, flow: FlowDef, reaction: Reaction): Finding | undefined {
  if (reaction.needs.length > 0) return undefined;
  const found = neededFieldOf(catalog, reaction);
  if (found === undefined || comesBefore(catalog, found.carrier.id, reaction)) return undefined;
  const { field, emitted, carrier } = found;
  return {
    span: reaction.on[0]?.span ?? reaction.span,
    message: `The reaction to ${triggerText(reaction)} emits \`${emitted.id}.${field.name}\`, which only \`${carrier.id}\` tells, and does not say what happens when that has not come yet.`,
    help: `Add \`needs: [${carrier.id}]\`. ${HELP}`,
    labels: [{ span: carrier.nameSpan, text: `carries \`${field.name}\`` }],
    element: flow,
  };
}

function triggerText({ on }: Reaction): string {
  return anyOf(namesOf(on));
}

/** Whether an event is there whenever the reaction is set off: it does so itself, or comes in order before it. */
function comesBefore(catalog: Catalog, needed: string, reaction: Reaction): boolean {
  const other = catalog.events.get(needed);
  return reaction.on.every(({ name }) => {
    const trigger = catalog.events.get(name);
    return name === needed || (trigger !== undefined && other !== undefined && inOrder(catalog, other, trigger));
  });
}

/** One channel, one key, and no retry by which one could overtake the other. */
function inOrder(catalog: Catalog, one: EventDef, other: EventDef): boolean {
  const channel = channelOf(catalog, one);
  if (channel === undefined || one.channel?.name !== other.channel?.name) return false;
  if (channel.ordering === 'none' || channel.shape === 'queue' || channel.retryDelays.length > 0) return false;
  return one.key !== undefined && one.key.name === other.key?.name;
}
