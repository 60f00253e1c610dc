import type { Outcome } from '../../../edit/failure-event.js';
import { consumersOf, eventsNamed, failureEventsOf, type UndoUse, undoCommands } from '../../../model/graph.js';
import type { Catalog, CommandDef, EventDef, SagaDef } from '../../../model/index.js';
import { cannotFail } from '../../../model/unwinding.js';
import { isOnlyUndo } from '../../facts/failure-events.js';
import { failureEventFix, newFailureName, type TakenNames } from '../../facts/failure-fix.js';
import { alertFix } from '../../facts/stuck.js';
import type { Finding, Rule } from '../../rule.js';

/** An undo that cannot say that it failed, or says it to nobody. */
export const missingCompensationFailure: Rule = {
  id: 'missing-compensation-failure',
  group: 'failures',
  severity: 'warning',
  preset: 'recommended',
  since: '0.1.0',
  summary: 'Require a failure event for every undo, and somebody who is told of it.',
  why: `An undo is the last thing that stands between a failed saga and a customer who has paid for nothing, and it runs on the worst day: when the systems around it already fail. If it has no failure event, a refund that is refused looks like one that is slow.

When an undo fails for good, the instance is parked as stuck: \`stuck.alert\` of the saga, or a consumer of the failure event, must learn of it.`,
  fixable: 'safe',
  bad: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentRefunded:
    version: 1.0.0
    summary: The customer has the money back.
    producer: payment
    payload: { orderId: uuid, refundedAt: timestamp }
commands:
  CapturePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentDeclined] }
  RefundPayment:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid }
    success: PaymentRefunded
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: CapturePayment, undo: RefundPayment }
    stuck: { alert: team-checkout }
`,
  good: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentRefunded:
    version: 1.0.0
    summary: The customer has the money back.
    producer: payment
    payload: { orderId: uuid, refundedAt: timestamp }
  PaymentRefundFailed:
    version: 1.0.0
    summary: The payment refund failed, for the reason given.
    producer: payment
    consumers: [order]
    failureOf: PaymentRefunded
    payload: { orderId: uuid, reason: enum(rejected|unavailable|unknown), failedAt: timestamp }
commands:
  CapturePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentDeclined] }
  RefundPayment:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid }
    success: PaymentRefunded
    failure: [PaymentRefundFailed]
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: CapturePayment, undo: RefundPayment }
    stuck: { alert: team-checkout }
`,
  check({ catalog, report }) {
    const taken: TakenNames = new Set();
    for (const [id, uses] of undoCommands(catalog)) {
      const command = catalog.commands.get(id);
      if (command === undefined || command.effect === 'none' || cannotFail(catalog, command)) continue;
      const failures = failureEventsOf(catalog, command);
      // A command that is also a step has the same gap there, and is reported for it.
      if (failures.length === 0 && isOnlyUndo(catalog, command)) report(noFailure(catalog, command, uses, taken));
      for (const failure of failures) {
        const use = uses.find(({ saga }) => !isTold(catalog, saga, failure));
        if (use) report(nobodyTold(catalog, command, failure, use));
      }
    }
  },
};

function noFailure(catalog: Catalog, command: CommandDef, uses: readonly UndoUse[], taken: TakenNames): Finding {
  const [success] = eventsNamed(catalog, command.success);
  const outcome: Outcome = { command, ...(success && { success }) };
  const name = newFailureName(catalog, outcome, taken);
  const fix = failureEventFix(catalog, outcome, name);
  return {
    span: command.nameSpan,
    message: `The undo \`${command.id}\` names no failure event: when it fails, nobody is told.`,
    labels: uses.map(({ undo, saga }) => ({ span: undo.command.span, text: `relied upon by ${saga.id}` })),
    element: command,
    help: `Add an event such as \`${name}\` and name it under its \`failure\`, or say \`cannotFail: reason\`.`,
    ...(fix && { fix }),
  };
}

/** Whether anyone but the saga that sends the undo learns of its failure. */
function isTold(catalog: Catalog, saga: SagaDef, failure: EventDef): boolean {
  if (saga.stuck?.alert !== undefined) return true;
  return consumersOf(catalog, failure.id).some(({ service, via }) => {
    if (via.kind === 'saga') return via.as !== 'outcome' && via.saga !== saga;
    return service?.name !== saga.service?.name;
  });
}

function nobodyTold(catalog: Catalog, command: CommandDef, failure: EventDef, { saga, undo }: UndoUse): Finding {
  const fix = alertFix(catalog, saga);
  return {
    span: undo.command.span,
    message: `Nobody is told when the undo \`${command.id}\` fails: \`${saga.id}\` alerts no one, and \`${failure.id}\` has no other consumer.`,
    labels: [{ span: failure.nameSpan, text: 'the failure that nobody hears of' }],
    element: saga,
    help: 'Name the team to alert under `stuck.alert` of the saga, or a consumer of the failure event.',
    ...(fix && { fix }),
  };
}
