import { expect, it } from 'vitest';
import { catalogFromYaml } from '../testing/catalog-from-yaml.js';
import { compileSaga } from './compile-saga.js';

const FIELDS =
  '{ code: Code, no: long, price: decimal(12.2), day: date, note: string?, old: string|null, lines: list<string>, paid: boolean, rate: double, total: Money }';

async function compile(correlation: string): Promise<readonly string[]> {
  const catalog = await catalogFromYaml(`
services: { order: {} }
types: { Money: { fields: { amount: decimal(12.2) } }, Code: { type: string, maxLength: 9 } }
events:
  OrderPlaced: { producer: order, payload: ${FIELDS} }
  OrderConfirmed: { producer: order, payload: {} }
commands:
  ConfirmOrder: { handler: order, payload: {}, success: OrderConfirmed }
sagas:
  Checkout: { service: order, start: OrderPlaced, correlation: ${correlation}, steps: [{ do: ConfirmOrder }] }
`);
  const saga = catalog.sagas.get('Checkout');
  if (saga === undefined) throw new Error('no saga');
  return compileSaga(catalog, saga).diagnostics.map(({ message }) => message);
}

it.each(['code', 'no', 'price', 'day'])('a run may be named by a text or a whole number: %s', async (field) => {
  expect(await compile(field)).toEqual([]);
});

it.each([
  ['note', 'it may be absent'],
  ['old', 'it may be null'],
  ['lines', 'it is `list<string>`'],
  ['paid', 'it is `boolean`'],
  ['rate', 'it is `double`'],
  ['total', 'it is `Money`'],
])('a run cannot be named by %s', async (field, problem) => {
  expect(await compile(field)).toEqual([`\`OrderPlaced.${field}\` cannot name a run: ${problem}.`]);
});
