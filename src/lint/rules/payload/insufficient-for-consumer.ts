import { pathsIn } from '../../../model/facts/guard-paths.js';
import { nameList } from '../../../model/facts/name-list.js';
import { eventsNamed } from '../../../model/graph.js';
import type { Catalog, EventDef, FlowDef, NameRef, Reaction } from '../../../model/index.js';
import { messageById } from '../../../model/index.js';
import { lookUpField } from '../../../model/references/field-path.js';
import { type ForeignField, foreignFieldsOf } from '../../facts/foreign-fields.js';
import { toldTo } from '../../facts/known-fields.js';
import type { Finding, Rule } from '../../rule.js';

/** A reaction that needs what nobody has told its service. */
export const insufficientForConsumer: Rule = {
  id: 'insufficient-for-consumer',
  group: 'payload',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require reactions to have been told what they need.',
  why: `A service that has to publish a \`customerId\`, and was never sent one, calls back for it or reads another team's database: the event was meant to make that needless. On the whiteboard the arrow carried whatever was needed.

For every reaction the rule goes through all that its service has been told: the events that it reads, the commands that it handles, what it publishes by itself. Required fields of its events that are none of these are findings where it can not make them: ids of things that another service brings into the catalog (not of what its event is about, \`SettlementFinalized\` brings its own \`settlementId\`), and records and personal data that came with the beginning of the same thing. Amounts, texts, times and states it may work out.

Also found: an idempotency key or correlation that only some of the events in \`on\` carry, and a guard that reads what the service has not seen. Sagas are judged by \`unmapped-input\`.`,
  bad: `services:
  orders: { owner: team-orders }
  payments: { owner: team-payments }
  shipping: { owner: team-delivery }
types:
  Address: { fields: { street: string, city: string } }
events:
  OrderPlaced: { version: 1.0.0, producer: orders, consumers: [payments], payload: { orderId: uuid, customerId: uuid, shipTo: Address } }
  OrderPaid: { version: 1.0.0, producer: payments, payload: { orderId: uuid, paidAt: timestamp } }
  ParcelSent: { version: 1.0.0, producer: shipping, payload: { orderId: uuid, parcelId: uuid, customerId: uuid, shipTo: Address } }
flows:
  Delivery:
    reactions:
      - { on: OrderPaid, by: shipping, emits: ParcelSent }
`,
  good: `services:
  orders: { owner: team-orders }
  payments: { owner: team-payments }
  shipping: { owner: team-delivery }
types:
  Address: { fields: { street: string, city: string } }
events:
  OrderPlaced: { version: 1.0.0, producer: orders, consumers: [payments], payload: { orderId: uuid, customerId: uuid, shipTo: Address } }
  OrderPaid: { version: 1.0.0, producer: payments, payload: { orderId: uuid, paidAt: timestamp } }
  ParcelSent: { version: 1.0.0, producer: shipping, payload: { orderId: uuid, parcelId: uuid, customerId: uuid, shipTo: Address } }
flows:
  Delivery:
    reactions:
      - { on: OrderPaid, by: shipping, emits: ParcelSent, needs: [OrderPlaced], onMissing: park }
`,
  check({ catalog, report }) {
    const seen = new Set<string>();
    for (const flow of catalog.flows.values()) {
      for (const reaction of flow.reactions) {
        for (const foreign of foreignFieldsOf(catalog, reaction)) {
          const key = JSON.stringify([foreign.emitted.id, foreign.field.name, foreign.service]);
          if (!seen.has(key)) report(foreignFinding(reaction, foreign));
          seen.add(key);
        }
        for (const finding of keyFindings(catalog, flow, reaction)) report(finding);
        for (const finding of guardFindings(catalog, flow, reaction)) report(finding);
      }
    }
  },
};

function foreignFinding(reaction: Reaction, { field, emitted, service, origin, sometimes }: ForeignField): Finding {
  const trigger = reaction.on[0]?.name ?? '';
  const told = sometimes ? 'only as a field that may be missing' : 'in no message';
  return {
    span: field.nameSpan,
    message: `\`${service}\` has to publish \`${field.name}\` in \`${emitted.id}\`, and is told it ${told}.`,
    element: emitted,
    help: sometimes
      ? `Make \`${field.name}\` required in what \`${service}\` reads, or optional here.`
      : `Let \`${service}\` read \`${origin.event.id}\`, where it comes from (\`needs: [${origin.event.id}]\`), or add it to \`${trigger}\`.`,
    labels: [
      { span: reaction.span, text: 'the reaction' },
      { span: origin.field.nameSpan, text: 'where it comes from' },
    ],
  };
}

/** Where no event carries the field, the name is wrong: unknown-reference says so. */
function keyFindings(catalog: Catalog, flow: FlowDef, reaction: Reaction): readonly Finding[] {
  const triggers = eventsNamed(catalog, reaction.on);
  if (triggers.length < reaction.on.length) return [];
  const needed = eventsNamed(catalog, reaction.needs);
  const keys = [...reaction.idempotentBy, ...reaction.calls.flatMap((call) => call.idempotentBy)];
  const lacks = (ref: NameRef) => (event: EventDef) => !carries(catalog, event, ref.name);
  const byKeys = keys.flatMap((ref) => {
    const lacking = triggers.filter(lacks(ref));
    if (lacking.length === 0 || lacking.length === triggers.length || !needed.every(lacks(ref))) return [];
    return [keyFinding(flow, ref, 'idempotency key', lacking)];
  });
  return [...byKeys, ...correlationFindings(catalog, flow, reaction)];
}

function keyFinding(flow: FlowDef, ref: NameRef, role: string, lacking: readonly EventDef[]): Finding {
  const ids = lacking.map(({ id }) => id);
  return {
    span: ref.span,
    message: `\`${ref.name}\` is the ${role}, and ${nameList(ids, 3)} ${ids.length === 1 ? 'does' : 'do'} not carry it.`,
    element: flow,
    help: `Add \`${ref.name}\` to ${nameList(ids, 3)}, or name a field that all of them have.`,
    labels: lacking.slice(0, 3).map((event) => ({ span: event.payload.span, text: 'this payload' })),
  };
}

function correlationFindings(catalog: Catalog, flow: FlowDef, reaction: Reaction): readonly Finding[] {
  const { correlation } = flow;
  if (correlation === undefined) return [];
  const heard = eventsNamed(
    catalog,
    flow.reactions.flatMap(({ on }) => on),
  );
  if (!heard.some((event) => carries(catalog, event, correlation.name))) return [];
  return reaction.on.flatMap((ref) => {
    const event = catalog.events.get(ref.name);
    if (event === undefined || carries(catalog, event, correlation.name)) return [];
    return [
      {
        span: ref.span,
        message: `\`${event.id}\` does not carry \`${correlation.name}\`, by which \`${flow.id}\` tells its runs apart.`,
        element: flow,
        help: `Add \`${correlation.name}\` to \`${event.id}\`, or correlate by a field that all events have.`,
        labels: [{ span: correlation.span, text: 'the correlation' }],
      },
    ];
  });
}

/** Paths into messages that the service never takes, and to fields that are not there. */
function guardFindings(catalog: Catalog, flow: FlowDef, reaction: Reaction): readonly Finding[] {
  const { when, by } = reaction;
  if (when === undefined) return [];
  const heard = new Set([...reaction.on, ...reaction.needs].map(({ name }) => name));
  const told = by ? toldTo(catalog, by.name).messages : new Set<string>();
  return pathsIn(when.text).flatMap(({ root, path }) => {
    const message = messageById(catalog, root);
    if (message === undefined) return [];
    const whole = [root, ...path].join('.');
    if (!heard.has(root) && !told.has(root)) {
      const help = `Add \`${root}\` to \`needs\`, or ask for what the event itself carries.`;
      return [
        {
          span: when.span,
          message: `The guard reads \`${whole}\`, and the reaction has not seen \`${root}\`.`,
          element: flow,
          help,
        },
      ];
    }
    const found = lookUpField(catalog.types, message.payload.fields, path);
    if (found.found || found.candidates.length === 0) return [];
    const help = `Add \`${found.part}\` to \`${root}\`, or name one of ${nameList(found.candidates, 6)}.`;
    return [
      {
        span: when.span,
        message: `The guard reads \`${whole}\`, and \`${root}\` does not carry it.`,
        element: flow,
        help,
      },
    ];
  });
}

function carries(catalog: Catalog, event: EventDef, path: string): boolean {
  return lookUpField(catalog.types, event.payload.fields, path.split('.')).found;
}
