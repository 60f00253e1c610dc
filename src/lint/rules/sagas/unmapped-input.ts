import { compilerFindings } from '../../facts/compiler-findings.js';
import type { Rule } from '../../rule.js';

/** A message that a saga sends with a field that nothing fills. */
export const unmappedInput: Rule = {
  id: 'unmapped-input',
  group: 'sagas',
  severity: 'error',
  preset: 'minimal',
  since: '0.1.0',
  summary: 'Require a source for every field of the messages that a saga sends.',
  why: `A command whose amount nobody has told the saga can not be sent, and the saga can not be compiled. On the whiteboard it looked fine, because there the arrow carried whatever was needed.

A field takes the value of its namesake in the latest message seen. Where the name or the type differs, or parallel branches each carry it, \`with\` says which value is meant. What comes on some ways only (behind a guard, from an optional step, from a step whose timeout is lived with, in a loop over a list) is not counted on, unless the guard of the step asks for it. Optional fields need none.`,
  bad: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid, total: Money } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid, paymentId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  OrderConfirmed: { version: 1.0.0, producer: order, payload: { orderId: uuid, paymentId: uuid } }
commands:
  CapturePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid, amount: Money }, success: PaymentCaptured, failure: [PaymentDeclined] }
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: CapturePayment, pivot: true }
    complete: OrderConfirmed
`,
  good: `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid, total: Money } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid, paymentId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  OrderConfirmed: { version: 1.0.0, producer: order, payload: { orderId: uuid, paymentId: uuid } }
commands:
  CapturePayment: { version: 1.0.0, handler: payment, payload: { orderId: uuid, amount: Money }, success: PaymentCaptured, failure: [PaymentDeclined] }
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
    steps:
      - { do: CapturePayment, with: { amount: OrderPlaced.total }, pivot: true }
    complete: OrderConfirmed
`,
  check({ catalog, report }) {
    for (const finding of compilerFindings(catalog, 'saga-unfilled-field')) report(finding);
  },
};
