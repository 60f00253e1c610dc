import type { Label } from '../../../diagnostics/index.js';
import type { Outcome } from '../../../edit/failure-event.js';
import { commandsAnsweredBy, eventsNamed, failureEventsOf, isFailureEvent, namesOf } from '../../../model/graph.js';
import type { Catalog, CommandDef, EventDef, Reaction } from '../../../model/index.js';
import { isSagaEnd, reactionsPublishing } from '../../facts/event-roles.js';
import { hasFailureNamedFor, hasUnhappyEnd, isAbort, isOnlyUndo, startsWithAbort } from '../../facts/failure-events.js';
import { failureEventFix, newFailureName, type TakenNames } from '../../facts/failure-fix.js';
import { lexiconOf } from '../../facts/lexicon-of.js';
import type { Finding, Rule } from '../../rule.js';

/** Whatever may go otherwise needs an event that says so. */
export const missingFailureEvent: Rule = {
  id: 'missing-failure-event',
  group: 'failures',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require a failure event for everything that may go otherwise.',
  why: `A refusal that has no event looks like silence: the saga waits until its time runs out, retries what can never succeed, and nobody downstream learns that the customer's card was declined. Teams draw the happy path first and find the other one in production.

A command, a reaction and an event that tells of something uncertain (\`StockReserved\`, \`ParcelDelivered\`, \`LoanApproved\`) each need a counterpart: one under \`failure\` or \`fails\`, one that says \`failureOf\`, or one whose name says it (\`StockReservationFailed\`, \`LoanRejected\`). A failure event that is linked to one success does not stand for another. What really cannot go otherwise says so with \`cannotFail: reason\`.`,
  fixable: 'safe',
  bad: `events:
  PaymentCaptured:
    version: 1.0.0
    summary: The card was charged.
    producer: payment
    consumers: [order]
    payload: { orderId: uuid, paymentId: uuid, capturedAt: timestamp }

commands:
  CapturePayment:
    version: 1.0.0
    summary: Take the total from the customer's card.
    handler: payment
    payload: { orderId: uuid, amount: decimal(12.2) }
    success: PaymentCaptured
    timeout: 30s

services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
`,
  good: `events:
  PaymentCaptured:
    version: 1.0.0
    summary: The card was charged.
    producer: payment
    consumers: [order]
    payload: { orderId: uuid, paymentId: uuid, capturedAt: timestamp }
  PaymentCaptureFailed:
    version: 1.0.0
    summary: The payment capture failed, for the reason given.
    producer: payment
    consumers: [order]
    failureOf: PaymentCaptured
    payload: { orderId: uuid, reason: enum(rejected|unavailable|unknown), failedAt: timestamp }

commands:
  CapturePayment:
    version: 1.0.0
    summary: Take the total from the customer's card.
    handler: payment
    payload: { orderId: uuid, amount: decimal(12.2) }
    success: PaymentCaptured
    failure: [PaymentCaptureFailed]
    timeout: 30s

services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
`,
  check({ catalog, report }) {
    const taken: TakenNames = new Set();
    for (const command of catalog.commands.values()) {
      if (lacksFailure(catalog, command)) report(commandFinding(catalog, command, taken));
    }
    const told = new Set<Reaction>();
    for (const event of catalog.events.values()) {
      const reactions = reactionsPublishing(catalog, event);
      if (isJudgedElsewhere(catalog, event) || !mayGoOtherwise(catalog, event, reactions)) continue;
      if (hasUnhappyEnd(catalog, event)) continue;
      if (reactions.some((one) => told.has(one) || hasBothEnds(catalog, namesOf(one.emits)))) continue;
      for (const reaction of reactions) told.add(reaction);
      report(eventFinding(catalog, event, reactions, taken));
    }
  },
};

function lacksFailure(catalog: Catalog, command: CommandDef): boolean {
  if (command.oldMajor !== undefined || command.failure.length > 0 || command.cannotFail !== undefined) return false;
  if (isOnlyUndo(catalog, command) || failureEventsOf(catalog, command).length > 0) return false;
  if (startsWithAbort(catalog, command) || hasFailureNamedFor(catalog, command)) return false;
  const successes = eventsNamed(catalog, command.success);
  return (
    !successes.some((event) => hasUnhappyEnd(catalog, event)) &&
    !hasBothEnds(
      catalog,
      successes.map(({ name }) => name),
    )
  );
}

/** `success: [ClaimAccepted, ClaimRejected]`: the other end is there, though in the wrong place. */
function hasBothEnds(catalog: Catalog, names: readonly string[]): boolean {
  const bad = names.filter((name) => lexiconOf(catalog).findFailure(name) !== undefined);
  return bad.length > 0 && bad.length < names.length;
}

/** Bad news needs no failure event, and what a command answers with is judged at the command. */
function isJudgedElsewhere(catalog: Catalog, event: EventDef): boolean {
  if (event.oldMajor !== undefined || isFailureEvent(catalog, event)) return true;
  return isAbort(catalog, event) || commandsAnsweredBy(catalog, event.id).length > 0;
}

/** A service that acts on its own may always fail, unless it only passes on what has happened. */
function mayGoOtherwise(catalog: Catalog, event: EventDef, reactions: readonly Reaction[]): boolean {
  const fallibility = lexiconOf(catalog).fallibilityOf(event.name);
  return fallibility === 'fallible' || (fallibility === 'open' && reactions.length > 0);
}

function commandFinding(catalog: Catalog, command: CommandDef, taken: TakenNames): Finding {
  const [success] = eventsNamed(catalog, command.success);
  const outcome: Outcome = { command, ...(success && { success }) };
  const label = success && { span: success.nameSpan, text: 'the only answer it has' };
  const what = success
    ? `\`${command.id}\` can only answer with \`${success.id}\`: it cannot say that it failed.`
    : `\`${command.id}\` names no failure event: it cannot say that it failed.`;
  return finding(catalog, outcome, command, what, 'under its `failure`', taken, label ? [label] : []);
}

function eventFinding(catalog: Catalog, event: EventDef, reactions: readonly Reaction[], taken: TakenNames): Finding {
  const labels = reactions.map((reaction) => ({ span: reaction.span, text: 'emitted here without `fails`' }));
  const what = `\`${event.id}\` could have gone otherwise, and no event says so.`;
  const link = reactions.length > 0 ? 'under the `fails` of its reaction' : `with \`failureOf: ${event.id}\``;
  return finding(catalog, { success: event, reactions }, event, what, link, taken, labels);
}

function finding(
  catalog: Catalog,
  outcome: Outcome,
  element: CommandDef | EventDef,
  message: string,
  link: string,
  taken: TakenNames,
  labels: readonly Label[],
): Finding {
  const name = newFailureName(catalog, outcome, taken);
  // The other end of a saga takes more than an event: `abort` and what fills it.
  const fix = isSagaEnd(catalog, element) ? undefined : failureEventFix(catalog, outcome, name);
  const help = `Add an event such as \`${name}\` and name it ${link}, or say \`cannotFail: reason\`.`;
  return { span: element.nameSpan, message, help, element, ...(labels.length > 0 && { labels }), ...(fix && { fix }) };
}
