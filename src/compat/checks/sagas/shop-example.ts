const COMMANDS: Readonly<Record<string, string>> = {
  ReserveStock: '{ handler: stock, payload: { orderId: uuid }, success: StockReserved, failure: [StockMissing] }',
  ReleaseStock: '{ handler: stock, payload: { orderId: uuid }, success: StockReleased }',
  CapturePayment:
    '{ handler: payment, payload: { orderId: uuid, note: string? }, success: PaymentCaptured, failure: [PaymentDeclined] }',
  RefundPayment: '{ handler: payment, payload: { orderId: uuid, reason: string? }, success: PaymentRefunded }',
  VoidPayment: '{ handler: payment, payload: { orderId: uuid }, success: PaymentVoided }',
  FindPayment:
    '{ handler: payment, effect: none, payload: { orderId: uuid }, success: PaymentFound, failure: [PaymentNotFound] }',
  ConfirmOrder: '{ handler: order, payload: { orderId: uuid }, success: OrderConfirmed }',
};

const EVENTS = [
  'OrderPlaced',
  'OrderApproved',
  'OrderRejected',
  'OrderWithdrawn',
  'OrderNoted',
  'OrderCancelled',
  'OrderClosed',
  'PaymentReview',
  'StockReserved',
  'StockMissing',
  'StockReleased',
  'PaymentCaptured',
  'PaymentDeclined',
  'PaymentRefunded',
  'PaymentVoided',
  'PaymentFound',
  'PaymentNotFound',
  'OrderConfirmed',
];

/** What an example says otherwise than the shop: commands that are there in another form, or not at all, and events. */
export interface ShopChange {
  readonly commands?: Readonly<Record<string, string | undefined>>;
  readonly events?: Readonly<Record<string, string>>;
}

/** The definitions of a small shop around a saga `Checkout` with these keys, one a line; without keys there is no saga. */
export function shop(keys: readonly string[], change: ShopChange = {}): string {
  const commands = Object.entries({ ...COMMANDS, ...change.commands });
  const written = commands.flatMap(([name, text]) => (text === undefined ? [] : [`  ${name}: ${text}`]));
  const events = EVENTS.map((name) => `  ${name}: ${change.events?.[name] ?? '{ payload: { orderId: uuid } }'}`);
  const services = ['order', 'shop', 'stock', 'payment'].map((name) => `  ${name}: {}`);
  const saga = keys.length === 0 ? [] : ['sagas:', '  Checkout:', ...keys.map((key) => `    ${key}`)];
  return ['services:', ...services, 'events:', ...events, 'commands:', ...written, ...saga, ''].join('\n');
}

/** A saga of the shop by its steps, one a line as in `{ do: ReserveStock, undo: ReleaseStock }`. */
export function checkout(steps: readonly string[], more: readonly string[] = []): readonly string[] {
  const head = ['service: order', 'start: OrderPlaced', 'correlation: orderId'];
  return [...head, ...more, 'steps:', ...steps.map((step) => `  - ${step}`)];
}

/** The usual steps of the shop. */
export const RESERVE = '{ do: ReserveStock, undo: ReleaseStock }';
export const CAPTURE = '{ do: CapturePayment, undo: RefundPayment }';
export const CONFIRM = '{ do: ConfirmOrder, pivot: true }';
