import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { insufficientForConsumer as rule } from './insufficient-for-consumer.js';

const BASE = `services:
  orders: {}
  customers: {}
  payments: {}
  shipping: {}
  stripe: { external: true }
types:
  Address: { fields: { street: string, city: string } }
  Money: { fields: { amount: decimal(9.2), currency: string } }
events:
  CustomerRegistered: { producer: customers, payload: { customerId: uuid, email: { type: email, pii: true } } }
  OrderPlaced: { producer: orders, payload: { orderId: uuid, customerId: uuid, total: Money, shipTo: Address, phone: { type: string, pii: true } } }
  OrderPaid: { producer: payments, payload: { orderId: uuid, voucherId: uuid? } }
`;
const flow = (sent: string, reaction = 'on: OrderPaid, by: shipping, emits: Sent') =>
  `${BASE}  Sent: { producer: shipping, payload: ${sent} }\nflows:\n  F: { reactions: [{ ${reaction} }] }\n`;
const found = async (sent: string, reaction?: string) => await findingsOf(rule, flow(sent, reaction));

describe('insufficient-for-consumer: what a reaction publishes', () => {
  it.each([
    ['{ orderId: uuid, customerId: uuid }', ['customerId']],
    ['{ orderId: uuid, shipTo: Address, phone: { type: string, pii: true } }', ['shipTo', 'phone']],
    ['{ order_id: uuid, customer_id: uuid }', ['customer_id']],
  ])('finds %s', async (sent, names) => {
    expect((await found(sent)).map((text) => text.split(':')[0])).toEqual(names);
  });

  it('says who is told nothing, and in failure events too', async () => {
    expect(await found('{ orderId: uuid, customerId: uuid }', 'on: OrderPaid, by: shipping, fails: [Sent]')).toEqual([
      'customerId: `shipping` has to publish `customerId` in `Sent`, and is told it in no message.',
    ]);
  });

  it.each([
    ['{ orderId: uuid, sentId: uuid, shipmentId: uuid, parcelId: uuid, trackingId: string, messageId: uuid }'],
    ['{ orderId: uuid, total: Money, carrier: string, count: int, sentAt: timestamp, state: enum(a|b) }'],
    ['{ orderId: uuid, customerId: uuid?, shipTo: "Address|null" }'],
    ['{ orderId: uuid, email: { type: email, pii: true } }'],
  ])('passes %s', async (sent) => {
    expect(await found(sent)).toEqual([]);
  });

  it.each([
    ['on: OrderPaid, by: shipping, emits: Sent, needs: [OrderPlaced]'],
    ['on: OrderPaid, by: stripe, emits: Sent'],
    ['on: OrderPlaced, by: shipping, emits: Sent'],
  ])('passes where the service knows: %s', async (reaction) => {
    expect(await found('{ orderId: uuid, customerId: uuid }', reaction)).toEqual([]);
  });

  it('counts what a service has been told anywhere, in records and in commands', async () => {
    const sent = '{ orderId: uuid, customerId: uuid }';
    const consumer = flow(sent).replace('{ producer: orders,', '{ producer: orders, consumers: [shipping],');
    expect(await findingsOf(rule, consumer)).toEqual([]);
    const command = `${flow(sent)}commands:\n  Prepare: { handler: shipping, payload: { customer: { type: Party } } }\n`;
    const types = command.replace('types:\n', 'types:\n  Party: { fields: { id: uuid, name: string } }\n');
    expect(await findingsOf(rule, types)).toEqual([]);
  });

  it('tells a field that may be missing from one that is never there', async () => {
    const yaml = flow('{ orderId: uuid, voucherId: uuid }').replace(
      'OrderPaid: {',
      'VoucherSold: { producer: customers, payload: { voucherId: uuid } }\n  OrderPaid: {',
    );
    expect(await findingsOf(rule, yaml)).toEqual([
      'voucherId: `shipping` has to publish `voucherId` in `Sent`, and is told it only as a field that may be missing.',
    ]);
  });

  it('knows an id that others only pass on from one that they bring in', async () => {
    const yaml = `services: { a: {}, b: {}, c: {} }
events:
  Ordered: { producer: a, payload: { orderId: uuid } }
  Packed: { producer: b, consumers: [c], payload: { orderId: uuid, boxId: uuid } }
  BoxScanned: { producer: c, payload: { boxId: uuid } }
flows:
  F: { reactions: [{ on: Ordered, by: b, emits: Packed }, { on: Packed, by: c, emits: BoxScanned }] }
`;
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });

  it('reports one gap once', async () => {
    const yaml = flow('{ orderId: uuid, customerId: uuid }').replace(
      'reactions: [',
      'reactions: [{ on: OrderPaid, by: shipping, emits: Sent, after: 1h }, ',
    );
    expect(await findingsOf(rule, yaml)).toHaveLength(1);
  });
});

describe('insufficient-for-consumer: keys and guards', () => {
  const two = (more: string, correlation = '') => `services: { s: {} }
events:
  A: { payload: { orderId: uuid, total: int, lines: list<string>, who: Person } }
  B: { payload: { paymentId: uuid } }
  C: { payload: { orderId: uuid } }
types:
  Person: { fields: { name: string } }
flows:
  F: { ${correlation}reactions: [{ ${more} }] }
`;

  it('finds keys that only some of the events carry', async () => {
    expect(await findingsOf(rule, two('on: [A, B], by: s, idempotentBy: orderId'))).toEqual([
      'orderId: `orderId` is the idempotency key, and `B` does not carry it.',
    ]);
    expect(await findingsOf(rule, two('on: [A, C], by: s, idempotentBy: orderId'))).toEqual([]);
    expect(await findingsOf(rule, two('on: [A, B], by: s, needs: [C], idempotentBy: orderId'))).toEqual([]);
  });

  it('finds events without the correlation', async () => {
    expect(await findingsOf(rule, two('on: [A, B], by: s', 'correlation: orderId, '))).toEqual([
      'B: `B` does not carry `orderId`, by which `F` tells its runs apart.',
    ]);
    expect(await findingsOf(rule, two('on: [A, C], by: s', 'correlation: orderId, '))).toEqual([]);
  });

  it.each([
    ['C.orderId == A.orderId', 'The guard reads `C.orderId`, and the reaction has not seen `C`.'],
    ['A.totl > 5', 'The guard reads `A.totl`, and `A` does not carry it.'],
    ['A.who.nme != "x"', 'The guard reads `A.who.nme`, and `A` does not carry it.'],
  ])('finds the guard %s', async (guard, message) => {
    expect(await findingsOf(rule, two(`on: A, by: s, when: '${guard}'`))).toEqual([`'${guard}': ${message}`]);
  });

  it.each([
    ['A.total > 5 && A.lines.size() > 0 && A.who.name != "C.orderId"'],
    ['has(A.total) || A.lines.exists(line, line.name == "x")'],
    ['not C'],
    ['has(seen.C)'],
  ])('passes the guard %s', async (guard) => {
    expect(await findingsOf(rule, two(`on: A, by: s, when: '${guard}'`))).toEqual([]);
  });
});
