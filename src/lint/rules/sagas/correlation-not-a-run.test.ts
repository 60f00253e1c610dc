import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { correlationNotARun } from './correlation-not-a-run.js';

const build = (start: string, payload: string, correlation: string, others: string, more = '') => `services: { s: {} }
events:
  ${start}: { payload: ${payload} }
  Done: { payload: { id: uuid } }
${others}commands: { Do: { handler: s, success: Done } }
sagas:
  S: { service: s, start: ${start}, correlation: ${correlation}, steps: [{ do: Do }]${more} }
`;
const CUSTOMER = '  CustomerRegistered: { payload: { customerId: uuid } }\n';
const ORDER = '  OrderPlaced: { payload: { orderId: uuid, customerId: uuid } }\n';
const SUBSCRIPTION = '  SubscriptionStarted: { payload: { subscriptionId: uuid } }\n';

describe('correlation-not-a-run', () => {
  it.each([
    [
      'the beginning of the thing itself',
      build('OrderPlaced', '{ orderId: uuid, customerId: uuid }', 'orderId', CUSTOMER),
    ],
    [
      'a later moment that comes once',
      build('OrderConfirmed', '{ orderId: uuid, customerId: uuid }', 'orderId', ORDER),
    ],
    [
      'the end of the thing',
      build('SubscriptionCancelled', '{ subscriptionId: uuid }', 'subscriptionId', SUBSCRIPTION),
    ],
    [
      'an id of each run',
      build('SubscriptionRenewed', '{ renewalId: uuid, subscriptionId: uuid }', 'renewalId', SUBSCRIPTION),
    ],
    [
      'a saga that repeats',
      build('SubscriptionRenewed', '{ subscriptionId: uuid }', 'subscriptionId', SUBSCRIPTION, ', repeat: true'),
    ],
    [
      'a thing that no earlier event tells of',
      build('SubscriptionRenewed', '{ subscriptionId: uuid }', 'subscriptionId', ''),
    ],
    [
      'one payment of a passing thing',
      build('PaymentReceived', '{ paymentId: uuid, orderId: uuid }', 'orderId', ORDER),
    ],
    ['an event about the customer alone', build('CustomerVerified', '{ customerId: uuid }', 'customerId', CUSTOMER)],
    [
      'what comes once to a passing thing',
      build(
        'InvoiceOverdue',
        '{ invoiceId: uuid, customerId: uuid }',
        'invoiceId',
        '  InvoiceIssued: { payload: { invoiceId: uuid } }\n',
      ),
    ],
    ['what comes once to the order behind it', build('PaymentOverdue', '{ orderId: uuid }', 'orderId', ORDER)],
    ['a bare id', build('StockUpdated', '{ id: uuid }', 'id', '  StockCreated: { payload: { id: uuid } }\n')],
    [
      'a thing with a recurring word in its own name',
      build(
        'TransferRequested',
        '{ transferredId: uuid }',
        'transferredId',
        '  TransferredPlaced: { payload: { transferredId: uuid } }\n',
      ),
    ],
    [
      'what the saga itself brings about',
      build(
        'AccountUpdated',
        '{ accountId: uuid }',
        'accountId',
        '  AccountOpened: { payload: { accountId: uuid } }\n',
      ).replace('success: Done', 'success: AccountOpened'),
    ],
    [
      'an id that the earlier event need not have',
      build(
        'SubscriptionRenewed',
        '{ subscriptionId: uuid }',
        'subscriptionId',
        '  SubscriptionStarted: { payload: { subscriptionId: uuid? } }\n',
      ),
    ],
  ])('accepts %s', async (_, text) => {
    expect(await findingsOf(correlationNotARun, text)).toEqual([]);
  });

  it.each([
    [
      build('SubscriptionRenewed', '{ subscriptionId: uuid }', 'subscriptionId', SUBSCRIPTION),
      'subscriptionId: `SubscriptionRenewed` may come again for the same `subscriptionId`, and `S` has one run for each: `renewed` is no single moment in the life of a subscription.',
    ],
    [
      build('InvoiceOverdue', '{ customerId: uuid, total: int }', 'customerId', CUSTOMER),
      'customerId: `InvoiceOverdue` may come again for the same `customerId`, and `S` has one run for each: `overdue` is no single moment in the life of a customer.',
    ],
    [
      build('OrderPlaced', '{ orderId: uuid, customerId: uuid }', 'customerId', CUSTOMER),
      'customerId: `OrderPlaced` may come again for the same `customerId`, and `S` has one run for each: one customer has many, each with a `orderId` of its own.',
    ],
    [
      build(
        'bank_account_changed',
        '{ bank_account_number: string }',
        'bank_account_number',
        '  bank_account_opened: { payload: { bank_account_number: string } }\n',
      ),
      'bank_account_number: `bank_account_changed` may come again for the same `bank_account_number`, and `S` has one run for each: `changed` is no single moment in the life of a bank account.',
    ],
  ])('finds %#', async (text, expected) => {
    expect(await findingsOf(correlationNotARun, text)).toEqual([expected]);
  });

  it('learns words from its options', async () => {
    const text = build(
      'BeehiveHarvested',
      '{ beehiveId: uuid }',
      'beehiveId',
      '  BeehiveInstalled: { payload: { beehiveId: uuid } }\n',
    );
    const settings = (words: string) => `catalog: x\nlint: { rules: { correlation-not-a-run: { ${words} } } }\n`;
    expect(await findingsOf(correlationNotARun, text)).toEqual([]);
    expect(await findingsOf(correlationNotARun, text, settings('recurring: [Harvested]'))).toHaveLength(1);
    const queen = text
      .replace('BeehiveHarvested: { payload: {', 'QueenReplaced: { payload: { queenId: uuid,')
      .replace('start: BeehiveHarvested', 'start: QueenReplaced');
    expect(await findingsOf(correlationNotARun, queen)).toEqual([]);
    expect(await findingsOf(correlationNotARun, queen, settings('lasting: [beehive]'))).toHaveLength(1);
  });
});
