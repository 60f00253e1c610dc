import type { CliSetting } from '../../testing/cli.js';

/** Settings with a comparison in them. */
export const SETTINGS = 'catalog: shop\ncompat: { mode: backward, against: ../old }\n';

/** A small shop: an event with two readers that say what they read, one that does not, a command, and a saga. */
export const SHOP = `services:
  order: { owner: team-checkout }
  payment: { owner: team-payments }
  mail: { owner: team-crm }
types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
channels:
  sales.orders: { key: orderId, retention: 7d }
events:
  OrderPlaced:
    version: 1.2.0
    producer: order
    channel: sales.orders
    consumers: [{ service: payment, uses: [orderId, total] }, { service: mail, uses: [orderId, note] }]
    payload: { orderId: uuid, total: Money, note: string? }
  PaymentTaken:
    version: 1.0.0
    producer: payment
    channel: sales.orders
    consumers: [order]
    payload: { orderId: uuid }
  PaymentDeclined: { version: 1.0.0, producer: payment, failureOf: PaymentTaken, payload: { orderId: uuid } }
commands:
  TakePayment:
    version: 1.0.0
    handler: payment
    payload: { orderId: uuid, amount: Money }
    success: PaymentTaken
    failure: [PaymentDeclined]
`;

/** The shop with texts replaced; each has to be there. */
export function shopWith(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The shop has no ${from}`);
    return text.replace(from, to);
  }, SHOP);
}

/** The shop as it was in `/old`, and as it is in `/catalog`. */
export function shopThenAndNow(now: string, settings: string = SETTINGS, then: string = SHOP): CliSetting {
  return {
    now: Date.UTC(2026, 5, 1),
    files: {
      '/old/sagac.yaml': 'catalog: shop\n',
      '/old/shop.yaml': then,
      '/catalog/sagac.yaml': settings,
      '/catalog/shop.yaml': now,
    },
  };
}
