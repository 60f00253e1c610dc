import { describe, expect, it } from 'vitest';
import { findingsOf, runRule } from '../../rule-tester.js';
import { moneyAsFloat as rule } from './money-as-float.js';

const TYPES = `types:
  Price: { type: double }
  Rate: { type: double }
  Dose: { fields: { amount: double, unit: string } }
  Money: { fields: { amount: float, currency: string } }
`;
const found = async (payload: string, settings?: string) =>
  (await findingsOf(rule, `${TYPES}events:\n  Sent: { payload: ${payload} }\n`, settings)).map(
    (text) => /`([^`]+)` is money/.exec(text)?.[1] ?? text,
  );

describe('money-as-float', () => {
  it.each([
    [
      '{ price: double, unitPrice: float?, total_amount: double, priceNet: double }',
      ['price', 'unitPrice', 'total_amount', 'priceNet'],
    ],
    [
      '{ fees: list<double>, salary: double, amountUsd: double, balance: double }',
      ['fees', 'salary', 'amountUsd', 'balance'],
    ],
    [
      '{ amount: "double|null", costs: map<float>, energyPrice: double, sharePrice: double }',
      ['amount', 'costs', 'energyPrice', 'sharePrice'],
    ],
    ['{ schema: { type: object, properties: { premiumAmount: { type: number } } } }', ['premiumAmount']],
  ])('finds %s', async (payload, names) => {
    expect(await found(payload)).toEqual(names.map((name) => `Sent.${name}`));
  });

  it.each([
    ['{ price: decimal(9.2), fee: long, amount: int, priceText: string, total: int, costCentre: string }'],
    ['{ taxRate: double, discountPercent: double, feeRatio: float, priceIndex: double, costFactor: double }'],
    [
      '{ energyAmount: double, waterAmount: double, totalDistance: double, totalWeight: double, pointsBalance: double }',
    ],
    ['{ amount: double, unit: enum(kg|l) }'],
    [
      '{ dose: Dose, rate: Rate, batteryCharge: double, score: double, totalKwh: double, pathCost: double, costInPoints: double }',
    ],
    ['{ latitude: double, temperature: float, creditScore: double, coffee: double, committee: float }'],
  ])('passes %s', async (payload) => {
    expect(await found(payload)).toEqual([]);
  });

  it('reports a type once, where it is written', async () => {
    const yaml = `${TYPES}events:\n  A: { payload: { price: Price, all: Price, fees: list<Price>, prices: map<Price>, m: Money } }\n  B: { payload: { price: Price } }\n`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'Price: `Price` is money in a `double`, which cannot hold every cent.',
      'float: `Money.amount` is money in a `float`, which cannot hold every cent.',
    ]);
  });

  it('takes words of the business, and allows names', async () => {
    expect(await found('{ kwota: double }', 'catalog: t\nlint: { lexicon: { money: [kwota] } }\n')).toEqual([
      'Sent.kwota',
    ]);
    const allow = 'catalog: t\nlint: { rules: { money-as-float: { severity: error, allow: [balance] } } }\n';
    expect(await found('{ balance: double, price: double }', allow)).toEqual(['Sent.price']);
  });

  it('gives no fix where examples, a default or a list would become wrong', async () => {
    const yaml = `types:
  Line: { fields: { price: double } }
events:
  A:
    payload: { price: double, lines: "Line[]" }
    examples: [{ price: 1.5, lines: [] }]
  B: { payload: { price: { type: double, default: 1.5 }, fees: list<double>, cost: double } }
`;
    const { findings } = await runRule(rule, yaml);
    expect(findings.map(({ message, fix }) => `${message.split('`')[1]} ${fix?.title}`)).toEqual([
      'Line.price undefined',
      'A.price undefined',
      'B.price undefined',
      'B.fees undefined',
      'B.cost Write `decimal(12.2)`',
    ]);
  });

  it('gives no fix where another field would have to follow', async () => {
    const yaml = `services: { s: {} }
events:
  A: { producer: s, payload: { id: uuid, price: double, fee: double, cost: double } }
  B: { producer: s, payload: { id: uuid, price: { type: double, default: 1.5 }, fee: double, cost: decimal(9.2) } }
commands:
  C: { handler: s, payload: { id: uuid, tip: decimal(9.2), salary: double } }
sagas:
  S: { service: s, start: A, correlation: id, steps: [{ do: C, with: { salary: A.fee, tip: A.cost } }] }
`;
    const { findings } = await runRule(rule, yaml);
    expect(findings.filter(({ fix }) => fix).map(({ message }) => message.split('`')[1])).toEqual([]);
    const free = await runRule(rule, yaml.replace(', with: { salary: A.fee, tip: A.cost }', ''));
    expect(free.findings.filter(({ fix }) => fix).map(({ message }) => message.split('`')[1])).toEqual([
      'A.fee',
      'A.cost',
      'B.fee',
      'C.salary',
    ]);
  });
});
