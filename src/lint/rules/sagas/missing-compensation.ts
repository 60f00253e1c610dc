import { commandsHandledBy } from '../../../model/graph.js';
import type { Catalog, CommandDef, DoStep, SagaDef } from '../../../model/index.js';
import { nameSpanOf } from '../../../model/step-parts.js';
import { type LeftBehind, leftBehind, type UnwindCause } from '../../facts/left-behind.js';
import { splitWords } from '../../lexicon/split-words.js';
import type { Finding, Rule } from '../../rule.js';

/** A step that leaves something behind when the saga unwinds. */
export const missingCompensation: Rule = {
  id: 'missing-compensation',
  group: 'sagas',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require an undo for every step with an effect that a later failure can unwind.',
  why: `When a later step fails, what this step did stays behind: stock nobody will buy, a hold on a card for an order that is cancelled. The saga ends as aborted, every dashboard is green, and the remains are found weeks later by hand.

Not findings: commands with \`effect: none\`, the pivot and what comes behind it, steps with \`noUndo: reason\`, steps after which nothing can fail any more, and what nobody could take back, such as a mail (\`irreversible-before-pivot\`).`,
  bad: `services:
  order: { owner: team-checkout }
  inventory: { owner: team-stock }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  StockReserved: { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  StockMissing: { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  StockReleased: { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  OrderConfirmed: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderCancelled: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
commands:
  ReserveStock: { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing] }
  ReleaseStock: { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: StockReleased, cannotFail: It only frees a row. }
  CapturePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentDeclined] }
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - do: ReserveStock
      - { do: CapturePayment, pivot: true }
    complete: OrderConfirmed
    abort: OrderCancelled
`,
  good: `services:
  order: { owner: team-checkout }
  inventory: { owner: team-stock }
  payment: { owner: team-payments }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  StockReserved: { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  StockMissing: { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  StockReleased: { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  OrderConfirmed: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderCancelled: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
commands:
  ReserveStock: { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing] }
  ReleaseStock: { version: 1.0.0, handler: inventory, payload: { orderId: uuid }, success: StockReleased, cannotFail: It only frees a row. }
  CapturePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentDeclined] }
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: ReserveStock, undo: ReleaseStock }
      - { do: CapturePayment, pivot: true }
    complete: OrderConfirmed
    abort: OrderCancelled
`,
  check({ catalog, report }) {
    for (const saga of catalog.sagas.values()) {
      for (const left of leftBehind(catalog, saga)) {
        // What no undo could take back comes too early: that is irreversible-before-pivot's to say.
        if (left.irreversible === undefined) report(staysBehind(catalog, saga, left));
      }
    }
  },
};

function staysBehind(catalog: Catalog, saga: SagaDef, { step, cause }: LeftBehind): Finding {
  const command = catalog.commands.get(step.command.name);
  return {
    span: step.command.span,
    ...describeCause(saga, step, cause),
    element: saga,
    ...(command && { help: helpFor(catalog, command) }),
  };
}

function describeCause(saga: SagaDef, step: DoStep, cause: UnwindCause): Pick<Finding, 'message' | 'labels'> {
  switch (cause.kind) {
    case 'round':
      return {
        message: `What \`${step.name}\` did in earlier rounds stays behind when a later round of \`${saga.id}\` fails.`,
      };
    case 'step':
      return {
        message: `What \`${step.name}\` did stays behind when \`${cause.step.name}\` fails: nothing undoes it in \`${saga.id}\`.`,
        labels: [{ span: nameSpanOf(cause.step), text: 'this may fail and unwind the saga' }],
      };
    case 'cancel':
      return {
        message: `What \`${step.name}\` did stays behind when \`${cause.event.name}\` cancels \`${saga.id}\`: nothing undoes it.`,
        labels: [{ span: cause.event.span, text: 'this may unwind the saga' }],
      };
  }
}

function helpFor(catalog: Catalog, command: CommandDef): string {
  const [candidate] = inversesOf(catalog, command);
  const undo = candidate === undefined ? 'the command that takes it back' : `\`${candidate.id}\``;
  return `Name ${undo} as its \`undo\`, or say with \`noUndo: reason\` why it may stay.`;
}

const UNDOING = new Set([
  ...['cancel', 'release', 'refund', 'remove', 'delete', 'revoke', 'undo', 'reverse', 'void', 'return', 'withdraw'],
  ...['deactivate', 'unassign', 'clear', 'disconnect', 'restore', 'discard', 'close', 'reject', 'unlock', 'free'],
]);

/** Commands of the same service that take back something of the same name. */
function inversesOf(catalog: Catalog, command: CommandDef): readonly CommandDef[] {
  const objects = splitWords(command.name).slice(1);
  const ofService = command.handler ? commandsHandledBy(catalog, command.handler.name) : [];
  return ofService.filter((other) => {
    const [verb = '', ...words] = splitWords(other.name);
    return other !== command && UNDOING.has(verb) && words.some((word) => objects.includes(word));
  });
}
