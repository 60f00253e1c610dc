/** What the examples of the invariants have in common: a small checkout, with `steps` in its saga and `more` below it. */
export function checkoutExample(
  steps: string,
  { deadline = '15m', stuck = STUCK, more = '', commands = '' }: Parts = {},
): string {
  return `
services:
  order: { owner: team-checkout, store: postgres, outbox: true, inbox: true }
  inventory: { owner: team-stock, store: postgres, outbox: true, inbox: true }
  payment: { owner: team-payments, store: postgres, outbox: true, inbox: true }
  stripe: { external: true }
events:
  OrderPlaced: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderApproved: { version: 1.0.0, producer: order, cannotFail: Whoever does not approve says nothing., payload: { orderId: uuid } }
  StockReserved: { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  StockMissing: { version: 1.0.0, producer: inventory, failureOf: StockReserved, payload: { orderId: uuid } }
  StockReleased: { version: 1.0.0, producer: inventory, payload: { orderId: uuid } }
  StockReleaseFailed: { version: 1.0.0, producer: inventory, failureOf: StockReleased, payload: { orderId: uuid } }
  PaymentCaptured: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentDeclined: { version: 1.0.0, producer: payment, failureOf: PaymentCaptured, payload: { orderId: uuid } }
  PaymentRefunded: { version: 1.0.0, producer: payment, payload: { orderId: uuid } }
  PaymentRefundFailed: { version: 1.0.0, producer: payment, failureOf: PaymentRefunded, payload: { orderId: uuid } }
  OrderConfirmed: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
  OrderCancelled: { version: 1.0.0, producer: order, payload: { orderId: uuid } }
commands:
  ReserveStock: { version: 1.0.0, handler: inventory, timeout: 30s, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing] }
  ReleaseStock: { version: 1.0.0, handler: inventory, timeout: 30s, payload: { orderId: uuid }, success: StockReleased, failure: [StockReleaseFailed] }
${commands === '' ? CAPTURE : commands.replace(/^\n/, '')}
  RefundPayment: { version: 1.0.0, handler: payment, timeout: 30s, payload: { orderId: uuid }, success: PaymentRefunded, failure: [PaymentRefundFailed] }
sagas:
  Checkout:
    service: order
    start: OrderPlaced
    correlation: orderId
${deadline === '' ? '' : `    deadline: ${deadline}\n`}    steps:${steps}
    complete: OrderConfirmed
    abort: OrderCancelled${stuck}${more}
`;
}

interface Parts {
  /** Empty for none. */
  readonly deadline?: string;
  readonly stuck?: string;
  /** Further keys of the saga, each line indented by four. */
  readonly more?: string;
  /** In place of `CapturePayment`. */
  readonly commands?: string;
}

const STUCK = `
    stuck: { alert: team-checkout }`;

const CAPTURE = `  CapturePayment: { version: 1.0.0, handler: payment, timeout: 30s, payload: { orderId: uuid }, success: PaymentCaptured, failure: [PaymentDeclined] }`;
