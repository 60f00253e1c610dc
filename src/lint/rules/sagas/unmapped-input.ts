import { compileSaga } from '../../../compile/compile-saga.js';
import type { Span } from '../../../diagnostics/index.js';
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

A field takes the value of its namesake in the latest message seen. Where the name or the type differs, or parallel branches each carry it, \`with\` says which value is meant. Optional fields need none.`,
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
    const unknown = catalog.unresolved.map((reference) => reference.ref.span);
    for (const saga of catalog.sagas.values()) {
      for (const { code, span, message, help, labels } of compileSaga(catalog, saga).diagnostics) {
        // A path to nothing is unknown-reference's to report.
        if (code !== 'saga-unfilled-field' || !span || unknown.some((ref) => covers(span, ref))) continue;
        report({ span, message, element: saga, ...(help !== undefined && { help }), ...(labels && { labels }) });
      }
    }
  },
};

function covers(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
