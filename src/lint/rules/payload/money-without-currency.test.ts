import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { moneyWithoutCurrency as rule } from './money-without-currency.js';

const TYPES = `types:
  Money: { fields: { amount: decimal(12.2), currency: string } }
  EurCents: { type: long }
  CurrencyCode: { type: string, pattern: "^[A-Z]{3}$" }
  Line: { fields: { price: decimal(9.2), quantity: int } }
`;
const found = async (payload: string, settings?: string) =>
  (await findingsOf(rule, `${TYPES}events:\n  Sent: { payload: ${payload} }\n`, settings)).map(
    (text) => text.split(':')[0],
  );

describe('money-without-currency', () => {
  it.each([
    ['{ total: decimal(12.2), fee: double, amountCents: long }', ['total', 'fee', 'amountCents']],
    ['{ lines: list<Line> }', ['price']],
    [
      '{ schema: { type: object, properties: { sum: { type: object, properties: { price: { type: number } } } } } }',
      ['price'],
    ],
  ])('finds %s', async (payload, names) => {
    expect(await found(payload)).toEqual(names);
  });

  it.each([
    ['{ total: Money, refund: Money }'],
    ['{ total: decimal(12.2), currency: string }'],
    ['{ amountCents: long, settlementCurrency: CurrencyCode }'],
    ['{ lines: list<Line>, iso: CurrencyCode }'],
    ['{ amountEur: decimal(9.2), feeUsdCents: long, price: EurCents, price_in_gbp: decimal(9.2) }'],
    ['{ amount: int, total: long, balance: int, points: decimal(9.2), totalPoints: decimal(9.2) }'],
    ['{ taxRate: decimal(5.2), amount: decimal(9.3), unit: string }'],
    [
      '{ schema: { type: object, properties: { ccy: { type: string }, sum: { type: object, properties: { price: { type: number } } } } } }',
    ],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('is silent in a catalog of one currency', async () => {
    const settings = 'catalog: t\nlint: { rules: { money-without-currency: { severity: warning, currency: EUR } } }\n';
    expect(await found('{ price: decimal(9.2) }', settings)).toEqual([]);
  });
});
