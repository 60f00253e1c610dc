import { commandsAnsweredBy, consumersOf, isOnPublicChannel, isReply, sagasUsing } from '../../../model/graph.js';
import type { Catalog, EventDef } from '../../../model/index.js';
import { consumingServices } from '../../facts/event-roles.js';
import { isAbort, isBadNews } from '../../facts/failure-events.js';
import { isCurrent } from '../../facts/message-standing.js';
import { commandsMissing } from '../../facts/undeclared-outcomes.js';
import type { Finding, Rule } from '../../rule.js';

/** Bad news must reach somebody. */
export const unhandledFailureEvent: Rule = {
  id: 'unhandled-failure-event',
  group: 'failures',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Disallow failure events that nobody listens to.',
  why: `A failure event without a listener is a log line: the refund that bounced is written down, and the customer never gets the money. Declaring the unhappy path is only half of it; somebody has to walk it.

A failure is heard by its \`consumers\`, by a reaction \`on\` it, and by a saga that sends the command it answers, awaits it or is cancelled by it. Not judged here are what a saga aborts with, the reply to a command that nobody sends, and a failure that its command has yet to name (\`outcome-not-declared\`).`,
  bad: `events:
  RefundSent:
    version: 1.0.0
    producer: payment
    consumers: [support]
    channel: payments.refund.events
    payload: { refundId: uuid, sentAt: timestamp }
  RefundBounced:
    version: 1.0.0
    producer: payment
    channel: payments.refund.events
    failureOf: RefundSent
    payload: { refundId: uuid, reason: enum(account_closed|unknown), bouncedAt: timestamp }

channels:
  payments.refund.events: { key: refundId }

services:
  payment: { owner: team-payments }
  support: { owner: team-crm }
`,
  good: `events:
  RefundSent:
    version: 1.0.0
    producer: payment
    consumers: [support]
    channel: payments.refund.events
    payload: { refundId: uuid, sentAt: timestamp }
  RefundBounced:
    version: 1.0.0
    producer: payment
    consumers: [support]
    channel: payments.refund.events
    failureOf: RefundSent
    payload: { refundId: uuid, reason: enum(account_closed|unknown), bouncedAt: timestamp }

channels:
  payments.refund.events: { key: refundId }

services:
  payment: { owner: team-payments }
  support: { owner: team-crm }
`,
  check({ catalog, report }) {
    for (const event of catalog.events.values()) {
      if (isBadNews(catalog, event) && !isHeard(catalog, event)) report(findingFor(catalog, event));
    }
  },
};

function isHeard(catalog: Catalog, event: EventDef): boolean {
  if (!isCurrent(event)) return true;
  if (consumersOf(catalog, event.id).length > 0 || isOnPublicChannel(catalog, event)) return true;
  return isAbort(catalog, event) || isReplyToNobody(catalog, event) || isHeardOnceNamed(catalog, event);
}

/** Whether all that is amiss is that its command does not name it: then `outcome-not-declared` speaks. */
function isHeardOnceNamed(catalog: Catalog, event: EventDef): boolean {
  return commandsMissing(catalog, event).some((command) => {
    if (sagasUsing(catalog, command.id).length > 0) return true;
    return event.channel === undefined && command.success.every(({ name }) => consumersOf(catalog, name).length === 0);
  });
}

/** An answer to commands that are in no saga and whose success is heard by nobody either: who asked gets it. */
function isReplyToNobody(catalog: Catalog, event: EventDef): boolean {
  if (!isReply(catalog, event)) return false;
  const commands = commandsAnsweredBy(catalog, event.id).map((answer) => answer.command);
  const successes = commands.flatMap((command) => command.success);
  return successes.every((success) => consumersOf(catalog, success.name).length === 0);
}

function findingFor(catalog: Catalog, event: EventDef): Finding {
  const of = event.failureOf ? catalog.events.get(event.failureOf.name) : undefined;
  const listeners = of ? consumingServices(catalog, of.id) : [];
  const who = listeners.map((name) => `\`${name}\``).join(', ');
  const help =
    of && who !== ''
      ? `Name who must react under \`consumers\`; ${who} ${listeners.length > 1 ? 'listen' : 'listens'} to \`${of.id}\`.`
      : 'Name who must react under `consumers`, or let a flow or a saga hear it.';
  return { span: event.nameSpan, message: `Nobody hears of \`${event.id}\`.`, help, element: event };
}
