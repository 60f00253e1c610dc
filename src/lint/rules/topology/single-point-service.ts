import type { Catalog, ServiceDef } from '../../../model/index.js';
import { type Dependence, messageDependence, processDependence } from '../../facts/dependence.js';
import type { Rule } from '../../rule.js';

/** Shares of fewer things than these say nothing. */
const FEWEST_PROCESSES = 5;
const FEWEST_MESSAGES = 10;

/** One service that everything else waits for. */
export const singlePointService: Rule = {
  id: 'single-point-service',
  group: 'topology',
  severity: 'info',
  preset: 'strict',
  since: '0.1.0',
  summary: 'Disallow one service on which most of a catalog depends.',
  why: `When most of what goes between services begins or ends in one of them, they are one program with a network in it: it has to be up for anything to happen, every team waits for its releases, and every change passes through one queue.

Two shares are looked at. Of the messages that one service sends and another gets, an event depends on its producers and a command on its handler. Of the sagas and flows, a saga depends on its own service and all handlers, a flow on those that start it or pass something on. Who only listens is no single point: nobody waits for it. Shares are taken of at least ${FEWEST_MESSAGES} messages or ${FEWEST_PROCESSES} processes, in catalogs of at least \`services\` services (5); more than \`percent\` (60) is too much.`,
  options: {
    schema: {
      type: 'object',
      properties: {
        percent: { type: 'number', minimum: 0, maximum: 100 },
        services: { type: 'integer', minimum: 2 },
      },
      additionalProperties: false,
    },
    defaults: { percent: 60, services: 5 },
  },
  bad: `services:
  core: { owner: team-core }
  billing: { owner: team-billing }
  metering: { owner: team-metering }
  letters: { owner: team-letters }
  portal: { owner: team-web }
events:
  ContractSigned: { version: 1.0.0, producer: core, consumers: [billing, portal], payload: { contractId: uuid } }
  ContractEnded: { version: 1.0.0, producer: core, consumers: [billing, metering], payload: { contractId: uuid } }
  AddressMoved: { version: 1.0.0, producer: core, consumers: [letters], payload: { contractId: uuid } }
  TariffChosen: { version: 1.0.0, producer: core, consumers: [billing], payload: { contractId: uuid } }
  MeterInstalled: { version: 1.0.0, producer: core, consumers: [metering], payload: { meterId: uuid } }
  MeterRemoved: { version: 1.0.0, producer: core, consumers: [metering], payload: { meterId: uuid } }
  DebtReminded: { version: 1.0.0, producer: core, consumers: [letters], payload: { contractId: uuid } }
  MeterRead: { version: 1.0.0, producer: metering, consumers: [billing], payload: { meterId: uuid } }
  InvoiceIssued: { version: 1.0.0, producer: billing, consumers: [letters], payload: { contractId: uuid } }
  LetterBounced: { version: 1.0.0, producer: letters, consumers: [portal], payload: { contractId: uuid } }
`,
  good: `services:
  contracts: { owner: team-core }
  billing: { owner: team-billing }
  metering: { owner: team-metering }
  letters: { owner: team-letters }
  portal: { owner: team-web }
events:
  ContractSigned: { version: 1.0.0, producer: contracts, consumers: [billing, portal], payload: { contractId: uuid } }
  ContractEnded: { version: 1.0.0, producer: contracts, consumers: [billing, metering], payload: { contractId: uuid } }
  AddressMoved: { version: 1.0.0, producer: contracts, consumers: [letters], payload: { contractId: uuid } }
  TariffChosen: { version: 1.0.0, producer: contracts, consumers: [billing], payload: { contractId: uuid } }
  MeterInstalled: { version: 1.0.0, producer: metering, consumers: [contracts], payload: { meterId: uuid } }
  MeterRemoved: { version: 1.0.0, producer: metering, consumers: [contracts], payload: { meterId: uuid } }
  DebtReminded: { version: 1.0.0, producer: billing, consumers: [letters], payload: { contractId: uuid } }
  MeterRead: { version: 1.0.0, producer: metering, consumers: [billing], payload: { meterId: uuid } }
  InvoiceIssued: { version: 1.0.0, producer: billing, consumers: [letters], payload: { contractId: uuid } }
  LetterBounced: { version: 1.0.0, producer: letters, consumers: [portal], payload: { contractId: uuid } }
`,
  check({ catalog, options, report }) {
    const own = [...catalog.services.values()].filter(({ external }) => !external);
    if (own.length < Number(options['services'])) return;
    const most = Number(options['percent']);
    const measures = measuresOf(catalog);
    for (const service of own) {
      const sums = measures.flatMap((measure) => sumFor(measure, service, most) ?? []);
      if (sums.length === 0) continue;
      report({
        span: service.nameSpan,
        message: `\`${service.id}\` is a single point of ${own.length} services: ${sums.join(', and ')} depend on it, more than ${most} %.`,
        element: service,
        help: 'Look for a part of it with data of its own that could publish its own events, or let services talk to each other without it.',
      });
    }
  },
};

interface Measure extends Dependence {
  readonly what: string;
}

function measuresOf(catalog: Catalog): readonly Measure[] {
  const messages = { ...messageDependence(catalog), what: 'messages between services' };
  const processes = { ...processDependence(catalog), what: 'sagas and flows' };
  return [
    ...(messages.total >= FEWEST_MESSAGES ? [messages] : []),
    ...(processes.total >= FEWEST_PROCESSES ? [processes] : []),
  ];
}

function sumFor({ total, byService, what }: Measure, { id }: ServiceDef, most: number): string | undefined {
  const count = byService.get(id) ?? 0;
  const percent = (100 * count) / total;
  return percent > most ? `${count} of ${total} ${what} (${Math.floor(percent)} %)` : undefined;
}
