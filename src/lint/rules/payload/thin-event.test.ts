import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { thinEvent as rule } from './thin-event.js';

const SERVICES = 'services:\n  order: {}\n  billing: {}\n  mail: {}\n';
const PLACED = '  OrderPlaced: { producer: order, consumers: [billing], payload: { orderId: uuid, total: int } }\n';
const found = async (events: string, rest = '') =>
  (await findingsOf(rule, `${SERVICES}events:\n${events}${rest}`)).map((text) => text.slice(text.indexOf(': `') + 2));

describe('thin-event', () => {
  it('names the services that have to call back', async () => {
    const event =
      '  OrderShipped: { producer: order, consumers: [mail, billing], payload: { orderId: uuid, shippedAt: timestamp } }\n';
    expect(await found(event)).toEqual([
      '`OrderShipped` carries only ids, so `billing`, `mail` have to call back to learn what happened.',
    ]);
    expect(await found(event + PLACED)).toEqual([
      '`OrderShipped` carries only ids, so `mail` has to call back to learn what happened.',
    ]);
  });

  it('knows that of something new, nothing later has told', async () => {
    const paid = '  OrderPaid: { producer: billing, consumers: [order], payload: { orderId: uuid, amount: int } }\n';
    const registered =
      '  CustomerRegistered: { producer: mail, consumers: [billing], payload: { customerId: uuid, name: string } }\n';
    const placed =
      '  OrderPlaced: { producer: order, consumers: [billing], payload: { orderId: uuid, customerId: uuid }, key: orderId }\n';
    expect(await found(placed + paid + registered)).toHaveLength(1);
  });

  it('knows that of a change, nothing earlier has told', async () => {
    const changed =
      '  OrderAddressChanged: { producer: order, consumers: [billing], payload: { orderId: uuid, version: int } }\n';
    expect(await found(changed + PLACED)).toHaveLength(1);
  });

  it.each([
    ['content', '{ producer: order, consumers: [mail], payload: { orderId: uuid, total: int } }'],
    ['a flag', '{ producer: order, consumers: [mail], payload: { orderId: uuid, urgent: boolean } }'],
    ['a planned time', '{ producer: order, consumers: [mail], payload: { orderId: uuid, startsAt: timestamp } }'],
    ['a date', '{ producer: order, consumers: [mail], payload: { orderId: uuid, dueOn: date } }'],
    ['a notification', '{ producer: order, consumers: [mail], carries: notification, payload: { orderId: uuid } }'],
    [
      'consumers that say what they use',
      '{ producer: order, consumers: [{ service: mail, uses: [orderId] }], payload: { orderId: uuid } }',
    ],
    ['no consumers', '{ producer: order, payload: { orderId: uuid } }'],
    ['no payload', '{ producer: order, consumers: [mail] }'],
    [
      'a service that reads what it has published',
      '{ producer: order, consumers: [order], payload: { orderId: uuid } }',
    ],
  ])('is silent about %s', async (_, body) => {
    expect(await found(`  OrderPlaced: ${body}\n`)).toEqual([]);
  });

  it('is silent about ends, failures and replies', async () => {
    const payload = 'consumers: [mail], payload: { orderId: uuid }';
    const events = `  OrderErased: { producer: order, ${payload} }\n  OrderDenied: { producer: order, failureOf: OrderErased, ${payload} }\n  Billed: { producer: billing, ${payload} }\n`;
    expect(await found(events, 'commands:\n  Bill: { handler: billing, success: Billed }\n')).toEqual([]);
  });
});
