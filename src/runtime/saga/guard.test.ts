import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json.js';
import { testSaga } from '../testing/definitions.js';
import { drive } from '../testing/drive.js';
import type { ShapeType } from './definition.js';
import { holds } from './guard.js';
import { planSaga } from './plan.js';

const fields: Readonly<Record<string, ShapeType>> = {
  orderId: 'string',
  total: 'decimal',
  count: 'int',
  rate: 'double',
  express: 'boolean',
  placedAt: 'timestamp',
  window: 'duration',
  lines: { list: { record: { price: 'decimal' } } },
  stock: { map: 'int' },
};
const order = {
  orderId: 'o1',
  total: '100.50',
  count: 3,
  rate: 0.5,
  express: true,
  placedAt: '2026-01-01T00:00:00Z',
  window: 'PT36H',
  lines: [{ price: '9.99' }, { price: '20.00' }],
  stock: { pen: 2 },
};

function ask(cel: string, data: JsonObject = order): boolean {
  const saga = testSaga([], { messages: { OrderPlaced: { fields } } });
  return holds({ cel }, { plan: planSaga(saga), state: drive(saga, data).state(), path: '', undoing: false });
}

it('reads a message with a field that is called as nothing else should be', () => {
  const data = { ...order, constructor: 'x', nested: { constructor: 'y' } };
  const record = { ...fields, constructor: 'string', nested: { record: { constructor: 'string' } } } as const;
  const saga = testSaga([], { messages: { OrderPlaced: { fields: record } } });
  const view = { plan: planSaga(saga), state: drive(saga, data).state(), path: '', undoing: false };
  const cel = 'OrderPlaced.count == 3 && OrderPlaced.constructor == "x" && OrderPlaced.nested.constructor == "y"';
  expect(holds({ cel }, view)).toBe(true);
});

describe('a guard', () => {
  it.each([
    ['OrderPlaced.total > 100', true],
    ['OrderPlaced.total == 100.5', true],
    ['OrderPlaced.total < 20', false],
    ['OrderPlaced.count + 1 == 4', true],
    ['OrderPlaced.rate < 1', true],
    ['OrderPlaced.express && !(OrderPlaced.count > 5)', true],
    ['OrderPlaced.placedAt == timestamp("2026-01-01T01:00:00+01:00")', true],
    ['OrderPlaced.placedAt < timestamp("2025-12-31T23:59:59Z")', false],
    ['OrderPlaced.window > duration("35h59m")', true],
    ['OrderPlaced.lines.exists(line, line.price > 10)', true],
    ['OrderPlaced.stock["pen"] == 2', true],
    ['has(seen.OrderPlaced)', true],
    ['!has(seen.OrderCancelled)', true],
    ['has(seen.OrderCancelled) && OrderCancelled.reason == "x"', false],
    ['has(OrderPlaced.note)', false],
  ])('%s is %s', (cel, expected) => {
    expect(ask(cel)).toBe(expected);
  });

  it.each(['OrderCancelled.reason == "x"', 'OrderPlaced.missing > 1', 'OrderPlaced.count', '1 +'])(
    'fails loudly: %s',
    (cel) => {
      expect(() => ask(cel)).toThrow();
    },
  );

  it.each([
    ['P1W', '168h'],
    ['P1DT1H', '25h'],
    ['PT1M1.5S', '61.5s'],
    ['-PT1H', '-1h'],
  ])('reads the duration %s as %s', (window, text) => {
    expect(ask(`OrderPlaced.window == duration("${text}")`, { ...order, window })).toBe(true);
  });
});
