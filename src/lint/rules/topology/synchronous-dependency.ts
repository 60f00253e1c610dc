import { nameList } from '../../../model/facts/name-list.js';
import type { Call, Catalog, FlowDef, Reaction } from '../../../model/index.js';
import type { Finding, Rule } from '../../rule.js';

/** Whoever calls back while it reacts has gained nothing from the event. */
export const synchronousDependency: Rule = {
  id: 'synchronous-dependency',
  group: 'topology',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow reactions that call another service of the catalog.',
  why: `Events let one service be down while another works on. A reaction that calls a third one gives that up: when the called service is slow the queue grows, when it is down the messages go round until they are dead letters, and a replay of old events becomes a load test of somebody else's service.

A call of an \`external\` service is not judged: it cannot be helped, and has rules of its own. Neither is a service that calls itself.`,
  bad: `services:
  booking: { owner: team-trips }
  invoicing: { owner: team-billing }
  customers: { owner: team-accounts }
events:
  TripBooked: { version: 1.0.0, producer: booking, payload: { tripId: uuid, customerId: uuid } }
  InvoiceIssued: { version: 1.0.0, producer: invoicing, payload: { tripId: uuid } }
flows:
  Invoicing:
    reactions:
      - { on: TripBooked, by: invoicing, emits: InvoiceIssued, calls: [customers] }
`,
  good: `services:
  booking: { owner: team-trips }
  invoicing: { owner: team-billing }
  customers: { owner: team-accounts }
events:
  TripBooked: { version: 1.0.0, producer: booking, payload: { tripId: uuid, customerId: uuid, billTo: string } }
  InvoiceIssued: { version: 1.0.0, producer: invoicing, payload: { tripId: uuid } }
flows:
  Invoicing:
    reactions:
      - { on: TripBooked, by: invoicing, emits: InvoiceIssued }
`,
  check({ catalog, report }) {
    for (const flow of catalog.flows.values()) {
      for (const reaction of flow.reactions) {
        for (const call of reaction.calls) {
          if (isOurs(catalog, reaction, call)) report(findingFor(flow, reaction, call));
        }
      }
    }
  },
};

function isOurs(catalog: Catalog, reaction: Reaction, { service }: Call): boolean {
  const called = catalog.services.get(service.name);
  return called !== undefined && !called.external && called.id !== reaction.by?.name;
}

function findingFor(flow: FlowDef, { on, by }: Reaction, { service }: Call): Finding {
  const who = by ? `\`${by.name}\`` : 'The reaction';
  const events = nameList(on.map(({ name }) => name));
  return {
    span: service.span,
    message: `${who} calls \`${service.name}\` while it reacts to ${events}, so it works only while both are up.`,
    element: flow,
    help: `Let the event carry what \`${service.name}\` is asked for, keep a copy from the events of \`${service.name}\`, or let it react to an event of its own.`,
  };
}
