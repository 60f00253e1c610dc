import { nameList } from '../../../model/facts/name-list.js';
import { commandsAnsweredBy, commandsOf, type EventProducer, producersOf } from '../../../model/graph.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { isCurrent } from '../../facts/message-standing.js';
import type { Rule } from '../../rule.js';

/** One event, one source of truth. */
export const severalProducers: Rule = {
  id: 'several-producers',
  group: 'topology',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Disallow events that several services publish.',
  why: `An event is a fact, and a fact has one owner. When two services publish it there are two schemas to keep alike, no order between the two streams, and no answer to the question who may change it; a consumer cannot even tell what happened, because each of them means something else by it.

Counted are the \`producer\`, the handlers of commands that it answers, the services of reactions that emit it, and that of a saga that ends with it, unless one of the saga's own commands has published it by then. Several commands or reactions of one service are fine. Handlers of which none is the declared producer are the business of \`handler-is-not-producer\`, and handlers that are \`external\` do not count; older majors and deprecated events are not judged.`,
  bad: `services:
  transfer: { owner: team-ledger }
  receipt: { owner: team-documents }
events:
  TransferCancelled: { version: 1.0.0, producer: transfer, payload: { transferId: uuid } }
commands:
  CancelTransfer: { version: 1.0.0, handler: transfer, payload: { transferId: uuid }, success: TransferCancelled }
  CancelReceipt: { version: 1.0.0, handler: receipt, payload: { transferId: uuid }, success: TransferCancelled }
`,
  good: `services:
  transfer: { owner: team-ledger }
  receipt: { owner: team-documents }
events:
  TransferCancelled: { version: 1.0.0, producer: transfer, payload: { transferId: uuid } }
  ReceiptWithdrawn: { version: 1.0.0, producer: receipt, payload: { transferId: uuid } }
commands:
  CancelTransfer: { version: 1.0.0, handler: transfer, payload: { transferId: uuid }, success: TransferCancelled }
  CancelReceipt: { version: 1.0.0, handler: receipt, payload: { transferId: uuid }, success: ReceiptWithdrawn }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (!isCurrent(event) || producersOf(catalog, event.id).length < 2) continue;
      const claims = claimsOf(catalog, event);
      const first = firstClaims(claims);
      if (first.size < 2 || isStrangersAnswer(claims)) continue;
      const services = [...first.keys()].sort();
      report({
        span: event.nameSpan,
        message: `\`${event.id}\` is published by ${services.length} services: ${nameList(services)}.`,
        element: event,
        help: 'Let one of them own it and give each of the others an event of its own name, or let the others send a command to the owner.',
        labels: services.flatMap((name) => {
          const claim = first.get(name);
          return claim?.service ? [{ span: claim.service.span, text: claimText(claim) }] : [];
        }),
      });
    }
  },
};

/**
 * A saga that ends with what one of its own commands has published does not publish it again; what an external service
 * answers is published by whoever speaks with it.
 */
function claimsOf(catalog: Catalog, event: EventDef): readonly EventProducer[] {
  const answered = new Set(commandsAnsweredBy(catalog, event.id).map(({ command }) => command.id));
  return producersOf(catalog, event.id).filter(({ service, via }) => {
    const known = service && catalog.services.get(service.name);
    if (known === undefined || (via.kind === 'command' && known.external)) return false;
    return via.kind !== 'saga' || !commandsOf(via.saga).some((command) => answered.has(command));
  });
}

function firstClaims(claims: readonly EventProducer[]): ReadonlyMap<string, EventProducer> {
  const first = new Map<string, EventProducer>();
  for (const claim of claims) {
    if (claim.service && !first.has(claim.service.name)) first.set(claim.service.name, claim);
  }
  return first;
}

/** Where those who handle it are others than who is said to publish it, that is the first thing to put right. */
function isStrangersAnswer(claims: readonly EventProducer[]): boolean {
  const declared = claims.find(({ via }) => via.kind === 'declared')?.service?.name;
  const acting = claims.filter(({ via }) => via.kind !== 'declared');
  return (
    declared !== undefined &&
    acting.some(({ via }) => via.kind === 'command') &&
    !acting.some(({ service }) => service?.name === declared)
  );
}

function claimText({ via }: EventProducer): string {
  switch (via.kind) {
    case 'declared':
      return 'the producer';
    case 'command':
      return `handles \`${via.command.id}\`, which it answers`;
    case 'reaction':
      return `emits it in \`${via.flow.id}\``;
    case 'saga':
      return `ends \`${via.saga.id}\` with it`;
  }
}
