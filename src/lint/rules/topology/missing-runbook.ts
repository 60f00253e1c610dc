import { keySpan } from '../../../language/node.js';
import type { Catalog, SagaDef } from '../../../model/index.js';
import type { Rule } from '../../rule.js';

/** Whoever is woken up finds out what to do. */
export const missingRunbook: Rule = {
  id: 'missing-runbook',
  group: 'topology',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Require a runbook for sagas that alert somebody when they are stuck.',
  why: `A stuck saga has done half of something: the seat is booked, the card is charged, and the refund will not go through. Whoever gets the alert has to know what may be done by hand, what must not, and whom to ask, and the night is no time to find that out.

Asked are sagas with \`stuck\`; one without it is told by \`missing-stuck-owner\`, and the runbook comes with it. The \`runbook\` of the service that runs the saga will do. Services are not asked for one: what to do when a process is down is the same for most of them.`,
  bad: `services:
  theatre: { owner: team-tickets }
events:
  SeatsChosen: { version: 1.0.0, producer: theatre, payload: { orderId: uuid } }
  TicketsSold: { version: 1.0.0, producer: theatre, payload: { orderId: uuid } }
commands:
  SellTickets: { version: 1.0.0, handler: theatre, payload: { orderId: uuid }, success: TicketsSold }
sagas:
  TicketSale:
    version: 1.0.0
    service: theatre
    start: SeatsChosen
    correlation: orderId
    steps: [{ do: SellTickets, pivot: true }]
    complete: TicketsSold
    stuck: { alert: team-tickets }
`,
  good: `services:
  theatre: { owner: team-tickets }
events:
  SeatsChosen: { version: 1.0.0, producer: theatre, payload: { orderId: uuid } }
  TicketsSold: { version: 1.0.0, producer: theatre, payload: { orderId: uuid } }
commands:
  SellTickets: { version: 1.0.0, handler: theatre, payload: { orderId: uuid }, success: TicketsSold }
sagas:
  TicketSale:
    version: 1.0.0
    service: theatre
    start: SeatsChosen
    correlation: orderId
    steps: [{ do: SellTickets, pivot: true }]
    complete: TicketsSold
    stuck: { alert: team-tickets, runbook: docs/runbooks/ticket-sale.md }
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      if (saga.stuck === undefined || hasRunbook(catalog, saga)) continue;
      const { alert } = saga.stuck;
      report({
        span: keySpan(saga.node, 'stuck') ?? saga.nameSpan,
        message: `${alert === undefined ? 'Somebody' : `\`${alert}\``} is alerted when \`${saga.id}\` is stuck, and no runbook says what to do then.`,
        element: saga,
        help: 'Write down what may be done by hand and what must not, and name the page (`stuck: { runbook: ... }`).',
      });
    }
  },
};

function hasRunbook(catalog: Catalog, { stuck, service }: SagaDef): boolean {
  return stuck?.runbook !== undefined || (service && catalog.services.get(service.name))?.runbook !== undefined;
}
