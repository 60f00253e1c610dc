import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../rule-tester.js';
import { idAsIntegerDrift as rule } from './id-as-integer-drift.js';

const found = (one: string, other: string) =>
  findingsOf(
    rule,
    `types:
  OrderId: { type: uuid }
  Line: { fields: { productId: int, id: int } }
events:
  A: { payload: ${one} }
  B: { payload: ${other} }
`,
  );

describe('id-as-integer-drift', () => {
  it('compares spellings, lists and types', async () => {
    expect(await found('{ orderId: uuid, productId: string }', '{ order_ids: list<long>, line: Line }')).toEqual([
      'int: `productId` of `Line` is `int`, and the same id is `string` in `A`.',
      'list<long>: `order_ids` of `B` is `long`, and the same id is `uuid` in `A`.',
    ]);
  });

  it('takes the form of most places as meant', async () => {
    const yaml = `events:
  A: { payload: { orderId: long } }
  B: { payload: { orderId: uuid } }
  C: { payload: { orderId: uuid } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([
      'long: `orderId` of `A` is `long`, and the same id is `uuid` in 2 places, such as `B`.',
    ]);
  });

  it.each([
    ['{ orderId: OrderId }', '{ orderId: uuid }'],
    ['{ orderId: { type: string, maxLength: 3 } }', '{ orderId: string? }'],
    ['{ id: long }', '{ id: uuid, line: Line }'],
    [
      '{ parentId: long, externalId: string, correlationId: uuid }',
      '{ parentId: uuid, externalId: int, correlationId: string }',
    ],
    ['{ paid: boolean, grid: int }', '{ paid: string, grid: string }'],
  ])('passes %s beside %s', async (one, other) => {
    expect(await found(one, other)).toEqual([]);
  });

  it('does not compare with old majors and what is on its way out', async () => {
    const yaml = `events:
  A@1: { payload: { orderId: long } }
  A: { payload: { orderId: uuid, customerId: { type: long, deprecated: true } } }
  B: { deprecated: { since: 2026-01-01 }, payload: { orderId: int, customerId: uuid } }
`;
    expect(await findingsOf(rule, yaml)).toEqual([]);
  });
});
